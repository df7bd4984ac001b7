"""The roads that generated cases take: who does what after how many days, with which facts. Pure data and dice."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from minzhifa.cases.demo import marks
from minzhifa.catalog.queries import MatterCard

SOURCES = ("inspection", "report", "transfer", "complaint", "assigned")
EVIDENCE = (
    ("record", "现场检查笔录"), ("documentary", "营业执照复印件"), ("documentary", "进销货单据"),
    ("party_statement", "询问笔录"), ("physical", "现场照片"), ("documentary", "委托书和身份证明"),
    ("witness", "证人证言"), ("appraisal", "检验检测报告"),
)  # fmt: skip
POINTS = ("涉案数量很少，请求从轻处理", "已经及时改正，请求减轻处罚", "初次违法，不了解规定", "经营困难，请求分期缴纳")
PLAIN = {"major_public_interest": False, "complex": False, "statutory": False, "major_violation": False}


@dataclass(frozen=True, slots=True)
class Act:
    """One act: days after the one before (at least), by whom, its facts. `own`: facts that need the day of the act."""

    after: int
    who: str
    action: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one template is about."""

    card: MatterCard
    road: str
    party_kind: str
    amount: str | None
    pace: float
    dice: random.Random
    panel: bool = False
    review: bool = True
    endorsed: bool = False  # the section head's opinion on the report is due in this field

    @property
    def penalties(self) -> list[dict[str, Any]]:
        """The penalty that is meant, told and decided."""
        if self.amount is None:
            return [{"kind": "0101", "name": "警告", "amount": None, "detail": None}]
        return [{"kind": "0201", "name": "罚款", "amount": self.amount, "detail": None}]


def evidence(number: int, day: str) -> dict[str, Any]:
    """One piece of evidence."""
    kind, title = EVIDENCE[(number - 1) % len(EVIDENCE)]
    return {"id": f"e{number}", "kind": kind, "title": title, "date": day, "count": 1}


ROADS = {"main": 0.67, "decline": 0.2, "withdraw": 0.04, "terminate": 0.04, "pause": 0.03, "returned": 0.02}


def road(plan: Plan, checks: int) -> Iterator[Act]:
    """The acts of a plan, in order; `checks`: acts of checking the lead before the filing."""
    dice, o1, both = plan.dice, "o1", [{"officer_id": marks.IDS["o1"]}, {"officer_id": marks.IDS["o2"]}]
    yield Act(0, o1, "register_lead", {
        "source_kind": dice.choice(SOURCES), "summary": f"发现‹party›涉嫌{plan.card.name}", "matter": plan.card.code,
    }, {"received_on": None, "discovered_on": None, "occurred_on": None})  # fmt: skip
    for number in range(checks):
        yield Act(0, o1, "add_evidence", {}, {"evidence": 10 + number})
    if plan.road == "decline":
        yield Act(3, o1, "propose_decline", {"decline": {"reason": "违法行为轻微并及时改正，没有造成危害后果"}})
        yield Act(2, "head", "approve_decline")
        return
    cited = plan.card.violated or plan.card.basis
    filing = {
        "cause": f"‹party›{plan.card.name}案", "party": marks.party(plan.party_kind), "officers": both,
        "violated": [c.text for c in cited] or [plan.card.name],
    }  # fmt: skip
    if plan.road == "returned":
        yield Act(2, o1, "propose_filing", filing)
        yield Act(1, "head", "return_filing", {"reason": "案由表述不准确，请补充"})
    yield Act(2, o1, "propose_filing", filing)
    yield Act(1, "head", "approve_filing")
    yield from _investigation(plan, both)
    if plan.road == "withdraw":
        yield Act(6, o1, "propose_withdrawal", {"withdrawal": {"reason": "经查，违法事实不能成立"}})
        yield Act(2, "head", "withdraw_filing")
    elif plan.road == "terminate":
        yield Act(9, o1, "propose_termination", {"termination": {"reason": "作为当事人的自然人死亡或者单位终止"}})
        yield Act(2, "head", "terminate")
    else:
        yield from _to_decision(plan, both)
    yield Act(4, o1, "propose_closing", {"closing": {"reason": _ENDS.get(plan.road, "performed")}})
    yield Act(2, "head", "approve_closing")
    yield Act(9, o1, "archive_case", {}, {"archive.on": None})


_ENDS = {"withdraw": "withdrawn", "terminate": "terminated"}


def _investigation(plan: Plan, both: list[dict[str, str]]) -> Iterator[Act]:
    record = {"summary": f"现场情况：{plan.card.name}", "certificate_shown": True, "place": "当事人经营场所"}
    yield Act(2, "o1", "record_inspection", {"officers": both, "record": record}, {"evidence": 1})
    if plan.dice.random() < 0.2:  # noqa: PLR2004 -- a fifth of the cases
        talk = {"summary": "当事人承认上述事实", "certificate_shown": True, "place": "办案机关"}
        yield Act(5, "o2", "record_interview", {"officers": both, "record": talk}, {"evidence": 4})
    if plan.road == "pause":
        yield Act(4, "o1", "propose_suspension", {"suspensions": [{"reason": "行政处罚须以相关案件的审理结果为依据"}]})
        yield Act(1, "head", "approve_suspension")
        yield Act(40, "o1", "resume", {"reason": "相关案件已经审结"})


def _to_decision(plan: Plan, both: list[dict[str, str]]) -> Iterator[Act]:
    dice, o1 = plan.dice, "o1"
    elements = [{"key": e.key, "text": e.text, "citation": e.citation, "evidence": ["e1"]} for e in plan.card.elements]
    elements = elements or [{"key": "act", "text": plan.card.name, "evidence": ["e1"]}]
    yield Act(12, o1, "conclude_investigation", {
        "officers": both, "opinion": {"outcome": "penalty", "reasons": "事实清楚，证据充分，应当予以处罚"},
        "discretion": {"grade": "一般", "reasons": "没有从重、从轻情节"}, "penalties": plan.penalties,
        "basis": [c.text for c in plan.card.basis], "elements": elements, "significance": PLAIN,
    })  # fmt: skip
    if plan.endorsed:
        yield Act(1, "section", "endorse", {"what": "conclusion"})
    if plan.review:
        yield Act(1, o1, "submit_review", {"review": {"kind": "case"}})
        yield Act(4, "reviewer", "complete_review", {"review": {"conclusion": "pass", "opinion": "同意"}})
    yield Act(2, "head", "approve_notice")
    yield Act(2, o1, "serve_notice", {"notice": {"way": "direct"}}, {"notice.served_on": None})
    if dice.random() < 0.15:  # noqa: PLR2004 -- some answer the notice
        point = {"id": "s1", "point": dice.choice(POINTS)}
        yield Act(2, o1, "record_statement", {"statements": [point]}, {"statements.0.received_on": None})
        yield Act(2, o1, "answer_statement", {"statements": [{"id": "s1", "answer": "裁量时已考虑", "adopted": False}]})
    if plan.panel:
        heads = ["‹head_name›", "‹section_name›", "‹reviewer_name›"]
        yield Act(1, "head", "hold_panel", {"panel": {"members": heads, "conclusion": "同意拟处罚意见"}})
    reasons = f"{plan.card.name}，事实清楚，证据充分"
    yield Act(11, o1, "propose_decision", {"decision": {"penalties": plan.penalties, "reasons": reasons}})
    yield Act(2, "head", "approve_decision")
    yield Act(
        2, o1, "serve_decision", {"service": {"way": "direct", "receiver": "‹boss›"}}, {"service.served_on": None}
    )
    if plan.amount is not None:
        yield Act(9, o1, "record_payment", {"payments": [{"amount": plan.amount}]}, {"payments.0.paid_on": None})
    yield Act(1, o1, "record_performance", {"performance": {"summary": "已经全部履行"}}, {"performance.on": None})
