"""The common superior says whose case it is: it stays, or the case itself goes over with what belongs to it."""

from __future__ import annotations

from typing import Any

import pytest
from cases_road import AT, Road
from referral_road import CITY, PROVINCE, TODAY, add, letter, name_of, page

from minzhifa.access import Denied, rls
from minzhifa.access.errors import NotFound, Refused
from minzhifa.cases.errors import CaseNotFound, LawRefused
from minzhifa.cases.models import Case, Handover
from minzhifa.cases.operations import designate_agency
from minzhifa.cases.queries import case_list, handovers, referral, unassigned_cases, waiting_referrals
from minzhifa.evidence.operations import record_custody
from minzhifa.evidence.queries import custody, open_file
from minzhifa.org.models import Agency

PART = "jurisdiction-1"
HOW = {"number": "闽市监指管〔2026〕1号", "reason": "违法行为地在市区多处", "at": AT}


@pytest.fixture
def requested(road: Road) -> tuple[Road, Any, Any]:
    """The road up to the request that lies with the province, and a file of the case."""
    road.until("set_elements")
    stored = add(road, "进货台账")
    ask = {"ground": "direct", "superior": PROVINCE, "reason": "与市局有争议"}
    road.act("gl_officer1", "propose_designation_request", "2026-06-25", {"designation": ask})
    road.act("gl_head", "approve_designation_request", "2026-06-26", {}, part=PART)
    sent = {"designation": {"received_on": TODAY}}
    road.act("gl_officer1", "send_designation_request", TODAY, sent, part=PART)
    return road, letter(road, "designation"), stored


def city() -> int:
    return Agency.objects.get(name=CITY).pk


def moved(road: Road, row: Any) -> Any:
    return designate_agency(actor=road.actor("sj_head"), referral_id=row.pk, agency_id=city(), **HOW)


def test_the_request_waits_with_its_seven_working_days(requested: Any) -> None:
    road, row, _ = requested
    (line,) = waiting_referrals(road.actor("sj_head"), AT.date())
    assert (line.id, line.due.isoformat(), line.left, line.unit) == (row.pk, "2026-12-02", 7, "wd")
    assert referral(road.actor("sj_head"), row.pk, AT.date()).content["designation"]["reason"] == "与市局有争议"
    with pytest.raises(NotFound):
        moved_by = road.actor("cg_head")
        designate_agency(actor=moved_by, referral_id=row.pk, agency_id=city(), **HOW)


def test_a_case_that_stays_goes_on_where_it_is(requested: Any) -> None:
    road, row, _ = requested
    designate_agency(actor=road.actor("sj_head"), referral_id=row.pk, agency_id=road.agency_id, **HOW)
    part = page(road).state.parts[PART]
    assert (part.stage, part.facts["designation"]["number"]) == ("kept", HOW["number"])
    assert part.clocks["jurisdiction_designation"]["stopped"] == TODAY
    assert not Handover.objects.exists()


def test_an_agency_outside_the_platform_is_recorded_and_the_case_does_not_move(requested: Any) -> None:
    road, row, _ = requested
    designate_agency(actor=road.actor("sj_head"), referral_id=row.pk, agency_name="江西省某局", **HOW)
    seen = page(road)
    assert (seen.state.parts[PART].stage, seen.agency_id) == ("given", road.agency_id)


def test_the_case_itself_goes_over_with_party_terms_and_clocks(requested: Any) -> None:
    road, row, _ = requested
    before = page(road)
    done = moved(road, row)
    assert done.state == "designated"
    now = page(road, "fz_officer1")
    assert (now.agency_id, now.case.agency_name, now.case.code) == (city(), CITY, before.case.code)
    assert now.state.clocks == before.state.clocks, "no norm stops them"
    assert (now.state.stage, now.state.facts["officers"]) == (before.state.stage, [])
    assert now.party.name == before.party.name
    assert [(d.id, d.number, d.agency_name) for d in now.documents] == [
        (d.id, d.number, d.agency_name) for d in before.documents
    ]
    assert [e.type for e in now.ledger][-2:] == ["case.hand_case_over", "case.handed_over"]
    assert len(now.ledger) == len(before.ledger) + 2
    assert {c.code for c in case_list(road.actor("fz_officer1")).rows} == {before.case.code}
    assert not case_list(road.actor("gl_officer1")).rows


def test_the_new_agency_names_its_officers_and_goes_on(requested: Any) -> None:
    road, row, _ = requested
    code = page(road).case.code
    moved(road, row)
    with pytest.raises(LawRefused):
        road.act("fz_section", "assign_officers", TODAY, {"officers": road.officers()})
    (waiting,) = unassigned_cases(road.actor("fz_section"))
    assert waiting.code == code
    own = road.officers("fz_officer1", "fz_officer2")
    road.act("fz_section", "assign_officers", TODAY, {"officers": own})
    assert not unassigned_cases(road.actor("fz_section"))
    record = {"summary": "复查", "certificate_shown": True, "place": "东街1号"}
    facts = {"officers": own, "record": record}
    done = road.act("fz_officer1", "record_inspection", TODAY, facts)
    assert done.documents or done.version
    now = page(road, "fz_officer1")
    assert now.documents[-1].agency_name in (CITY, name_of("market-350102"))
    with pytest.raises((Denied, CaseNotFound)):
        road.act("gl_officer1", "record_inspection", TODAY, facts)


def test_the_old_agency_keeps_reading_what_it_did_and_nothing_that_comes_after(requested: Any) -> None:
    road, row, stored = requested
    before = page(road)
    moved(road, row)
    own = road.officers("fz_officer1", "fz_officer2")
    road.act("fz_section", "assign_officers", TODAY, {"officers": own})
    old = page(road)
    assert (old.gone, old.offers, old.openings, old.case.stage) == (True, (), (), before.case.stage)
    assert all(not one.offers for one in old.parts)
    assert [d.id for d in old.documents] == [d.id for d in before.documents]
    assert [e.type for e in old.ledger] == [*(e.type for e in before.ledger), "case.hand_case_over"]
    assert old.party.name == before.party.name
    assert old.state.facts["officers"] == before.state.facts["officers"]
    (line,) = handovers(road.actor("gl_officer1"))
    assert (line.gone, line.to_agency_name) == (True, CITY)
    assert HOW["number"] in line.ground
    assert page(road, code=before.case.code).gone
    officer = road.actor("gl_officer1")
    with rls.acting(officer):
        assert not Case.objects.exists()
        assert [one.action for one in custody(officer, stored.id)] == ["taken", "handed_over"]


def test_evidence_is_read_and_handed_on_by_the_new_agency(requested: Any) -> None:
    road, row, stored = requested
    moved(road, row)
    officer = road.actor("fz_officer1")
    with rls.acting(officer):
        with open_file(officer, stored.id) as content:
            assert content.read().startswith(b"%PDF")
        record_custody(actor=officer, evidence_id=stored.id, action="examined", at=AT)
        assert [s.action for s in custody(officer, stored.id)] == ["taken", "handed_over", "received", "examined"]
    old = road.actor("gl_officer1")
    with rls.acting(old):
        assert "examined" not in [s.action for s in custody(old, stored.id)]
    for who in ("xy_officer1", "cg_officer1"):
        with rls.acting(road.actor(who)), pytest.raises(NotFound):
            open_file(road.actor(who), stored.id)


def test_who_may_designate_and_whom(requested: Any) -> None:
    road, row, _ = requested
    head = road.actor("sj_head")
    for changes, field in (
        ({"agency_id": Agency.objects.get(slug="urban-350102").pk}, "agency_id"),
        ({}, "agency_id"),
        ({"agency_id": city(), "number": " "}, "number"),
        ({"agency_id": city(), "reason": ""}, "reason"),
    ):
        with pytest.raises(Refused) as refused:
            designate_agency(actor=head, referral_id=row.pk, **{**HOW, **changes})
        assert field in refused.value.fields
    for who in ("gl_head", "fz_head"):
        with pytest.raises((Denied, NotFound)):
            designate_agency(actor=road.actor(who), referral_id=row.pk, agency_id=city(), **HOW)
    assert page(road).state.parts[PART].stage == "requested"


def test_a_client_cannot_hand_a_case_over_by_itself(requested: Any) -> None:
    road, _, _ = requested
    given = {"handing_over": {"to": CITY, "ground": "自行移交"}}
    with pytest.raises(LawRefused) as refused:
        road.act("gl_head", "hand_case_over", TODAY, given, part=PART)
    assert refused.value.code in ("role_missing", "fact_missing")
