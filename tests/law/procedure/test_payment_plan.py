"""延期、分期缴纳: applied for, approved line by line, missed, paid; what it does to the way to the court."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from execution_story import REQUEST, ROWS, paid, refused, served
from procedure_story import rules, take

from minzhifa.law.procedure import CaseState, owing

PART = "payment_plan-1"
PLAN: dict[str, Any] = {"kind": "instalments", "rows": ROWS}


def proposed(state: CaseState, plan: dict[str, Any] | None = None) -> CaseState:
    state = take(state, ("register_plan_request", "2025-05-09", "li", {"plan_request": REQUEST}))
    return take(state, ("propose_plan", "2025-05-12", "li", {"plan": plan or PLAN}), part=PART)


def pay(state: CaseState, on: str, amount: str) -> CaseState:
    facts = {"plan_payment": {"amount": amount, "paid_on": on}}
    return take(state, ("record_instalment", on, "li", facts), part=PART)


@pytest.fixture
def running() -> CaseState:
    return take(proposed(served()), ("approve_plan", "2025-05-13", "head", {}), part=PART)


def test_each_instalment_is_a_term_of_the_party(running):
    clocks = running.parts[PART].clocks
    dues = {key: clock["due"] for key, clock in clocks.items() if key.startswith("instalment-")}
    assert dues == {"instalment-1": "2025-06-10", "instalment-2": "2025-07-10", "instalment-3": "2025-12-10"}
    assert {clocks[key]["whose"] for key in dues} == {"party"}
    assert running.clocks["payment"]["stopped"] == "2025-05-13"


def test_the_time_to_apply_to_the_court_runs_from_the_last_instalment(running):
    window = running.parts[PART].clocks["court_application"]
    assert (window["start"], window["due"]) == ("2025-12-10", "2026-03-10")


def test_payments_of_the_plan_are_payments_of_the_case(running):
    state = pay(running, "2025-06-09", "20000.00")
    assert [one["amount"] for one in state.facts["payments"]] == ["20000.00"]
    assert state.parts[PART].clocks["instalment-1"]["stopped"] == "2025-06-09"
    assert not state.parts[PART].clocks["instalment-2"]["stopped"]
    state = pay(pay(state, "2025-07-10", "20000.00"), "2025-12-08", "10000.00")
    state = take(state, ("complete_plan", "2025-12-08", "li", {}), part=PART)
    assert state.parts[PART].stage == "completed"
    done = {"performance": {"on": "2025-12-08", "summary": "罚款缴清"}}
    assert take(state, ("record_performance", "2025-12-08", "li", done)).stage == "performed"


def test_a_payment_at_the_bank_counts_for_the_plan_too(running):
    state = paid(running, "2025-06-10", "20000.00")
    answer = refused(state, ("record_missed", "2025-06-11", "li", {"plan_end": {"text": "无"}}), PART)
    assert (answer.code, answer.article) == ("nothing_missed", "处罚法第六十六条第二款")


def test_a_missed_instalment_makes_the_rest_due(running):
    state = pay(running, "2025-06-09", "20000.00")
    early = refused(state, ("record_missed", "2025-07-10", "li", {"plan_end": {"text": "未缴"}}), PART)
    assert early.code == "nothing_missed"
    state = take(state, ("record_missed", "2025-07-11", "li", {"plan_end": {"text": "未缴"}}), part=PART)
    end = state.parts[PART].facts["plan_end"]
    assert (state.parts[PART].stage, end["missed_on"], end["rest"]) == ("broken", "2025-07-10", "30000.00")
    assert all(clock["stopped"] for clock in state.parts[PART].clocks.values())
    owed = owing.surcharge_on(state, rules(), "market", date(2025, 7, 20))
    assert owed is not None
    assert (owed.base, owed.days, str(owed.amount)) == (30000, 10, "9000.00")


def test_while_the_plan_runs_there_is_no_surcharge_and_no_demand(running):
    assert owing.surcharge_on(running, rules(), "market", date(2025, 6, 30)) is None
    demand = {"duty": "money", "obligation": "缴纳", "due_on": "2025-06-30", "way": "银行", "amount": "50000.00"}
    answer = refused(running, ("issue_demand", "2025-06-01", "li", {"demand": demand}))
    assert (answer.code, answer.article) == ("plan_is_running", "处罚法第六十六条第二款")


@pytest.mark.parametrize(
    ("kind", "rows", "code"),
    [
        ("instalments", [*ROWS[:2], {"due_on": "2025-12-10", "amount": "9999.99"}], "plan_sum"),
        ("instalments", [ROWS[1], ROWS[0], ROWS[2]], "plan_days"),
        ("instalments", [{"due_on": "2025-06-10", "amount": "50000.00"}], "plan_kind"),
        ("defer", ROWS, "plan_kind"),
        ("defer", [{"due_on": "2025-05-01", "amount": "50000.00"}], "plan_day_passed"),
        ("instalments", [*ROWS, {"due_on": "2025-12-20", "amount": "0"}], "plan_amount"),
        ("instalments", [{**ROWS[0], "amount": "多"}, *ROWS[1:]], "bad_input"),
    ],
)
def test_a_plan_that_does_not_come_out_is_refused(kind, rows, code):
    state = take(served(), ("register_plan_request", "2025-05-09", "li", {"plan_request": REQUEST}))
    answer = refused(state, ("propose_plan", "2025-05-12", "li", {"plan": {"kind": kind, "rows": rows}}), PART)
    assert (answer.code, answer.article) == (code, "处罚法第六十六条第二款")


def test_a_deferral_is_one_line():
    plan = {"kind": "defer", "rows": [{"due_on": "2025-08-15", "amount": "50000.00"}]}
    state = take(proposed(served(), plan), ("approve_plan", "2025-05-13", "head", {}), part=PART)
    assert state.parts[PART].clocks["instalment-1"]["due"] == "2025-08-15"
    # The period to sue ends later than the deferral: the three months run from then.
    assert state.parts[PART].clocks["court_application"]["start"] == state.clocks["litigation"]["due"]


def test_nobody_approves_his_own_and_a_refusal_has_its_reason():
    state = proposed(served())
    assert refused(state, ("approve_plan", "2025-05-13", "both", {}), PART).code == "own_proposal"
    assert refused(state, ("refuse_plan", "2025-05-13", "head", {}), PART).fields == ("plan_refusal.reason",)
    reason = {"plan_refusal": {"reason": "账户余额充足"}}
    assert take(state, ("refuse_plan", "2025-05-13", "head", reason), part=PART).parts[PART].stage == "refused"


def test_in_agriculture_the_party_asks_before_the_payment_day_is_over():
    state = served()
    state = replace(state, facts={**state.facts, "domain": "agriculture"})
    late = {"plan_request": {**REQUEST, "applied_on": "2025-05-16"}}
    answer = refused(state, ("register_plan_request", "2025-05-16", "li", late))
    assert (answer.code, answer.article) == ("plan_asked_late", "农业行政处罚程序规定第八十一条第一款")
    assert take(served(), ("register_plan_request", "2025-05-16", "li", late)).parts[PART].stage == "requested"


def test_a_paid_fine_needs_no_plan():
    state = paid(served(), "2025-05-08", "50000.00")
    assert (
        refused(state, ("register_plan_request", "2025-05-09", "li", {"plan_request": REQUEST})).code == "nothing_owed"
    )
