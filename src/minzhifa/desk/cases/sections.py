"""Headings under which an act's form groups its fields, and fields that take the whole width."""

from __future__ import annotations

SECTIONS: dict[str, str] = {
    "party": "当事人",
    "officers": "人员",
    "record": "笔录",
    "elements": "要件与证据",
    "evidence": "证据",
    "opinion": "处理意见",
    "significance": "是否属于下列情形",
    "violated": "依据",
    "basis": "依据",
    "range": "裁量",
    "discretion": "裁量",
    "penalties": "裁量",
    "no_penalty": "拟不予处罚的，写明情形",
    "education": "对当事人的教育",
    "collective": "集体讨论",
    "panel": "集体讨论",
    "statement_meeting": "当面陈述的笔录",
}
WIDE = frozenset({
    "officers", "elements", "penalties", "decision.penalties", "statements", "statement_answers", "recusals",
    "payments", "entries", "record.dialogue", "cause", "summary", "violated",
    "basis", "evidence.title", "party.name", "party.address", "reason", "opinion_text", "record.place",
    "record.summary", "opinion.reasons", "discretion.reasons", "discretion.factors", "discretion.benchmark",
    "no_penalty.entry", "education", "discretion.code", "discretion.inputs", "discretion.deviation_reason",
    "decision.reasons", "decision.kind_reason", "review.opinion", "review.points", "panel.members", "panel.conclusion",
    "hearing.report",
    "suspension.reason", "extension.reason", "decline.reason",
    "decline.text", "withdrawal.reason", "termination.reason", "performance.summary", "follow_up.text",
    "collective.members", "collective.conclusion", "recusal.reason", "long_limitation", "review.qualified",
    "evidence.unlawful", "range.choice", "notice.confirmation", "service.confirmation",
})  # fmt: skip


def section_of(path: str) -> str:
    """The heading for a fact; an empty one for what stands by itself."""
    return SECTIONS.get(path.partition(".")[0], "")
