"""What a list proposes next: by the law's own offers, for whom, and from which day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from cases_road import AT, Road


def acts(road: Road, case_id: Any) -> Any:
    from minzhifa.cases.queries import case_page

    return case_page(road.actor("gl_head"), case_id, on=AT.date()).case.next_acts


def open_acts(road: Road, case_id: Any) -> dict[str, tuple[str, ...]]:
    return {act.action: act.roles for act in acts(road, case_id) if act.open_on(AT.date())}


@pytest.mark.parametrize(
    ("last", "action", "role"),
    [
        ("register_lead", "propose_filing", "officer"),
        ("propose_filing", "approve_filing", "agency_head"),
        ("approve_filing", "add_evidence", "officer"),
        ("record_inspection", "set_elements", "officer"),
        ("submit_review", "complete_review", "reviewer"),
        ("complete_review", "approve_notice", "agency_head"),
        ("record_statement", "answer_statement", "officer"),
        ("propose_decision", "approve_decision", "agency_head"),
        ("serve_decision", "record_payment", "officer"),
        ("record_payment", "record_performance", "officer"),
        ("approve_closing", "archive_case", "archivist"),
    ],
)
def test_a_list_proposes_the_act_that_can_be_done_now(road: Road, last: str, action: str, role: str) -> None:
    done = road.until(last)
    found = open_acts(road, done.case_id)
    assert role in found[action]


def test_nobody_is_asked_to_approve_his_own_proposal(road: Road) -> None:
    done = road.until("propose_filing")
    approve = next(act for act in acts(road, done.case_id) if act.action == "approve_filing")
    assert approve.but == (str(road.actor("gl_officer1").account_id),)


def test_while_a_term_runs_the_list_says_what_is_waited_for_and_until_when(road: Road) -> None:
    road.until("complete_review")
    road.act("gl_head", "approve_notice", "2026-11-18")
    notice = {"notice": {"served_on": "2026-11-20", "way": "direct", "hearing_told": False}}
    done = road.act("gl_officer1", "serve_notice", "2026-11-20", notice)
    decide = next(act for act in acts(road, done.case_id) if act.action == "propose_decision")
    assert decide.why.endswith("期满（11月27日）")
    assert not decide.open_on(date(2026, 11, 27))
    assert decide.open_on(date(2026, 11, 28))
    statement = {"statements": [{"id": "s1", "point": "数量很少", "received_on": "2026-11-23"}]}
    road.act("gl_officer1", "record_statement", "2026-11-23", statement)
    assert "answer_statement" in open_acts(road, done.case_id)


def test_an_archived_case_asks_for_nothing(road: Road) -> None:
    done = road.until("archive_case")
    assert acts(road, done.case_id) == ()


def test_the_archivist_finds_closed_cases_and_the_officer_does_not(road: Road) -> None:
    from minzhifa.cases.queries import workbench

    done = road.until("approve_closing")
    assert [c.id for c in workbench(road.actor("gl_archive"), AT.date()).queue] == [done.case_id]
    assert workbench(road.actor("gl_officer1"), AT.date()).queue == ()
