"""A county bureau is merged into the city's: old papers keep their name, open cases go over, closed ones stay."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from cases_road import AT, Road

from minzhifa.access import Actor, Role
from minzhifa.access.errors import Refused
from minzhifa.access.rls import EVERYTHING, acting
from minzhifa.cases.models import Case
from minzhifa.cases.operations import Merged, merge_agency, register_lead
from minzhifa.documents.queries import document_data, documents
from minzhifa.ledger.queries import events
from minzhifa.org import queries as org
from minzhifa.org.errors import AlreadyMerged, IntervalWrong, NotAuthorised
from minzhifa.org.models import Account, Agency, Officer, RoleGrant
from minzhifa.org.operations import grant_role, rename_agency

OLD, NEW = "福州市鼓楼区市场监督管理局", "福州市市场监督管理局"
ON = date(2026, 11, 20)
SOURCE = "闽委编〔2026〕9号"


@pytest.fixture
def city(province: None, db: None) -> int:
    return Agency.objects.get(slug="market-350100").pk


def _merge(road: Road, city: int, who: str = "fj_admin", **changes: object) -> Merged:
    given = {"agency_id": road.agency_id, "successor_id": city, "on": ON, "at": AT, "source": SOURCE, **changes}
    return merge_agency(actor=road.actor(who), **given)  # type: ignore[arg-type]


def _again(username: str) -> Actor:
    from minzhifa.org.demo.people import fixed

    return org.actor_for(fixed("account", username), "test", on=AT.date())


def _case(road: Road) -> Case:
    with acting(road.actor("gl_head"), scope=EVERYTHING):
        return Case.objects.get(pk=road.case_id)


def _names(road: Road, actor: Actor) -> dict[str, str]:
    with acting(actor):
        return {d.kind: d.agency_name for d in documents(actor, road.case_id)}


def test_a_paper_made_before_keeps_the_old_name_and_one_made_after_bears_the_new(road: Road, city: int) -> None:
    road.until("approve_filing")
    before = _names(road, road.actor("gl_head"))
    assert before
    assert set(before.values()) == {OLD}
    assert _merge(road, city, carry_certificates=True, on=date(2026, 6, 10)).cases == 1
    officer = _again("gl_officer1")
    road._actors.clear()
    steps = road.steps()
    for name in list(steps)[list(steps).index("record_inspection") : list(steps).index("approve_notice")]:
        steps[name]()
    road.act("fz_head", "approve_notice", "2026-07-01")
    after = _names(road, officer)
    assert {kind: after[kind] for kind in before} == before
    made = [kind for kind in after if kind not in before]
    assert made
    assert {after[kind] for kind in made} == {NEW}
    with acting(officer):
        rows = {d.kind: d.id for d in documents(officer, road.case_id)}
        assert NEW not in str(document_data(officer, rows[next(iter(before))]))
        assert NEW in str(document_data(officer, rows["prior_notice"]))
        assert OLD not in str(document_data(officer, rows["prior_notice"]))


def test_an_open_case_goes_over_with_its_record_and_a_closed_one_stays(road: Road, city: int) -> None:
    road.lead()
    first = road.case_id
    road.lead("2026-06-09")
    with acting(road.actor("gl_head"), scope=EVERYTHING):
        Case.objects.filter(pk=first).update(stage="archived")
    assert _merge(road, city).cases == 1
    open_case = _case(road)
    assert (open_case.agency_id, open_case.agency_name, open_case.version) == (city, NEW, 2)
    with acting(road.actor("gl_head"), scope=EVERYTHING):
        closed = Case.objects.get(pk=first)
        told = events(open_case.pk)[-1]
    assert (closed.agency_id, closed.agency_name) == (road.agency_id, OLD)
    assert (told.type, told.payload["from_name"], told.payload["to_name"]) == ("case.handed_over", OLD, NEW)
    assert told.reason == SOURCE


def test_the_successors_people_see_and_act_on_the_old_cases_and_the_old_ones_go_with_their_work(
    road: Road, city: int
) -> None:
    road.lead()
    _merge(road, city, carry_certificates=True)
    head, officer = _again("fz_head"), _again("gl_officer1")
    assert head.scope.has(road.remit.id)
    assert head.holds(Role.AGENCY_HEAD, remit_id=road.remit.id)
    assert officer.holds(Role.OFFICER, agency_id=city)
    assert officer.holds(Role.OFFICER, remit_id=road.remit.id)
    assert not _again("gl_head").holds(Role.AGENCY_HEAD)
    fact = org.officer_facts([str(officer.officer_id)], city, ON)[0]
    assert fact.valid
    assert not org.officer_facts([str(officer.officer_id)], city, date(2026, 11, 19))[0].valid
    assert org.officer_facts([str(officer.officer_id)], road.agency_id, date(2026, 11, 19))[0].valid


def test_certificates_stay_behind_unless_the_announcement_carries_them(road: Road, city: int) -> None:
    done = _merge(road, city)
    assert done.organisation.certificates == 0
    officer = Officer.objects.get(account__username="gl_officer1")
    assert officer.agency_id == city
    assert "不是本机关" in org.officer_facts([officer.pk], city, ON)[0].why


def test_nothing_new_is_filed_with_a_body_that_has_ended(road: Road, city: int) -> None:
    road.lead()  # the process has seen this remit
    _merge(road, city)
    with pytest.raises(Refused) as refused:
        register_lead(
            actor=_again("gl_officer1"), agency_id=road.agency_id, field="市场监管", on=date(2026, 11, 21), at=AT,
            source_kind="inspection", summary="新的线索",
        )  # fmt: skip
    assert refused.value.code in ("outside_remit", "already_merged")
    with pytest.raises(AlreadyMerged):
        _merge(road, city)
    with pytest.raises(AlreadyMerged):
        rename_agency(
            actor=road.actor("fj_admin"),
            agency_id=road.agency_id,
            name="某局",
            on=date(2026, 11, 22),
            at=AT,
            source="某",
        )


def test_old_days_keep_the_name_and_the_history_tells_of_the_merger(road: Road, city: int) -> None:
    _merge(road, city)
    assert org.agency_card(road.agency_id, date(2026, 11, 19)).name == OLD
    assert org.agency_names(road.agency_id)[-1].valid_to == ON
    row = Agency.objects.get(pk=road.agency_id)
    assert (row.ended_on, row.successor_id) == (ON, city)
    assert org.agency_card(road.agency_id, ON).ended_on == ON


def test_a_merger_that_cannot_be_is_refused_and_changes_nothing(road: Road, city: int) -> None:
    road.lead()
    for who in ("gl_admin", "fz_admin", "gl_head"):
        with pytest.raises(NotAuthorised):
            _merge(road, city, who)
    with pytest.raises(IntervalWrong):
        _merge(road, city, on=date(2026, 11, 24))
    with pytest.raises(IntervalWrong):
        _merge(road, road.agency_id)
    with pytest.raises(IntervalWrong):
        _merge(road, city, on=date(1990, 1, 1))
    assert _case(road).agency_name == OLD
    assert Agency.objects.get(pk=road.agency_id).ended_on is None


def test_grants_given_for_days_to_come_and_the_account_itself_go_over(road: Road, city: int) -> None:
    account = Account.objects.get(username="gl_officer2")
    _merge(road, city)
    account.refresh_from_db()
    assert account.agency_id == city
    running = RoleGrant.objects.filter(account=account, valid_to=None)
    assert {grant.agency_id for grant in running} == {city}
    grant_role(
        actor=road.actor("fj_admin"), account_id=account.pk, role=Role.SEAL_KEEPER, agency_id=city, valid_from=ON,
        at=datetime(2026, 11, 23, 4, 0, tzinfo=UTC),
    )  # fmt: skip
    assert _again("gl_officer2").holds(Role.SEAL_KEEPER, agency_id=city)
