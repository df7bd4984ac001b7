"""Bad input of every kind gets a sentence with its article and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cases_road import AT, ELEMENTS, EVIDENCE, PENALTIES, RANGE, Road, party


def refused(road: Road, act: Callable[[], Any]) -> Any:
    """The refusal of `act`, after making sure that nothing changed."""
    from minzhifa.access.errors import Refused

    before = road.stored()
    with pytest.raises(Refused) as caught:
        act()
    assert road.stored() == before
    assert caught.value.message.endswith("。")
    return caught.value


def filing(road: Road, **changes: Any) -> dict[str, Any]:
    facts = {"cause": "某案", "party": party(), "officers": road.officers(), "violated": ["《食品安全法》第三十四条"]}
    return {**facts, **changes}


def test_a_decision_before_the_defence_term_ends(road: Road) -> None:
    road.before("propose_decision")
    decision = {"decision": {"penalties": PENALTIES, "reasons": "事实清楚"}}
    error = refused(road, lambda: road.act("gl_officer1", "propose_decision", "2026-07-10", decision))
    assert error.code == "statement_window_open"
    assert "处罚法第四十五条" in error.article


def test_one_officer_is_too_few(road: Road) -> None:
    road.lead()
    one = filing(road, officers=road.officers("gl_officer1"))
    error = refused(road, lambda: road.act("gl_officer1", "propose_filing", "2026-06-09", one))
    assert (error.code, "四十二条" in error.article) == ("too_few_officers", True)


@pytest.mark.parametrize("who", ["gl_officer3", "gl_officer4", "fz_officer2"])
def test_a_certificate_that_is_expired_suspended_or_of_another_agency(road: Road, who: str) -> None:
    road.lead(on="2026-10-08")
    facts = filing(road, officers=road.officers("gl_officer1", who))
    error = refused(road, lambda: road.act("gl_officer1", "propose_filing", "2026-10-09", facts))
    assert error.code == "certificate_not_valid"
    assert error.fields == ("officers",)


def test_an_officer_nobody_knows(road: Road) -> None:
    road.lead()
    facts = filing(road, officers=[{"officer_id": "01890000-0000-7000-8000-000000000000", "valid": True}])
    refused(road, lambda: road.act("gl_officer1", "propose_filing", "2026-06-09", facts))


def test_a_claimed_validity_is_not_believed(road: Road) -> None:
    road.lead(on="2026-10-08")
    claimed = [{**o, "valid": True, "certificate": "1"} for o in road.officers("gl_officer1", "gl_officer4")]
    facts = filing(road, officers=claimed)
    error = refused(road, lambda: road.act("gl_officer1", "propose_filing", "2026-10-09", facts))
    assert error.code == "certificate_not_valid"


def test_a_wrong_check_digit(road: Road) -> None:
    road.lead()
    facts = filing(road, party={**party(), "uscc": party()["uscc"][:-1] + "?"})
    error = refused(road, lambda: road.act("gl_officer1", "propose_filing", "2026-06-09", facts))
    assert error.fields == ("party.uscc",)


@pytest.mark.parametrize("day", ["2026-02-30", "昨天", "2026-13-01"])
def test_a_day_that_no_calendar_has(road: Road, day: str) -> None:
    road.lead()
    refused(road, lambda: road.act("gl_officer1", "propose_filing", day, filing(road)))
    facts = filing(road, occurred_on=day)
    error = refused(road, lambda: road.act("gl_officer1", "propose_filing", "2026-06-09", facts))
    assert error.fields == ("occurred_on",)


def test_a_day_in_the_future(road: Road) -> None:
    road.lead()
    error = refused(road, lambda: road.act("gl_officer1", "propose_filing", "2027-06-09", filing(road)))
    assert error.code == "future_day"


def concluding(road: Road, **changes: Any) -> dict[str, Any]:
    facts = {
        "officers": road.officers(),
        "opinion": {"outcome": "penalty", "reasons": "事实清楚"},
        "discretion": {"grade": "一般", "reasons": "理由"},
        "penalties": PENALTIES,
        "range": RANGE,
        "elements": ELEMENTS,
        "significance": {
            "major_public_interest": False,
            "complex": False,
            "statutory": False,
            "major_violation": False,
        },
    }
    return {**facts, **changes}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"penalties": [{"kind": "0201", "name": "罚款", "amount": "60000.00"}]}, "outside_range"),
        ({"elements": [*ELEMENTS, {"key": "result", "text": "后果", "evidence": []}]}, "matrix_gap"),
        ({"discretion": {"grade": "一般", "reasons": " "}}, "no_reasons"),
    ],
)
def test_a_conclusion_that_does_not_hold(road: Road, change: dict[str, Any], code: str) -> None:
    road.before("conclude_investigation")
    facts = concluding(road, **change)
    error = refused(road, lambda: road.act("gl_officer1", "conclude_investigation", "2026-06-24", facts))
    assert error.code == code
    assert error.article


@pytest.mark.parametrize("amount", ["abc", "-1", "1.005", "NaN", "1e30"])
def test_an_amount_that_is_none(road: Road, amount: str) -> None:
    road.before("conclude_investigation")
    facts = concluding(road, penalties=[{"kind": "0201", "name": "罚款", "amount": amount}])
    error = refused(road, lambda: road.act("gl_officer1", "conclude_investigation", "2026-06-24", facts))
    assert error.fields == ("penalties.0.amount",)


def test_nobody_approves_an_act_of_his_own(road: Road) -> None:
    from dataclasses import replace

    from minzhifa.access import Grant, Role

    road.before("approve_filing")
    officer = road.actor("gl_officer1")
    both = replace(
        officer, grants=(*officer.grants, Grant(Role.AGENCY_HEAD, road.agency_id, frozenset({road.remit.id})))
    )
    road._actors["both"] = both
    assert refused(road, lambda: road.act("both", "approve_filing", "2026-06-09")).code == "own_proposal"


def test_an_officer_cannot_approve(road: Road) -> None:
    road.before("approve_filing")
    assert refused(road, lambda: road.act("gl_officer2", "approve_filing", "2026-06-09")).code == "role_missing"


def test_a_decision_cannot_be_heavier_than_the_notice(road: Road) -> None:
    road.before("propose_decision")
    heavier = [{"kind": "0201", "name": "罚款", "amount": "30000.00"}]
    facts = {"decision": {"penalties": heavier, "reasons": "态度恶劣"}}
    error = refused(road, lambda: road.act("gl_officer1", "propose_decision", "2026-07-20", facts))
    assert error.code == "heavier_than_told"


def test_a_statement_must_be_answered_first(road: Road) -> None:
    road.before("answer_statement")
    facts = {"decision": {"penalties": PENALTIES, "reasons": "事实清楚"}}
    error = refused(road, lambda: road.act("gl_officer1", "propose_decision", "2026-07-20", facts))
    assert error.code == "statement_unanswered"


def test_a_second_decision_is_out_of_place(road: Road) -> None:
    road.until("approve_decision")
    assert refused(road, lambda: road.act("gl_head", "approve_decision", "2026-07-21")).code == "wrong_stage"


def test_a_page_that_is_not_the_latest(road: Road) -> None:
    first = road.until("propose_filing")
    error = refused(
        road, lambda: road.act("gl_head", "approve_filing", "2026-06-09", expected_version=first.version - 1)
    )
    assert error.code == "stale_case"
    assert road.actor("gl_officer1").name in error.message


def test_an_unknown_action_and_an_unknown_case(road: Road) -> None:
    from minzhifa.ledger.ids import uuid7

    road.lead()
    assert refused(road, lambda: road.act("gl_officer1", "drop_table", "2026-06-09")).code == "unknown_action"
    road.case_id = uuid7()
    assert refused(road, lambda: road.act("gl_officer1", "propose_filing", "2026-06-09")).code == "not_found"


def test_a_document_without_its_mandatory_content_stops_the_decision(road: Road) -> None:
    road.before("approve_notice")
    bad = {"prior_notice": {"facts_text": ""}, "rectification_order": {}}
    error = refused(road, lambda: road.act("gl_head", "approve_notice", "2026-07-01", documents=bad))
    assert error.code == "document_incomplete"
    assert error.article


def test_a_neighbour_sees_and_touches_nothing(road: Road) -> None:
    road.until("propose_filing")
    assert refused(road, lambda: road.act("pt_head", "approve_filing", "2026-06-09")).code == "not_found"


def test_a_key_used_for_something_else(road: Road) -> None:
    road.until("propose_filing")
    how = {"idempotency_key": "key-00000001"}
    done = road.act("gl_head", "approve_filing", "2026-06-09", **how)
    again = road.act("gl_head", "approve_filing", "2026-06-09", **how)
    assert (again.version, again.repeated) == (done.version, True)
    assert refused(road, lambda: road.act("gl_head", "return_filing", "2026-06-09", **how)).code == "key_reused"


def test_evidence_of_another_case_proves_nothing(road: Road) -> None:
    road.before("set_elements")
    facts = {"elements": [{"key": "act", "text": "行为", "evidence": ["e9"]}]}
    assert (
        refused(road, lambda: road.act("gl_officer1", "set_elements", "2026-06-20", facts)).code == "no_such_evidence"
    )
    assert EVIDENCE[0]["id"] == "e1"
    assert AT.tzinfo
