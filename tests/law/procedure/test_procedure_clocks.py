"""Clocks start, pause, shift and stop with the events, and come out the same when recomputed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hearing_story import HEARING, PART, REQUEST
from procedure_story import OFFICERS, STORY, Step, attempt, before, rules, step_of, take, walk

from minzhifa.law.procedure import CaseState, Refusal, recomputed
from minzhifa.law.procedure.dates import after, not_after, span

SUSPEND: list[Step] = [
    ("propose_suspension", "2025-03-10", "li", {"suspensions": [{"reason": "等待鉴定"}]}),
    ("approve_suspension", "2025-03-11", "head", {}),
]
RESUME: Step = ("resume", "2025-03-21", "li", {"reason": "鉴定完成"})


def _after(state: CaseState, *steps: Step) -> CaseState:
    for step in steps:
        state = take(state, step)
    return state


def test_a_suspension_shifts_the_decision_by_exactly_its_days() -> None:
    plain = before("set_elements")
    paused = _after(plain, *SUSPEND)
    assert paused.clocks["decision"]["due"] is None
    assert "中止" in paused.clocks["decision"]["explanation"]
    clock = _after(paused, RESUME).clocks["decision"]
    shift = date.fromisoformat(clock["raw"]) - date.fromisoformat(plain.clocks["decision"]["raw"])
    assert shift == timedelta(days=10)  # 11 to 20 March; on the 21st the investigation goes on
    assert clock["pauses"] == [{"from": "2025-03-11", "to": "2025-03-20", "why": "suspension"}]


def test_a_suspension_resumed_the_same_day_shifts_nothing() -> None:
    plain = before("set_elements")
    again = _after(plain, *SUSPEND, (RESUME[0], "2025-03-11", RESUME[2], RESUME[3]))
    assert again.clocks["decision"]["due"] == plain.clocks["decision"]["due"]


def test_a_term_that_ends_in_a_year_without_calendar_may_still_be_extended_while_it_surely_runs() -> None:
    year = max(rules().calendar.years) + 1
    plain = before("set_elements")
    clock = {**plain.clocks["decision"], "start": f"{year - 1}-11-20"}
    state = CaseState(plain.procedure, plain.stage, plain.facts, plain.done, recomputed({"decision": clock}, rules()))
    assert state.clocks["decision"]["due"] is None
    assert state.clocks["decision"]["raw"] == f"{year}-02-18"
    ask: Step = ("propose_extension", f"{year}-02-18", "li", {"extensions": [{"reason": "复杂"}]})
    assert not isinstance(attempt(state, ask, date(year, 3, 1)), Refusal)
    late = attempt(state, (ask[0], f"{year}-02-19", ask[2], ask[3]), date(year, 3, 1))
    assert isinstance(late, Refusal)
    assert late.unknown


def test_the_first_extension_adds_thirty_days_and_the_second_ends_on_the_named_day() -> None:
    steps: list[Step] = [
        ("propose_extension", "2025-05-20", "li", {"extensions": [{"reason": "复杂"}]}),
        ("approve_extension", "2025-05-22", "head", {}),
    ]
    plain = before("set_elements")
    once = _after(plain, *steps)
    raw = [date.fromisoformat(state.clocks["decision"]["raw"]) for state in (plain, once)]
    assert raw[1] - raw[0] == timedelta(days=30)
    twice = _after(
        once,
        ("propose_second_extension", "2025-06-20", "li", {
            "extensions": [{"reason": "特别复杂", "until": "2025-08-01"}]}),
        ("approve_second_extension", "2025-06-23", "head", {
            "extensions": [{"id": "extensions-2", "until": "2025-08-01"}],
            "collective": [{"about": "second_extension", "members": ["甲", "乙"], "conclusion": "同意"}]}),
    )  # fmt: skip
    assert twice.clocks["decision"]["due"] == "2025-08-01"


def test_time_of_a_hearing_is_left_out_in_market_supervision() -> None:
    big = [{"kind": "0201", "name": "罚款", "amount": "100000.00"}]
    state = _after(
        before("conclude_investigation"),
        step_of("conclude_investigation", penalties=big),
        *(step_of(name) for name in ("submit_review", "complete_review", "approve_notice")),
        step_of("serve_notice", notice={"served_on": "2025-04-17", "way": "direct", "hearing_told": True}),
    )
    plain = state.clocks["decision"]["raw"]
    state = _after(state, REQUEST)
    assert state.clocks["decision"]["due"] is None and state.clocks["hearing_request"]["stopped"] == "2025-04-22"
    for step in HEARING[:6]:
        state = take(state, step, part=PART if state.parts else "")
    shift = date.fromisoformat(state.clocks["decision"]["raw"]) - date.fromisoformat(plain)
    assert shift == timedelta(days=29)  # 22 April to 20 May, both included


def test_every_clock_of_the_whole_case_is_the_same_when_recomputed() -> None:
    state = walk()
    assert recomputed(state.clocks, rules()) == state.clocks
    assert {"decision", "statement", "hearing_request", "decision_service", "payment"} <= set(state.clocks)
    assert all(clock["explanation"] and clock["source"] for clock in state.clocks.values())


def test_a_clock_from_a_month_has_no_day_and_says_so() -> None:
    state = take(CaseState(), ("register_lead", "2025-03", "li", {
        "source_kind": "inspection", "summary": "x", "domain": "market", "received_on": "2025-03"}))  # fmt: skip
    assert state.clocks["filing_check"]["due"] is None
    assert "2025年3月" in state.clocks["filing_check"]["explanation"]


def test_a_late_decision_is_recorded_with_its_sentence() -> None:
    state = before("approve_decision")
    late = take(state, ("approve_decision", "2025-06-10", "head", {})).facts["late"]
    assert [one["term"] for one in late] == ["decision"]
    assert "2025年6月4日" in late[0]["sentence"]


def test_the_second_conclusion_voids_what_was_reviewed_and_told_on_the_first() -> None:
    state = _after(
        before("record_statement"),
        ("return_for_completion", "2025-04-18", "head", {"reason": "事实有变化"}),
        ("conclude_investigation", "2025-04-21", "li", dict(STORY[5][3], officers=OFFICERS)),
    )
    assert state.facts["round"] == 2
    assert state.facts["notice"] is None and state.facts["review"] is None
    assert len(state.facts["reviews"]) == 1


@pytest.mark.parametrize(
    ("one", "two", "answer"),
    [
        ("2025-04-01", "2025-04-02", True), ("2025-04-02", "2025-04-01", False), ("2025-04", "2025-05", True),
        ("2025-04", "2025-04-15", None), ("2025", "2025", None), ("2026", "2025-12-31", False), (None, "2025", None),
    ],
)  # fmt: skip
def test_partial_days_compare_three_valued(one: str | None, two: str | None, answer: bool | None) -> None:
    assert not_after(span(one), span(two)) is answer
    assert after(span(one), span(two)) is (None if answer is None else not answer)


@pytest.mark.parametrize(
    ("term", "begun", "floor"),
    [("decision", "2026-12-01", "2027-03-01"), ("litigation", "2026-08-31", "2027-02-28")],
)
def test_a_term_into_a_year_without_calendar_names_the_day_it_cannot_end_before(
    term: str, begun: str, floor: str
) -> None:
    from minzhifa.law.procedure.clocks import start

    clock = start(term, "market", span(begun), rules())
    assert clock is not None
    assert (clock["due"], clock["raw"], clock["missing_year"]) == (None, floor, 2027)


def test_where_the_superior_agency_extends_nobody_here_does() -> None:
    """治安管理处罚法 118: already the first extension is approved one level above."""
    plain = before("set_elements")
    clock = {**plain.clocks["decision"], "domain": "public_security", "start": "2026-05-04"}
    facts = {**plain.facts, "domain": "public_security"}
    state = CaseState(plain.procedure, plain.stage, facts, plain.done, recomputed({"decision": clock}, rules()))
    ask: Step = ("propose_extension", "2026-05-20", "li", {"extensions": [{"reason": "复杂"}]})
    refusal = attempt(state, ask, date(2026, 5, 20))
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.unknown) == ("superior_extends", False)
    assert "第一百一十八条" in str(refusal.article)
