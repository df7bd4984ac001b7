"""处罚法第二十四条: a township punishes what was handed on to it and published, as long as it was not taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from minzhifa.access import Actor, Grant, Role
from minzhifa.access.errors import NotFound, Refused
from minzhifa.org.errors import NotAuthorised
from minzhifa.org.operations import (
    approve_empowerment,
    approve_power_withdrawal,
    propose_empowerment,
    propose_power_withdrawal,
)
from minzhifa.org.queries import power_of, power_withdrawal, powers_in_force, township_powers

By = Callable[[str], int]
As = Callable[[str], Actor]
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SINCE = date(2026, 3, 1)
MATTERS = [("CSGL-CF-005", "随地吐痰乱扔果皮纸屑烟头"), ("CSGL-CF-007", "擅自在街道两侧堆放物料")]
TOWN, COUNTY = "township-350582103", "urban-350582"


@pytest.fixture
def propose(agency: By, actor: As) -> Callable[..., list[int]]:
    """Registers the two matters for 陈埭镇."""

    def made(**change: Any) -> list[int]:
        given: dict[str, Any] = {
            "actor": actor("fj_admin"), "township_id": agency(TOWN), "county_id": agency(COUNTY), "matters": MATTERS,
            "valid_from": SINCE, "announcement": "赋权事项公告", "published_on": date(2026, 2, 1), "at": AT,
        }  # fmt: skip
        return propose_empowerment(**{**given, **change})

    return made


@pytest.fixture
def empowered(propose: Any, actor: As, agency: By) -> list[int]:
    ids: list[int] = propose()
    approve_empowerment(actor=actor("sft_head"), township_id=agency(TOWN), ids=ids, at=AT)
    return ids


@pytest.fixture
def withdraw(empowered: list[int], actor: As, agency: By) -> Callable[..., int]:
    def made(**change: Any) -> int:
        given: dict[str, Any] = {
            "actor": actor("fj_admin"), "township_id": agency(TOWN), "ids": empowered[:1], "running": "hand_over",
            "effective_on": date(2026, 10, 1), "announcement": "收回公告", "published_on": date(2026, 9, 1), "at": AT,
        }  # fmt: skip
        return propose_power_withdrawal(**{**given, **change})

    return made


def test_a_power_holds_from_its_day_once_approved_and_for_its_matter_alone(empowered: Any, agency: By) -> None:
    town = agency(TOWN)
    assert power_of(town, "CSGL-CF-005", date(2026, 2, 28)) is None
    found = power_of(town, "CSGL-CF-005", SINCE)
    assert found is not None
    assert (found.announcement, found.ends_on) == ("赋权事项公告", None)
    assert power_of(town, "CSGL-CF-001", SINCE) is None
    assert power_of(agency("township-350582104"), "CSGL-CF-005", SINCE) is None


def test_what_is_only_proposed_is_no_power(propose: Any, agency: By) -> None:
    propose()
    assert power_of(agency(TOWN), "CSGL-CF-005", SINCE) is None
    assert {row.state(AT.date()) for row in township_powers(agency(TOWN))} == {"proposed"}
    assert powers_in_force(AT.date(), township_id=agency(TOWN)) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"published_on": date(2026, 3, 2)}, "not_published"),
        ({"matters": []}, "empowerment_empty"),
        ({"announcement": " "}, "empowerment_empty"),
        ({"valid_to": SINCE}, "interval_wrong"),
    ],
)
def test_an_unpublished_or_empty_decision_is_no_source(propose: Any, change: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        propose(**change)
    assert refused.value.code == code


def test_only_its_own_county_hands_on_and_only_to_townships(propose: Any, agency: By) -> None:
    for change, code in (
        ({"county_id": agency("urban-350102")}, "not_its_county"),
        ({"township_id": agency("market-350102")}, "not_a_township"),
    ):
        with pytest.raises(Refused) as refused:
            propose(**change)
        assert refused.value.code == code
        assert "第二十四条" in str(refused.value.article)


def test_the_same_matter_is_not_registered_twice(empowered: Any, propose: Any) -> None:
    with pytest.raises(Refused) as refused:
        propose()
    assert refused.value.code == "already_empowered"


def test_strangers_neither_register_nor_approve_and_nobody_approves_his_own(
    propose: Any, actor: As, agency: By
) -> None:
    with pytest.raises(NotAuthorised):
        propose(actor=actor("gl_admin"))
    ids = propose()
    for name in ("gl_head", "cd_head", "fj_admin"):
        with pytest.raises(NotAuthorised):
            approve_empowerment(actor=actor(name), township_id=agency(TOWN), ids=ids, at=AT)
    admin = actor("fj_admin")
    both = replace(admin, grants=(*admin.grants, Grant(Role.AGENCY_HEAD, agency(COUNTY), None)))
    with pytest.raises(Refused, match="自己"):
        approve_empowerment(actor=both, township_id=agency(TOWN), ids=ids, at=AT)


def test_a_withdrawal_ends_the_power_on_its_day_and_says_what_becomes_of_cases(
    withdraw: Any, actor: As, agency: By
) -> None:
    key, town = withdraw(), agency(TOWN)
    before = power_of(town, "CSGL-CF-005", AT.date())
    assert before is not None
    assert before.ends_on is None
    approve_power_withdrawal(actor=actor("sft_head"), withdrawal_id=key, at=AT)
    after = power_of(town, "CSGL-CF-005", AT.date())
    assert after is not None
    assert (after.ends_on, after.running) == (date(2026, 10, 1), "hand_over")
    assert [row.matter_code for row in power_withdrawal(key).matters] == ["CSGL-CF-005"]
    assert [row.matter_code for row in powers_in_force(AT.date(), township_id=town)] == ["CSGL-CF-007"]
    with pytest.raises(NotFound):
        withdraw()


def test_a_withdrawal_says_how_running_cases_go_on_and_is_published(withdraw: Any) -> None:
    for change in ({"running": "whatever"}, {"published_on": date(2026, 10, 2)}, {"effective_on": SINCE}):
        with pytest.raises(Refused):
            withdraw(**{"published_on": date(2026, 2, 1), **change})


def _lead(actor: Actor, town: int, matter: str | None) -> UUID:
    from minzhifa.cases.operations import register_lead

    done = register_lead(
        actor=actor, agency_id=town, field="城市管理", on=date(2026, 9, 7), at=AT, source_kind="inspection",
        summary="巡查发现",
    )  # fmt: skip
    return done.case_id


def _file(actor: As, town: int, matter: str | None, on: str, case: UUID | None = None) -> UUID:
    from minzhifa.cases.operations import perform

    case = case or _lead(actor("cd_officer1"), town, matter)
    officers = [{"officer_id": str(actor(name).officer_id)} for name in ("cd_officer1", "cd_officer2")]
    facts = {
        "cause": "乱扔烟头案", "officers": officers, "violated": ["《城市市容和环境卫生管理条例》第三十四条"],
        "party": {"kind": "natural_person", "name": "某甲", "address": "陈埭镇"}, "occurred_on": "2026-09-07",
        "discovered_on": "2026-09-07",
    }  # fmt: skip
    given = {**facts, **({"matter": matter} if matter else {})}
    perform(actor=actor("cd_officer1"), case_id=case, action="propose_filing", on=on, at=AT, facts=given)
    return case


@pytest.fixture
def matters(monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue is not what is tested here: a matter of any code asks for nothing."""
    monkeypatch.setattr("minzhifa.cases._enrich.BY_MATTER", frozenset())


def test_a_township_files_on_an_empowered_matter_and_the_ground_is_kept(
    empowered: Any, matters: None, actor: As, agency: By
) -> None:
    from minzhifa.cases.queries import history

    case = _file(actor, agency(TOWN), "CSGL-CF-005", "2026-09-08")
    filed = next(row for row in history(actor("cd_officer1"), case) if row.type == "case.propose_filing")
    kept = filed.payload["facts"]["powers"]
    assert (kept["held"], kept["announcement"]) == (True, "赋权事项公告")


@pytest.mark.parametrize(("matter", "code"), [("CSGL-CF-001", "not_empowered"), (None, "powers_unknown")])
@pytest.mark.usefixtures("empowered", "matters")
def test_filing_on_what_was_not_handed_on_is_refused_with_the_article(
    actor: As, agency: By, matter: str | None, code: str
) -> None:
    from minzhifa.cases.errors import LawRefused

    with pytest.raises(LawRefused) as refused:
        _file(actor, agency(TOWN), matter, "2026-09-08")
    assert (refused.value.code, refused.value.article) == (code, "处罚法第二十四条第一款、第二款")


def test_a_claim_of_the_client_does_not_make_a_power(empowered: Any, matters: None, actor: As, agency: By) -> None:
    from minzhifa.cases.errors import LawRefused
    from minzhifa.cases.operations import perform

    me, case = actor("cd_officer1"), _lead(actor("cd_officer1"), agency(TOWN), None)
    officers = [{"officer_id": str(actor(name).officer_id)} for name in ("cd_officer1", "cd_officer2")]
    facts = {
        "cause": "某案", "officers": officers, "violated": ["某条"],
        "party": {"kind": "natural_person", "name": "某甲"},
        "occurred_on": "2026-09-07", "discovered_on": "2026-09-07", "matter": "CSGL-CF-001", "powers": {"held": True},
    }  # fmt: skip
    with pytest.raises(LawRefused) as refused:
        perform(actor=me, case_id=case, action="propose_filing", on="2026-09-08", at=AT, facts=facts)
    assert refused.value.code == "not_empowered"


def test_after_the_withdrawal_nothing_is_filed_any_more(withdraw: Any, matters: None, actor: As, agency: By) -> None:
    from minzhifa.cases.errors import LawRefused
    from minzhifa.cases.queries import running_on_matters

    town = agency(TOWN)
    running = _file(actor, town, "CSGL-CF-005", "2026-09-08")
    key = withdraw(running="continue")
    approve_power_withdrawal(actor=actor("sft_head"), withdrawal_id=key, at=AT)
    with pytest.raises(LawRefused) as refused:
        _file(actor, town, "CSGL-CF-005", "2026-10-08")
    assert refused.value.code == "powers_withdrawn"
    assert [row.id for row in running_on_matters(actor("cd_head"), town, ["CSGL-CF-005"])] == [running]


@pytest.mark.parametrize(("rule", "held"), [("continue", True), ("hand_over", False)])
def test_the_rule_of_the_withdrawal_decides_on_the_cases_that_run(
    withdraw: Any, actor: As, agency: By, rule: str, held: bool
) -> None:
    from minzhifa.cases._powers import powers
    from minzhifa.law.procedure import CaseState
    from minzhifa.org.queries import agency_card

    key, day = withdraw(running=rule), date(2026, 10, 20)
    approve_power_withdrawal(actor=actor("sft_head"), withdrawal_id=key, at=AT)
    card = agency_card(agency(TOWN), day)
    state = CaseState(facts={"matter": "CSGL-CF-005"}, done={"propose_filing": "2026-09-08"})
    assert powers("propose_decision", card, state, {}, day)["powers"]["held"] is held
    assert powers("propose_filing", card, state, {}, day)["powers"]["held"] is False
    late = CaseState(facts={"matter": "CSGL-CF-005"}, done={"propose_filing": "2026-10-02"})
    assert powers("propose_decision", card, late, {}, day)["powers"]["held"] is False


def test_other_agencies_are_not_asked(agency: By) -> None:
    from minzhifa.cases._powers import powers
    from minzhifa.law.procedure import CaseState
    from minzhifa.org.queries import agency_card

    card = agency_card(agency("market-350102"), AT.date())
    assert powers("propose_filing", card, CaseState(), {"matter": "x"}, AT.date()) == {}
