"""A table that breaks the law is found, for each property, with the shortest path; the released ones keep all."""

from __future__ import annotations

import pytest
from agency_files import FILES
from mutants import Table, broken, found, rows, table, without

from minzhifa.law.check import BROKEN, MODELS, PROPERTIES, check
from minzhifa.law.procedure import GUARDS
from minzhifa.rules import shipped


def _leave_out(*guards: str, action: str | None = None) -> Table:
    data = table()
    for guard in guards:
        data = without(data, guard, action)
    return data


def _bypass() -> Table:
    data = table()
    shortcut = {**next(rows(data, "approve_decision")), "action": "decide_at_once", "from": ["investigating"]}
    shortcut |= {"guards": ["day_is_possible"], "settles": "", "approval": ""}
    data["row"].append(shortcut)
    return data


def _changed(action: str, **columns: object) -> Table:
    data = table()
    for row in rows(data, action):
        row.update(columns)
    return data


def _no_stop(term: str) -> Table:
    data = table()
    for row in data["row"]:
        row["stop"] = [spec for spec in row.get("stop", []) if spec.partition("@")[0] != term]
    return data


def _no_way_out() -> Table:
    data = table()
    data["row"] = [row for row in data["row"] if row["action"] != "archive_case"]
    data["row"].append({**next(rows(table(), "record_follow_up")), "action": "archive_later"})
    return data


def _reopened() -> Table:
    data = table()
    data["row"].append({**next(rows(data, "return_for_completion")), "action": "reopen", "from": ["closed"]})
    return data


CASES: dict[str, tuple[str, Table, int]] = {
    "decision without a notice": ("notice", _leave_out("notice_was_served", "statement_window_closed"), 0),
    "decision before the party's time is over": ("notice", _leave_out("statement_window_closed"), 8),
    "decision at once by a row of its own": ("notice", _bypass(), 4),
    "statement left unanswered": ("statements", _leave_out("statements_are_answered"), 0),
    "oral waiver": ("notice", _leave_out("waiver_is_explicit"), 9),
    "waiver of an earlier notice": ("notice", _changed("serve_notice", effects=[]), 0),
    "telling without proof": ("telling", _leave_out("notice_service_is_proven"), 6),
    "hearing right not told": ("telling", _leave_out("hearing_right_is_told"), 6),
    "hearing still open": ("hearing", _leave_out("hearing_is_over"), 0),
    "hearing time still runs": ("hearing", _leave_out("hearing_window_closed"), 8),
    "result smuggled in with the request": ("hearing", _changed("request_hearing", effects=[]), 9),
    "hearing not announced": ("hearing_held", _leave_out("hearing_announced_in_time"), 0),
    "no review": ("review", _leave_out("review_before_notice"), 0),
    "review of an earlier conclusion": ("review", _changed("conclude_investigation", effects=[]), 0),
    "no review after the hearing": ("final_review", _leave_out("final_review_passed"), 0),
    "no panel": ("panel", _leave_out("panel_was_held"), 0),
    "one officer alone": ("two_officers", _leave_out("two_valid_officers", action="record_interview"), 2),
    "reviewer from the investigation": ("reviewer", _leave_out("reviewer_is_not_investigator"), 6),
    "reviewer investigates afterwards": ("reviewer", _leave_out("reviewers_stayed_apart"), 0),
    "presiding officer from the investigation": ("presiding", _leave_out("presiding_is_not_investigator"), 0),
    "own proposal approved": ("own_proposal", _leave_out("approver_is_not_proposer", action="approve_filing"), 3),
    "recused officer acts": ("recusal", _leave_out("performer_not_recused", action="propose_decision"), 0),
    "concluded without filing": (
        "filed", _changed("conclude_investigation", **{"from": ["lead"], "guards": ["day_is_possible"]}), 2,
    ),
    "element without evidence": ("proof", _leave_out("matrix_is_complete"), 4),
    "heavier than told": ("penalties", _leave_out("never_heavier"), 0),
    "extended a third time": ("extension", _leave_out("extended_once"), 0),
    "lapsed preservation used": (
        "preservation", without(table("preservation"), "preservation_not_lapsed", "dispose_preservation"), 0,
    ),
    "service without proof": ("service", _leave_out("service_is_proven"), 0),
    "closed without service": ("closing", _leave_out("closing_has_ground"), 0),
    "the closed file is opened again": ("closed_file", _reopened(), 0),
    "a condition of the act itself not asked": ("conditions", _leave_out("elements_name_known_evidence"), 0),
    "a day in the future": ("days", _leave_out("day_is_possible", action="approve_filing"), 3),
    "a term nobody stops": ("terms", _no_stop("decision_service"), 0),
    "no way to an end": ("ends", _no_way_out(), 0),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_broken_table_is_found_with_its_shortest_path(name: str) -> None:
    prop, data, steps = CASES[name]
    finding = broken(data, prop)
    begin = "案源登记" if data["kind"] == "case" else data["label"]
    assert finding.path[0].startswith("1. ")
    assert begin in finding.path[0]
    if steps:
        assert len(finding.path) == steps, finding.path


def test_every_property_has_a_table_that_breaks_it() -> None:
    tried = {prop for prop, _, _ in (*CASES.values(), *FILES.values())}
    assert tried == {one.id for one in PROPERTIES} | {"terms", "ends"}


def test_a_penalty_on_the_spot_without_telling_is_found() -> None:
    data = without(table("summary"), "told_and_heard_on_spot")
    finding = found(data, "on_spot")["on_spot"]
    assert finding.status == BROKEN
    assert len(finding.path) == 2


@pytest.mark.parametrize("name", sorted(shipped().procedures))
def test_the_released_procedures_keep_every_property(name: str) -> None:
    held = shipped().procedures
    report = check(held[name], held, {term for term, _ in shipped().terms})
    assert [(one.property, one.why, one.path) for one in report.findings if one.status == BROKEN] == []


def test_what_guards_prove_is_said_of_guards_that_exist() -> None:
    assert set(MODELS) <= set(GUARDS)
