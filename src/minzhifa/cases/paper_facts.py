"""What documents are bound to: the case's facts, and beside them what only the acts and earlier documents know.

Public: previews on the desk bind to the same facts as the documents that acts issue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from minzhifa.law.procedure import CaseState

CLOSING_GROUNDS = {
    "performed": "行政处罚决定执行完毕",
    "withdrawn": "撤销立案",
    "terminated": "终止调查",
    "transferred": "案件移送",
    "no_penalty": "作出不予行政处罚等决定",
    "court_ended": "人民法院裁定终结执行",
    "enforcement_ended": "终结强制执行",
}
# The proposal that an approval answers; its words are the 承办人意见.
PROPOSALS = {
    "approve_filing": "propose_filing",
    "approve_decline": "propose_decline",
    "approve_suspension": "propose_suspension",
    "approve_extension": "propose_extension",
    "approve_second_extension": "propose_second_extension",
    "approve_decision": "propose_decision",
    "approve_closing": "propose_closing",
    "withdraw_filing": "propose_withdrawal",
    "terminate": "propose_termination",
}
SERVED = {"serve_notice": ("prior_notice", "hearing_notice_of_right"), "serve_decision": ("penalty_decision",)}


def paper_facts(state: CaseState, issued: Iterable[tuple[str, str, str]] = (), action: str = "") -> dict[str, Any]:
    """`state.facts` with filing day, registrar, grounds and numbers filled in.

    `issued`: (kind, title, number) of the documents made so far; `action`: the act the document belongs to.
    """
    facts, done = dict(state.facts), state.done
    acts: Mapping[str, Any] = facts.get("acts") or {}
    facts["filed_on"] = done.get("approve_filing")
    facts["registrar"] = (acts.get("register_lead") or {}).get("name")
    if review := facts.get("review"):
        facts["review"] = {"received_on": review.get("submitted_on"), **review}
    if closing := facts.get("closing"):
        reason = str(closing.get("reason") or "")
        facts["closing"] = {"ground": CLOSING_GROUNDS.get(reason, reason) or None, **closing}
    if performance := facts.get("performance"):
        facts["performance"] = {"text": performance.get("summary"), **performance}
    papers = list(issued)
    facts["decision_number"] = next((n for k, _, n in reversed(papers) if k == "penalty_decision" and n), None)
    if kinds := SERVED.get(action):
        told = facts.get("notice") if action == "serve_notice" else facts.get("service")
        served = [{"title": title, "number": number} for kind, title, number in papers if kind in kinds]
        facts["service"] = {"documents": served, **(told or {})}
    return facts


def proposer_opinion(state: CaseState, action: str) -> dict[str, Any] | None:
    """承办人意见: who proposed what the act approves, in his words or, without any, in the name of the proposal."""
    acts: Mapping[str, Any] = state.facts.get("acts") or {}
    act = acts.get(PROPOSALS.get(action, action)) or {}
    if not act.get("name"):
        return None
    return {"text": act.get("reason") or "提请批准", "name": act["name"], "at": act.get("on")}
