"""A transferred case lies in the other agency's workbench: taken as a case of its own, or answered by an objection."""

from __future__ import annotations

from typing import Any

import pytest
from cases_road import AT, Road
from referral_road import CITY, PROVINCE, TODAY, add, letter, name_of, page, send_away

from minzhifa.access import Denied, rls
from minzhifa.access.errors import NotFound, Refused
from minzhifa.cases.errors import CaseNotFound
from minzhifa.cases.models import Referral
from minzhifa.cases.operations import accept_transfer, refuse_transfer
from minzhifa.cases.queries import (
    referral,
    referral_file,
    referral_letter,
    referrals,
    referrals_of_case,
    waiting_referrals,
)
from minzhifa.evidence.queries import custody, open_file
from minzhifa.ledger.queries import events


@pytest.fixture
def sent(road: Road) -> tuple[Road, Any, Any, Any]:
    """The road, the letter, a shared and a kept file."""
    road.until("set_elements")
    shared, kept = add(road, "进货台账"), add(road, "举报人信息")
    return road, send_away(road, CITY, [str(shared.id)]), shared, kept


def test_the_letter_waits_with_what_was_attached_and_nothing_else(sent: Any) -> None:
    road, row, shared, kept = sent
    city = road.actor("fz_officer1")
    (line,) = waiting_referrals(city, AT.date())
    assert (line.id, line.kind, line.from_agency_name) == (row.pk, "transfer", name_of("market-350102"))
    seen = referral(city, row.pk, AT.date())
    assert seen.content["outgoing"]["facts"] == "违法行为地在对方辖区"
    assert [one["title"] for one in seen.content["files"]] == ["进货台账"]
    assert "举报人信息" in str(seen.content["evidence"]), "the list names what is kept back"
    assert seen.content["party"]["phone"] == "138****8000"
    assert "13800138000" not in str(seen)
    assert referral_letter(city, row.pk).startswith(b"%PDF")
    told, content = referral_file(city, row.pk, shared.id)
    with content:
        assert (told["sm3"], content.read()[:4]) == (shared.sm3, b"%PDF")
    with pytest.raises(NotFound):
        referral_file(city, row.pk, kept.id)


def test_nobody_else_sees_the_letter_and_the_receiver_sees_no_more_of_the_case(sent: Any) -> None:
    road, row, shared, kept = sent
    for who in ("xy_officer1", "cg_head", "gl_admin", "fz_admin"):
        actor = road.actor(who)
        assert not referrals(actor, AT.date())
        with pytest.raises(NotFound):
            referral(actor, row.pk, AT.date())
        with pytest.raises(NotFound):
            referral_letter(actor, row.pk)
        with pytest.raises((NotFound, Denied)):
            accept_transfer(actor=actor, referral_id=row.pk, at=AT)
        with rls.acting(actor):
            assert not Referral.objects.exists(), "the second wall says the same"
    city = road.actor("fz_officer1")
    with pytest.raises(CaseNotFound):
        page(road, "fz_officer1")
    with rls.acting(city):
        assert not events(road.case_id)
        for one in (shared, kept):
            with pytest.raises(NotFound):
                open_file(city, one.id)
    with pytest.raises(Denied):
        accept_transfer(actor=road.actor("gl_officer1"), referral_id=row.pk, at=AT)


def test_a_taken_case_begins_with_everything_typed_once_and_both_name_each_other(sent: Any) -> None:
    road, row, shared, _ = sent
    city = road.actor("fz_officer1")
    done = accept_transfer(actor=city, referral_id=row.pk, at=AT)
    own = page(road, "fz_officer1", done.case_code)
    facts = own.state.facts
    assert (own.state.stage, facts["source_kind"], facts["summary"]) == ("lead", "transfer", "违法行为地在对方辖区")
    assert (own.party.name, own.party.phone) == ("福州云堃食品有限公司", "138****8000")
    assert facts["cause"] == "经营超过保质期的食品案"
    titles = {one["title"]: one for one in facts["evidence"]}
    assert titles["进货台账"]["sm3"] == shared.sm3
    assert titles["进货台账"]["id"] != str(shared.id)
    assert {"现场检查笔录", "举报人信息"} <= set(titles)
    assert facts["origin"]["case_code"] == page(road).case.code
    assert {one.term_id for one in own.terms} == {"filing_check"}
    (copy,) = own.files
    assert copy.sha256 == shared.sha256
    with rls.acting(city):
        with open_file(city, copy.id) as content:
            assert content.read().startswith(b"%PDF")
        assert [one.action for one in custody(city, copy.id)] == ["received"]
    with rls.acting(road.actor("gl_officer1")):
        assert [one.action for one in custody(road.actor("gl_officer1"), shared.id)] == ["taken", "handed_over"]
    theirs = page(road)
    part = theirs.state.parts["agency_transfer-1"]
    assert (part.stage, part.facts["outgoing_answer"]["case_code"]) == ("taken", done.case_code)
    assert CITY in theirs.ledger[-1].payload["facts"]["acts"]["record_case_taken"]["name"]
    assert theirs.ledger[-1].actor_name == city.name
    (from_here,) = referrals_of_case(road.actor("gl_officer1"), road.case_id, theirs.case.code, AT.date())
    (to_there,) = referrals_of_case(city, own.case.id, own.case.code, AT.date())
    assert from_here.id == to_there.id == row.pk
    assert not waiting_referrals(city, AT.date())
    with rls.acting(city):
        assert [one.type for one in events(row.pk)] == ["referral.received", "referral.accepted"]


def test_the_same_request_twice_makes_one_case_and_another_is_refused(sent: Any) -> None:
    road, row, _, _ = sent
    city = road.actor("fz_officer1")
    first = accept_transfer(actor=city, referral_id=row.pk, at=AT, idempotency_key="abcdefgh")
    again = accept_transfer(actor=city, referral_id=row.pk, at=AT, idempotency_key="abcdefgh")
    assert (again.case_code, again.repeated) == (first.case_code, True)
    with pytest.raises(Refused) as refused:
        accept_transfer(actor=city, referral_id=row.pk, at=AT)
    assert refused.value.code == "already_answered"
    with pytest.raises(Refused):
        refuse_transfer(actor=city, referral_id=row.pk, reason="异议", at=AT)


def test_an_objection_goes_back_with_its_reason_and_up_to_the_common_superior(sent: Any) -> None:
    road, row, _, _ = sent
    city = road.actor("fz_officer1")
    with pytest.raises(Refused) as refused:
        refuse_transfer(actor=city, referral_id=row.pk, reason=" ", at=AT)
    assert refused.value.article == "处罚法第二十五条第二款；市监程序第十四条"
    refuse_transfer(actor=city, referral_id=row.pk, reason="行为地在鼓楼", at=AT)
    theirs = page(road)
    away, dispute = theirs.state.parts["agency_transfer-1"], theirs.state.parts["jurisdiction-1"]
    assert (away.stage, away.facts["outgoing_answer"]["reason"]) == ("not_taken", "行为地在鼓楼")
    assert (dispute.stage, dispute.facts["designation"]["superior"]) == ("requested", PROVINCE)
    (line,) = waiting_referrals(road.actor("sj_head"), AT.date())
    assert (line.kind, line.from_agency_name, line.due.isoformat()) == ("designation", CITY, "2026-12-02")
    asked = letter(road, "designation")
    assert asked.letter_number == row.letter_number


def test_an_agency_that_is_not_on_the_platform_is_written_down_as_before(road: Road) -> None:
    road.until("set_elements")
    assert send_away(road, name_of("market-350103"), []) is None
    told = {"receiver": "台江局 回执1号", "received_on": TODAY}
    road.act("gl_officer1", "record_case_taken", TODAY, {"outgoing_answer": told}, part="agency_transfer-1")
    assert page(road).state.parts["agency_transfer-1"].stage == "taken"


def test_an_answer_that_the_sender_writes_down_himself_ends_the_letter(sent: Any) -> None:
    road, row, _, _ = sent
    told = {"receiver": "回执1号", "received_on": TODAY}
    road.act("gl_officer1", "record_case_taken", TODAY, {"outgoing_answer": told}, part="agency_transfer-1")
    assert not waiting_referrals(road.actor("fz_officer1"), AT.date())
    with pytest.raises(Refused):
        accept_transfer(actor=road.actor("fz_officer1"), referral_id=row.pk, at=AT)


def test_a_file_that_the_case_does_not_have_cannot_be_sent(road: Road) -> None:
    road.until("set_elements")
    with pytest.raises(Refused) as refused:
        send_away(road, CITY, ["0190aaaa-0000-7000-8000-000000000000"])
    assert refused.value.fields == ("outgoing_sent.files",)
    assert page(road).state.parts["agency_transfer-1"].stage == "approved"


def test_another_department_takes_it_in_its_own_field(road: Road) -> None:
    road.until("set_elements")
    row = send_away(road, name_of("urban-350102"), [], "department")
    assert row is not None
    done = accept_transfer(actor=road.actor("cg_officer1"), referral_id=row.pk, at=AT)
    own = page(road, "cg_officer1", done.case_code)
    assert own.case.field_code != page(road).case.field_code
    assert own.state.facts["source_kind"] == "transfer"
