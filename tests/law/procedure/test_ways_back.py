"""Ways back that the table leaves open: what is recalled, what an approver is shown, a late departure, a transfer."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from procedure_story import PASSED, PEOPLE, REVIEWED, STORY, Step, attempt, before, rules, step_of, take
from test_benchmark_deviation import TEXT

from minzhifa.law.benchmark import parse
from minzhifa.law.benchmark.compute import compute
from minzhifa.law.procedure import CaseState, Refusal, available

FIFTY = [{"kind": "0201", "name": "罚款", "amount": "50000.00"}]
ASKED: Step = ("propose_extension", "2025-04-28", "li", {"extensions": [{"reason": "案情复杂"}]})


def refused(state: CaseState, step: Step, code: str) -> Refusal:
    outcome = attempt(state, step)
    assert isinstance(outcome, Refusal), outcome
    assert outcome.code == code, outcome
    assert outcome.article
    return outcome


def test_recalling_an_extension_leaves_the_decision_where_it_waits() -> None:
    state = take(before("approve_decision"), ASKED)
    refused(state, ("recall_request", "2025-04-29", "li", {"what": "extension"}), "nothing_proposed")
    state = take(state, ("recall_extension", "2025-04-29", "li", {}))
    assert state.stage == "decision_proposed"
    assert [name for name, one in state.facts["pending"].items() if one] == ["decision"]
    assert take(state, step_of("approve_decision")).stage == "decided"


def test_what_waits_for_its_approval_is_not_proposed_a_second_time() -> None:
    state = take(before("approve_decision"), ASKED)
    again = refused(state, ASKED, "already_proposed")
    assert "先撤回或者请批准人退回" in again.message
    offer = next(o for o in available(state, PEOPLE["li"], rules(), date(2025, 4, 28)) if o.action == ASKED[0])
    assert not offer.allowed
    state = take(state, ("recall_extension", "2025-04-29", "li", {}))
    assert take(state, ASKED).facts["pending"]["extension"]


def test_recalling_the_decision_leaves_the_extension_waiting() -> None:
    state = take(before("approve_decision"), ASKED)
    state = take(state, ("recall_request", "2025-04-29", "li", {}))
    assert state.stage == "notified"
    assert [name for name, one in state.facts["pending"].items() if one] == ["extension"]


def test_nothing_is_to_be_recalled_where_no_extension_was_asked_for() -> None:
    refused(before("approve_decision"), ("recall_extension", "2025-04-29", "li", {}), "nothing_proposed")


def test_what_the_approver_types_in_is_neither_judged_nor_kept() -> None:
    heavier = {"decision": {"penalties": [{"kind": "0201", "name": "罚款", "amount": "90000.00"}]}}
    state = take(before("approve_decision"), ("approve_decision", "2025-04-29", "head", heavier))
    assert state.facts["decision"]["penalties"] == [{"kind": "0201", "name": "罚款", "amount": "50000.00"}]


def transferred(conclusion: str) -> CaseState:
    state = before("conclude_investigation")
    name, day, who, facts = copy.deepcopy(next(step for step in STORY if step[0] == "conclude_investigation"))
    facts["opinion"] = {"outcome": "transfer", "reasons": "不属于本机关管辖"}
    state = take(state, (name, day, who, facts))
    state = take(state, ("submit_review", "2025-04-11", "li", {"review": {"kind": "case"}}))
    opinion = {"review": {"conclusion": conclusion, "opinion": "意见", "points": REVIEWED}}
    state = take(state, ("complete_review", "2025-04-15", "reviewer", opinion))
    return take(state, ("propose_decision", "2025-04-16", "li", {"decision": {"reasons": "移送有管辖权的机关"}}))


def test_a_transfer_is_decided_on_a_review_that_proposed_it() -> None:
    state = take(transferred("transfer"), ("approve_decision", "2025-04-17", "head", {}))
    assert state.stage == "decided"
    assert state.facts["decision"]["outcome"] == "transfer"


def test_a_penalty_is_not_decided_on_a_review_that_proposed_a_transfer() -> None:
    state = before("complete_review")
    opinion = {"review": {"conclusion": "transfer", "opinion": "建议移送", "points": REVIEWED}}
    state = take(state, ("complete_review", "2025-04-15", "reviewer", opinion))
    refused(state, step_of("approve_notice"), "review_missing")


def kept(low: int, high: int) -> dict[str, Any]:
    found: dict[str, Any] = compute(parse(TEXT.replace("low = 50000", f"low = {low}").format(high=high)), {}).to_json()
    return found


def heard() -> CaseState:
    """The story up to the decision, the fine of 60,000 inside the benchmark's calculation."""
    state = CaseState()
    for name, day, who, facts in copy.deepcopy(STORY):
        if name == "propose_decision":
            break
        if name == "conclude_investigation":
            facts["discretion"]["calculation"] = kept(55000, 70000)
        state = take(state, (name, day, who, facts))
    panel = {"panel": {"members": ["黄局长", "刘副局长"], "conclusion": "同意"}}
    return take(state, ("hold_panel", "2025-04-25", "head", panel))


def test_a_departure_that_first_appears_at_the_decision_goes_to_review_and_comes_back() -> None:
    state = heard()
    meant: dict[str, Any] = {"decision": {"penalties": FIFTY, "reasons": "采纳陈述申辩"}}
    said = {"deviation_reason": "采纳陈述申辩", "reasons": "理由", "calculation": kept(55000, 70000)}
    changed = {**meant, "discretion": said}
    refused(state, ("propose_decision", "2025-04-28", "li", changed), "deviation_review")
    refused(state, ("submit_review", "2025-04-28", "li", {"review": {"kind": "case"}, **meant}), "legal_review_due")
    state = take(state, ("submit_review", "2025-04-28", "li", {"review": {"kind": "legal"}, **meant}))
    assert state.stage == "in_final_review"
    assert state.facts["review"]["after_hearing"] is False
    passed = {"review": PASSED}
    state = take(state, ("complete_review", "2025-04-29", "reviewer", passed))
    assert state.stage == "notified"
    state = take(state, ("propose_decision", "2025-04-30", "li", changed))
    assert take(state, ("approve_decision", "2025-05-06", "head", {})).stage == "decided"


def test_nothing_is_reviewed_again_that_does_not_depart() -> None:
    state = heard()
    step: Step = ("submit_review", "2025-04-28", "li", {"review": {"kind": "legal"}})
    assert refused(state, step, "decision_not_stated").unknown
    same = {"decision": {"penalties": [{"kind": "0201", "name": "罚款", "amount": "60000.00"}]}}
    refused(state, (*step[:3], {**step[3], **same}), "final_review_not_due")
    refused(before("propose_decision"), step, "final_review_not_due")


def test_a_statement_is_answered_only_where_one_was_made() -> None:
    state = before("record_statement")
    offers = {one.action: one for one in available(state, PEOPLE["li"], rules(), date(2025, 4, 21))}
    assert offers["answer_statement"].why is not None
    assert offers["answer_statement"].why.code == "no_statement"
    after = take(state, step_of("record_statement"))
    offers = {one.action: one for one in available(after, PEOPLE["li"], rules(), date(2025, 4, 22))}
    assert offers["answer_statement"].allowed
