"""What documents are bound to: the case's facts, and beside them what only the acts and earlier documents know.

Public: previews on the desk bind to the same facts as the documents that acts issue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from minzhifa.cases._table import proposed_by, settled_by
from minzhifa.law.procedure import CaseState, recomputed
from minzhifa.law.procedure.guards.endorsing import endorsement
from minzhifa.rules import current

CLOSING_GROUNDS = {
    "performed": "行政处罚决定执行完毕",
    "withdrawn": "撤销立案",
    "terminated": "终止调查",
    "transferred": "案件移送",
    "no_penalty": "作出不予行政处罚等决定",
    "court_ended": "人民法院裁定终结执行",
    "enforcement_ended": "终结强制执行",
}
DISPOSALS = {
    "release": "解除登记保存，返还",
    "record": "记录、复制、拍照、录像",
    "seize": "依法查封、扣押",
    "confiscate": "依法没收",
    "test": "送交检验、检测、鉴定",
    "transfer": "移送有关部门",
    "destroy": "依法销毁、无害化处理",
}
MARKET_RULES = "《市场监督管理行政处罚程序规定》"
DECIDED = ("penalty_decision", "summary_decision")
NOTICES, DECISIONS = ("prior_notice", "hearing_notice_of_right"), ("penalty_decision", "no_penalty_decision")
ORIGINALS = ("penalty_decision", "no_penalty_decision", "summary_decision")
SERVED = {"serve_notice": NOTICES, "serve_decision": DECISIONS}


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
    facts["check_due"] = (state.clocks.get("filing_check") or {}).get("due")
    _announced(facts, papers, action)
    _waived(facts, action)
    _recusals(facts, acts)
    _preservation(facts, state, papers)
    _seizure(facts, state, papers)
    _frozen(facts, state.clocks.get("freeze") or {}, papers)
    _suspension(facts, acts, papers)
    _extension(facts, state.clocks.get("decision") or {})
    _grounds(facts, acts)
    facts["decision_number"] = next((n for k, _, n in reversed(papers) if k in DECIDED and n), None)
    if demand := facts.get("demand"):
        number = next((n for k, _, n in reversed(papers) if k == "demand_notice" and n), None)
        facts["demand"] = {"number": number, **demand}
    facts["original_number"] = next((n for k, _, n in reversed(papers) if k in ORIGINALS and n), None)
    if kinds := SERVED.get(action):
        told = facts.get("notice") if action == "serve_notice" else facts.get("service")
        served = [{"title": title, "number": number} for kind, title, number in papers if kind in kinds]
        facts["service"] = {"documents": served, **(told or {})}
    return facts


def _announced(facts: dict[str, Any], papers: list[tuple[str, str, str]], action: str) -> None:
    """What a public notice serves, and why it had to be announced."""
    items = facts.get("public_notices") or ()
    if action != "publish_service" or not items:
        return
    kinds = DECISIONS if items[-1].get("paper") == "decision" else NOTICES
    served = [{"title": title, "number": number} for kind, title, number in papers if kind in kinds]
    facts["service"] = {**items[-1], "documents": served}


def _waived(facts: dict[str, Any], action: str) -> None:
    """A waiver declared in person is what the record of that meeting says."""
    if action != "waive_statement":
        return
    waiver = facts.get("waiver") or {}
    what = [word for key, word in (("statement", "陈述、申辩"), ("hearing", "听证")) if waiver.get(key)]
    facts["statements"] = [{"point": f"当事人明确表示放弃{'和'.join(what) or '陈述、申辩'}的权利。"}]


def _recusals(facts: dict[str, Any], acts: Mapping[str, Any]) -> None:
    """Who asked, and whose recusal it is."""
    asked = (acts.get("request_recusal") or {}).get("name")
    if items := facts.get("recusals"):
        facts["recusals"] = [{"person": one.get("name"), "applicant": asked, **one} for one in items]


def _preservation(facts: dict[str, Any], state: CaseState, papers: list[tuple[str, str, str]]) -> None:
    """Its days by its clock, the number of its notice, what became of each thing."""
    told = facts.get("preservation") or {}
    if not told:
        return
    scene, end = facts.get("preservation_scene") or {}, facts.get("preservation_end") or {}
    known: dict[str, Any] = {"place": scene.get("place"), "keeper": scene.get("keeper")}
    clock = state.clocks.get("preservation") or {}
    known |= {"begins_on": str(clock.get("start") or "")[:10] or None, "ends_on": clock.get("due")}
    known["number"] = next((n for k, _, n in reversed(papers) if k == "preservation_notice" and n), None)
    known["basis"] = "《行政处罚法》第五十六条"
    if facts.get("domain") == "market":
        known["basis"] += f"、{MARKET_RULES}第三十五条"
    if end.get("text"):
        words = DISPOSALS.get(str(end.get("way")), DISPOSALS["release"])
        known["items"] = [{**good, "disposal": words, "basis": None} for good in told.get("goods") or ()]
    facts["preservation"] = {**known, **told}


def _latest(papers: list[tuple[str, str, str]], kind: str) -> str | None:
    """The number of the last paper of a kind."""
    return next((n for k, _, n in reversed(papers) if k == kind and n), None)


def _held(clock: Mapping[str, Any], term: str) -> dict[str, Any]:
    """The days of a measure by its clock, and the last day before an extension."""
    granted = clock.get("extensions") or ()
    before = recomputed({term: {**clock, "extensions": granted[:-1]}}, current())[term] if granted else {}
    begins = str(clock.get("start") or "")[:10] or None
    return {"begins_on": begins, "ends_on": clock.get("due"), "before": before.get("due")}


def _seizure(facts: dict[str, Any], state: CaseState, papers: list[tuple[str, str, str]]) -> None:
    """The days of a seizure, the numbers of its decision and of its release, until when the goods may be claimed."""
    if not (clock := state.clocks.get("seizure") or {}):
        return
    facts["seizure"] = {
        **_held(clock, "seizure"), "number": _latest(papers, "coercion_decision"),
        "release_number": _latest(papers, "coercion_release_decision"),
        "claim_until": (state.clocks.get("public_notice") or {}).get("due"),
    }  # fmt: skip


def _frozen(facts: dict[str, Any], clock: Mapping[str, Any], papers: list[tuple[str, str, str]]) -> None:
    """The days of a freeze, the numbers of its decision and of the notice to the institution."""
    if told := facts.get("freeze"):
        numbers = {
            "number": _latest(papers, "freeze_decision"), "notice_number": _latest(papers, "freeze_notice")
        }  # fmt: skip
        facts["freeze"] = {**(_held(clock, "freeze") if clock else {}), **numbers, **told}


def _suspension(facts: dict[str, Any], acts: Mapping[str, Any], papers: list[tuple[str, str, str]]) -> None:
    """Ground and approver of the suspension; the number of its decision, for the paper that ends it."""
    if not (items := facts.get("suspensions")):
        return
    known = {
        "number": next((n for k, _, n in reversed(papers) if k == "suspension_decision" and n), None),
        "basis": f"{MARKET_RULES}第四十六条第一款" if facts.get("domain") == "market" else None,
        "approved_by": (acts.get("approve_suspension") or {}).get("name"),
    }
    facts["suspensions"] = [*items[:-1], {**known, **items[-1]}]


def _extension(facts: dict[str, Any], clock: Mapping[str, Any]) -> None:
    """The last day before and after the extension, by the clock."""
    if not (items := facts.get("extensions")) or not clock:
        return
    granted = clock.get("extensions") or ()
    known: dict[str, Any] = {"times": f"第{'一二'[min(len(items), 2) - 1]}次", "due_on": clock.get("due")}
    if len(granted) >= len(items):
        before = recomputed({"decision": {**clock, "extensions": granted[:-1]}}, current())["decision"]
        known |= {"due_on": before.get("due"), "extended_to": clock.get("due")}
    facts["extensions"] = [*items[:-1], {**known, **items[-1]}]


def _grounds(facts: dict[str, Any], acts: Mapping[str, Any]) -> None:
    """The provisions that an act of this kind rests on, where the rules of the field are known."""
    market = facts.get("domain") == "market"
    if (decline := facts.get("decline")) and market:
        facts["decline"] = {"basis": f"{MARKET_RULES}第二十条第一款", **decline}
    if (ending := facts.get("termination")) is not None:
        own = {"basis": f"{MARKET_RULES}第四十七条"} if market else {}
        facts["termination"] = {**own, "approved_by": (acts.get("terminate") or {}).get("name"), **ending}
    if order := facts.get("rectification"):
        facts["rectification"] = {"basis": "《行政处罚法》第二十八条第一款", **order}


def proposer_opinion(state: CaseState, action: str) -> dict[str, Any] | None:
    """承办人意见: who proposed what the act approves, in his words or, without any, in the name of the proposal."""
    acts: Mapping[str, Any] = state.facts.get("acts") or {}
    act = acts.get(proposed_by(action, state.procedure)) or {}
    if not act.get("name"):
        return None
    return {"text": act.get("reason") or "提请批准", "name": act["name"], "at": act.get("on")}


def section_opinion(state: CaseState, action: str, what: str = "") -> dict[str, Any] | None:
    """办案机构负责人意见 on what the act approves (or on `what`): his words, name and day; None when he gave none."""
    said = endorsement(state.facts, what or settled_by(action, state.procedure))
    return {"text": said.get("text"), "name": said.get("name"), "at": said.get("on")} if said else None
