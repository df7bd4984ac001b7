"""A freeze and its road, told once for the tests of freezing."""

from __future__ import annotations

from typing import Any

from procedure_story import OFFICERS, Step, attempt, take

from minzhifa.law.procedure import CaseState, Refusal

PART = "freeze-1"
FREEZE: dict[str, Any] = {
    "law": "《中华人民共和国示例法》", "law_article": "第六十一条第二款", "own_power": True, "institution": "某某银行",
    "holder": "某某食品有限公司", "account": "**** 1234", "case_amount": "80000", "amount": "50000",
    "reason": "正在转移货款", "free": True,
}  # fmt: skip
SCENE: dict[str, Any] = {
    "certificate_shown": True, "handed_at": "2025-03-10T09:30", "receiver": "陈某", "frozen_at": "2025-03-10T09:50",
    "frozen_amount": "50000", "findings": "柜面核对后冻结",
}  # fmt: skip
PROPOSE: Step = ("propose_freeze", "2025-03-08", "li", {"officers": OFFICERS, "freeze": FREEZE})
APPROVE: Step = ("approve_freeze", "2025-03-10", "head", {})
IMPOSE: Step = ("impose_freeze", "2025-03-10", "li", {"officers": OFFICERS, "freeze_scene": SCENE})
RELEASE = {"freeze_end": {"ground": "other", "reason": "当事人已经缴存等额保证金"}}
TOLD = {
    "freeze_end": {
        "institution_told_on": "2025-03-20", "unfrozen_on": "2025-03-20", "party_told_on": "2025-03-21",
        "receiver": "林某",
    }
}  # fmt: skip


def delivered(on: str) -> Step:
    """The decision handed to the party."""
    return "deliver_freeze_decision", on, "li", {
        "freeze_delivery": {"delivered_on": on, "way": "direct", "receiver": "林某"}
    }  # fmt: skip


def refused(state: CaseState, step: Step, part: str = PART) -> Refusal:
    """The refusal of the step; fails the test when it is done."""
    outcome = attempt(state, step, part=part)
    assert isinstance(outcome, Refusal), outcome
    return outcome


def with_freeze(**change: Any) -> Step:
    """The proposal with some facts changed."""
    return (*PROPOSE[:3], {"officers": OFFICERS, "freeze": {**FREEZE, **change}})


def frozen(filed: CaseState) -> CaseState:
    """Approved and carried out."""
    return take(take(take(filed, PROPOSE), APPROVE, part=PART), IMPOSE, part=PART)
