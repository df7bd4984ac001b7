"""A fine that is not paid: what tests of instalments, surcharge, demand and enforcement begin with."""

from __future__ import annotations

from typing import Any

from procedure_story import OFFICERS, Step, attempt, before, take

from minzhifa.law.procedure import CaseState, Refusal

# Served on 30 April 2025: payable until 15 May, reconsideration until 30 June, litigation until 30 October.
REQUEST = {
    "applied_on": "2025-05-08", "kind": "instalments", "reason": "停业三个月", "evidence": "财务报表", "asked": "三期",
}  # fmt: skip
ROWS = [
    {"due_on": "2025-06-10", "amount": "20000.00"}, {"due_on": "2025-07-10", "amount": "20000.00"},
    {"due_on": "2025-12-10", "amount": "10000.00"},
]  # fmt: skip
SURCHARGE = {"base": "50000.00", "from_on": "2025-05-16", "told_in": "decision", "reason": "到期没有缴纳"}
DEMAND = {
    "duty": "money", "obligation": "缴纳罚款五万元", "due_on": "2025-11-14", "way": "到指定银行缴纳",
    "amount": "50000.00",
}  # fmt: skip
SERVED = {"way": "direct", "served_on": "2025-11-03", "receiver": "法定代表人"}
APPLICATION = {
    "no_power": True, "court": "莆田市秀屿区人民法院", "request": "强制执行罚款", "target": "银行账户", "other": "无",
    "amount": "50000.00",
}  # fmt: skip
FOLLOWED = {"reconsideration": "行政复议", "litigation": "行政诉讼"}


def served() -> CaseState:
    """The decision served, nothing paid."""
    return before("record_payment")


def refused(state: CaseState, step: Step, part: str = "") -> Refusal:
    """The refusal of the step; fails the test when it is none."""
    outcome = attempt(state, step, part=part)
    assert isinstance(outcome, Refusal), outcome
    return outcome


def paid(state: CaseState, on: str, amount: str) -> CaseState:
    """The state after a payment at the bank."""
    return take(state, ("record_payment", on, "li", {"payments": [{"amount": amount, "paid_on": on}]}))


def followed(state: CaseState, kind: str, on: str) -> CaseState:
    """The state after a recorded beginning or end of a remedy."""
    return take(state, ("record_follow_up", on, "li", {"follow_ups": [{"kind": kind, "date": on, "text": kind}]}))


def surcharged(state: CaseState, on: str = "2025-06-03", **change: Any) -> CaseState:
    """The state with a surcharge imposed."""
    state = take(state, ("propose_surcharge", on, "li", {"surcharge": {**SURCHARGE, **change}}))
    return take(state, ("approve_surcharge", on, "head", {}), part="surcharge-1")


def demanded(state: CaseState, on: str = "2025-11-03", **change: Any) -> CaseState:
    """The state with a demand served on the day it was made."""
    state = take(state, ("issue_demand", on, "li", {"demand": {**DEMAND, **change}}))
    part = f"demand-{sum(one.procedure == 'demand' for one in state.parts.values())}"
    return take(state, ("serve_demand", on, "li", {"demand_service": {**SERVED, "served_on": on}}), part=part)


__all__ = [
    "APPLICATION", "DEMAND", "OFFICERS", "REQUEST", "ROWS", "SERVED", "SURCHARGE", "demanded", "followed", "paid",
    "refused", "served", "surcharged",
]  # fmt: skip
