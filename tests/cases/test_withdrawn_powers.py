"""A power is taken back from a township: its running cases go over to the county, or go on, as the withdrawal says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from minzhifa.access import Role, rls
from minzhifa.cases.errors import CaseNotFound
from minzhifa.cases.models import Case, Handover
from minzhifa.cases.operations import hand_over_withdrawn, register_lead, take_back_powers
from minzhifa.cases.queries import case_page, handovers, running_on_matters
from minzhifa.org.demo.people import fixed
from minzhifa.org.models import Agency, Empowerment
from minzhifa.org.operations import approve_empowerment, grant_role, propose_empowerment, propose_power_withdrawal
from minzhifa.org.queries import actor_for

TOWN, COUNTY, MATTER = "township-350582103", "urban-350582", "CSGL-CF-005"
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def who(name: str) -> Any:
    return actor_for(fixed("account", name), "test", on=AT.date())


def agency(slug: str) -> int:
    return Agency.objects.get(slug=slug).pk


@pytest.fixture
def running(province: None, db: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A case of the township on an empowered matter; the county's department has a head on the platform."""
    monkeypatch.setattr("minzhifa.cases._enrich.BY_MATTER", frozenset())
    town, county = agency(TOWN), agency(COUNTY)
    ids = propose_empowerment(
        actor=who("fj_admin"), township_id=town, county_id=county, matters=[(MATTER, "乱扔烟头")],
        valid_from=date(2026, 2, 1), announcement="赋权公告", published_on=date(2026, 1, 5), at=AT,
    )  # fmt: skip
    approve_empowerment(actor=who("sft_head"), township_id=town, ids=ids, at=AT)
    grant_role(
        actor=who("fj_admin"), account_id=fixed("account", "cg_head"), role=Role.AGENCY_HEAD, agency_id=county,
        valid_from=date(2026, 11, 1), at=AT,
    )  # fmt: skip
    done = register_lead(
        actor=who("cd_officer1"), agency_id=town, field="城市管理", on=date(2026, 11, 2), at=AT, matter=MATTER,
        source_kind="inspection", summary="巡查发现乱扔烟头",
    )  # fmt: skip
    return done


def withdrawal(rule: str, effective: date) -> int:
    held = list(Empowerment.objects.values_list("id", flat=True))
    return propose_power_withdrawal(
        actor=who("fj_admin"), township_id=agency(TOWN), ids=held, effective_on=effective, running=rule,
        announcement="收回公告", published_on=date(2026, 11, 1), at=AT,
    )  # fmt: skip


def test_the_running_case_itself_goes_over_to_the_county(running: Any) -> None:
    key = withdrawal("hand_over", date(2026, 11, 20))
    done = take_back_powers(actor=who("sft_head"), withdrawal_id=key, at=AT)
    assert (done.moved, done.left) == (1, 0)
    head = who("cg_head")
    page = case_page(head, running.case_id, on=AT.date())
    assert (page.agency_id, page.case.code, page.case.stage) == (agency(COUNTY), running.code, "lead")
    assert page.ledger[-1].type == "case.handed_over"
    old = case_page(who("cd_officer1"), running.case_id, on=AT.date())
    assert (old.gone, old.offers) == (True, ())
    (line,) = handovers(who("cd_officer1"))
    assert "收回赋权" in line.ground
    with pytest.raises(CaseNotFound):
        case_page(who("gl_officer1"), running.case_id, on=AT.date())
    again = hand_over_withdrawn(actor=who("sft_head"), withdrawal_id=key, at=AT)
    assert (again.moved, again.left) == (0, 0)


def test_a_withdrawal_that_lets_them_go_on_moves_nothing(running: Any) -> None:
    key = withdrawal("continue", date(2026, 11, 20))
    assert take_back_powers(actor=who("sft_head"), withdrawal_id=key, at=AT).moved == 0
    assert not Handover.objects.exists()
    assert [one.id for one in running_on_matters(who("cd_head"), agency(TOWN), [MATTER])] == [running.case_id]


def test_before_its_day_nothing_moves_and_the_daily_work_does_it_then(running: Any) -> None:
    from minzhifa.cases import jobs

    key = withdrawal("hand_over", date(2026, 12, 1))
    assert take_back_powers(actor=who("sft_head"), withdrawal_id=key, at=AT).moved == 0
    later = AT + timedelta(days=9)
    assert hand_over_withdrawn(actor=jobs.PLATFORM, withdrawal_id=key, at=later).moved == 1
    with rls.acting(who("fj_supervisor"), scope=rls.EVERYTHING):
        assert Case.objects.get(pk=running.case_id).agency_id == agency(COUNTY)


def test_a_county_without_anybody_on_the_platform_leaves_the_case_to_a_transfer(
    running: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from minzhifa.org.models import RoleGrant

    RoleGrant.objects.filter(agency__slug=COUNTY).delete()
    key = withdrawal("hand_over", date(2026, 11, 20))
    done = take_back_powers(actor=who("sft_head"), withdrawal_id=key, at=AT)
    assert (done.moved, done.left) == (0, 1)
    assert case_page(who("cd_officer1"), running.case_id, on=AT.date()).agency_id == agency(TOWN)
