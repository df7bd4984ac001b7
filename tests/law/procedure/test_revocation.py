"""撤销、变更: by the agency itself or by a ruling; withdrawn from the public in three working days, money back."""

from __future__ import annotations

from typing import Any

import pytest
from procedure_story import Step, attempt, take, walk

from minzhifa.law.procedure import CaseState, Refusal

PART = "revocation-1"
OWN: dict[str, Any] = {
    "ground": "own_review", "outcome": "revoked", "reason": "认定事实有误", "basis": "处罚法第七十五条第二款",
}  # fmt: skip
LESS = [{"name": "罚款", "amount": "30000.00"}]
RULING: dict[str, Any] = {
    "ground": "litigation", "outcome": "revoked", "body": "莆田市秀屿区人民法院", "document": "（2025）闽0305行初1号",
    "effective_on": "2025-06-03", "reason": "主要证据不足",
}  # fmt: skip
SERVED: Step = ("serve_revocation", "2025-05-14", "li", {
    "revocation_service": {"way": "direct", "served_on": "2025-05-14", "receiver": "法定代表人"}})  # fmt: skip
GONE_PUBLIC: Step = ("record_withdrawal", "2025-05-15", "section", {
    "publicity": {"way": "withdrawn", "withdrawn_on": "2025-05-15", "reason": "决定已撤销"}})  # fmt: skip
BACK: Step = ("record_refund", "2025-05-15", "section", {
    "refund": {"amount": "50000.00", "paid_on": "2025-05-15", "text": "退库通知书1号"}})  # fmt: skip
END: Step = ("end_revocation", "2025-05-16", "head", {"revocation_end": {"next": "nothing"}})


def propose(**change: Any) -> Step:
    return ("propose_revocation", "2025-05-12", "section", {"revocation": {**OWN, **change}})


def refused(state: CaseState, step: Step, part: str = PART) -> Refusal:
    outcome = attempt(state, step, part=part)
    assert isinstance(outcome, Refusal), outcome
    return outcome


def approved(state: CaseState, **change: Any) -> CaseState:
    state = take(state, propose(**change))
    return take(state, ("approve_revocation", "2025-05-13", "head", {}), part=PART)


@pytest.fixture
def paid() -> CaseState:
    return walk("record_performance")


def test_a_revoked_decision_is_served_withdrawn_and_paid_back(paid):
    state = approved(paid)
    assert state.facts["decision"]["status"] == "revoked"
    assert (state.facts["decision"]["penalties"], state.facts["decision"]["decided_on"]) == ([], "2025-04-29")
    assert state.facts["decision"]["penalties_before"][0]["amount"] == "50000.00"
    for step in (SERVED, GONE_PUBLIC, BACK, END):
        state = take(state, step, part=PART)
    assert state.parts[PART].stage == "ended"
    assert "撤销" in state.facts["follow_ups"][-1]["text"]


def test_three_working_days_to_withdraw_what_was_made_public(paid):
    state = approved(paid)
    clock = state.parts[PART].clocks["disclosure_withdrawal"]
    assert (clock["start"], clock["due"]) == ("2025-05-13", "2025-05-16")
    late = ("record_withdrawal", "2025-05-19", "section", {
        "publicity": {"way": "withdrawn", "withdrawn_on": "2025-05-19", "reason": "决定已撤销"}})  # fmt: skip
    kept = take(state, late, part=PART).parts[PART].facts["late"]
    assert kept[0]["term"] == "disclosure_withdrawal"
    assert not take(state, GONE_PUBLIC, part=PART).parts[PART].facts.get("late")


def test_a_withdrawal_gives_its_reasons_in_public(paid):
    state = approved(paid)
    step = ("record_withdrawal", "2025-05-15", "section", {
        "publicity": {"way": "withdrawn", "withdrawn_on": "2025-05-15"}})  # fmt: skip
    answer = refused(state, step)
    assert (answer.code, answer.article) == ("withdrawal_without_reason", "处罚法第四十八条第二款")


@pytest.mark.parametrize(
    ("missing", "code", "article"),
    [
        ("serve_revocation", "revocation_not_served", "处罚法第六十一条第一款"),
        ("record_withdrawal", "wrong_stage", "处罚法第四十八条第二款、第七十五条第二款"),
        ("record_refund", "refund_open", "强制法第四十一条"),
    ],
)
def test_nothing_of_it_is_left_out(paid, missing, code, article):
    state = approved(paid)
    for step in (SERVED, GONE_PUBLIC, BACK):
        if step[0] != missing:
            state = take(state, step, part=PART)
    answer = refused(state, END)
    assert (answer.code, answer.article) == (code, article)


def test_the_refund_is_what_was_paid_and_is_no_longer_owed(paid):
    state = approved(paid, outcome="changed", penalties=LESS)
    answer = refused(state, BACK)
    assert (answer.code, answer.article) == ("refund_differs", "强制法第四十一条")
    exact = ("record_refund", "2025-05-15", "section", {
        "refund": {"amount": "20000.00", "paid_on": "2025-05-15", "text": "退库通知书1号"}})  # fmt: skip
    assert take(state, exact, part=PART).parts[PART].done["record_refund"]
    assert state.facts["decision"]["penalties"][0] == {"kind": "0201", "name": "罚款", "amount": "30000.00"}


def test_nothing_paid_means_nothing_to_give_back_and_nothing_left_to_pay():
    state = approved(walk("serve_decision"))
    assert state.clocks["payment"]["stopped"] == "2025-05-13"
    for step in (SERVED, GONE_PUBLIC, END):
        state = take(state, step, part=PART)
    assert state.parts[PART].stage == "ended"


def test_the_agency_never_makes_it_heavier(paid):
    more = [{"name": "罚款", "amount": "60000.00"}]
    answer = refused(paid, propose(outcome="changed", penalties=more), part="")
    assert (answer.code, answer.article) == ("change_is_heavier", "处罚法第四十四条、第四十五条")
    other = [*LESS, {"name": "吊销许可证件"}]
    assert refused(paid, propose(outcome="changed", penalties=other), part="").code == "change_is_heavier"


def test_a_change_says_what_it_changes_to_and_a_revocation_says_nothing(paid):
    assert refused(paid, propose(outcome="changed"), part="").unknown
    assert refused(paid, propose(penalties=LESS), part="").code == "change_not_asked"


def test_a_ruling_is_recorded_even_after_the_case_is_closed():
    state = walk("approve_closing")
    state = take(state, ("record_ruling", "2025-06-05", "li", {"revocation": RULING}))
    clock = state.parts[PART].clocks["disclosure_withdrawal"]
    assert (state.stage, clock["start"], clock["due"]) == ("closed", "2025-06-03", "2025-06-06")
    early = {"revocation": {**RULING, "effective_on": "2025-04-01"}}
    answer = refused(walk("approve_closing"), ("record_ruling", "2025-06-05", "li", early), part="")
    assert answer.code == "ruling_before_decision"


def test_an_act_confirmed_unlawful_stands_and_nothing_is_paid_back():
    ruled = {"revocation": {**RULING, "outcome": "unlawful"}}
    state = take(walk("approve_closing"), ("record_ruling", "2025-06-05", "li", ruled))
    assert state.facts["decision"]["penalties"][0]["amount"] == "50000.00"
    answer = refused(state, ("record_refund", "2025-06-06", "section", {**BACK[3]}))
    assert answer.code == "refund_differs"


def test_what_is_gone_is_not_revoked_again(paid):
    state = approved(paid)
    for step in (SERVED, GONE_PUBLIC, BACK, END):
        state = take(state, step, part=PART)
    again = ("propose_revocation", "2025-05-20", "section", {"revocation": OWN})
    assert refused(state, again, part="").code == "decision_is_gone"


def test_nobody_approves_his_own(paid):
    state = take(paid, ("propose_revocation", "2025-05-12", "li", {"revocation": OWN}))
    assert refused(state, ("approve_revocation", "2025-05-13", "both", {})).code == "own_proposal"
