"""A fine outside the benchmark's range: it needs its reason and a legal review; the self-check shows it."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from procedure_story import PASSED, STORY, attempt, before, rules, take

from minzhifa.law.benchmark import parse
from minzhifa.law.benchmark.compute import compute
from minzhifa.law.procedure import CaseState, Refusal
from minzhifa.law.review import check

TEXT = (
    'format = 1\nid = "T"\ntitle = "试"\nlaw = "《试行法》"\nsource = "试"\nshape = "grades"\n[[statutory]]\n'
    'text = "五万元以上十万元以下"\nmin = 50000\nmax = 100000\n[[grade]]\nlabel = "一般"\nwhen = true\n'
    "[[grade.cell]]\nlow = 50000\nhigh = {high}\n"
)


def concluded(*, high: int, reason: str = "") -> tuple[CaseState | Refusal, Any]:
    """The story with a calculation up to the conclusion; the fine is 60,000."""
    state = before("conclude_investigation")
    name, day, who, facts = copy.deepcopy(next(step for step in STORY if step[0] == "conclude_investigation"))
    kept = compute(parse(TEXT.format(high=high)), {}).to_json()
    facts["discretion"] |= {"calculation": kept, **({"deviation_reason": reason} if reason else {})}
    outcome = attempt(state, (name, day, who, facts))
    return (outcome if isinstance(outcome, Refusal) else take(state, (name, day, who, facts))), outcome


def finding(state: CaseState) -> Any:
    """The self-check's word on it."""
    return next(
        one for one in check(state, rules(), date.fromisoformat("2025-12-31")) if one.rule_id == "law-benchmark"
    )


def test_a_fine_in_the_range_needs_nothing_more() -> None:
    state, _ = concluded(high=70000)
    assert isinstance(state, CaseState)
    assert finding(state).ok is True


def test_a_fine_outside_the_range_without_a_reason_is_refused() -> None:
    refusal, _ = concluded(high=55000)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "deviation_reason"
    assert "处罚法第三十四条" in str(refusal.article)


def test_a_departure_makes_legal_review_due() -> None:
    state, _ = concluded(high=55000, reason="另有情节")
    assert isinstance(state, CaseState)
    assert finding(state).ok is None
    refused = attempt(state, ("submit_review", "2025-04-11", "li", {"review": {"kind": "case"}}))
    assert isinstance(refused, Refusal)
    assert refused.code == "legal_review_due"
    state = take(state, ("submit_review", "2025-04-11", "li", {"review": {"kind": "legal"}}))
    passed = {"review": PASSED}
    state = take(state, ("complete_review", "2025-04-15", "reviewer", passed))
    assert finding(state).ok is True
    assert "偏离基准" in finding(state).detail


def test_a_decision_that_departs_without_legal_review_is_refused() -> None:
    state, _ = concluded(high=70000)
    assert isinstance(state, CaseState)
    for step in STORY[STORY.index(next(s for s in STORY if s[0] == "submit_review")) :]:
        if step[0] == "propose_decision":
            break
        state = take(state, step)
    panel = {"panel": {"members": ["黄局长", "刘副局长"], "conclusion": "同意"}}
    state = take(state, ("hold_panel", "2025-04-25", "head", panel))
    facts = {
        "decision": {"penalties": [{"kind": "0201", "name": "罚款", "amount": "50000.00"}], "reasons": "理由"},
        "discretion": {
            "reasons": "理由", "deviation_reason": "采纳陈述",
            "calculation": compute(parse(TEXT.replace("low = 50000", "low = 60000").format(high=70000)), {}).to_json(),
        },
    }  # fmt: skip
    refused = attempt(state, ("propose_decision", "2025-04-28", "li", facts))
    assert isinstance(refused, Refusal)
    assert refused.code == "deviation_review"
