"""What an act means to do, what was served, said and performed, in the words of their papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minzhifa.documents.present import date as written_date
from minzhifa.documents.present import money
from minzhifa.documents.registry import of_the_market
from minzhifa.documents.wording import (
    WAYS,
    Facts,
    part_of,
    penalties,
    penalties_text,
    rows_of,
    sentence,
    texts,
    values_of,
)
from minzhifa.law.publication import only_warned
from minzhifa.law.review_points import FOUND, points
from minzhifa.rules import shipped

CORRECTIONS = {"supplement": "补正", "rectify": "更正"}
REVOCATIONS = {
    "own_review": "本机关在监督检查中发现",
    "complaint": "经审查当事人的申诉、他人的检举",
    "supervision": "根据上级机关、有关机关的责令改正",
}


def revocation_text(facts: Facts, context: Any) -> str | None:
    """What becomes of the decision: taken back, or these penalties instead."""
    revoked = part_of(facts, "revocation")
    if revoked.get("outcome") == "revoked":
        return "撤销原决定。"
    rows = [f"{row.get('name')}{money(row['amount']) if row.get('amount') else ''}{row.get('detail') or ''}"
            for row in rows_of(revoked.get("penalties"))]  # fmt: skip
    return f"原决定的处罚内容变更为：{'；'.join(rows)}。" if rows else None


def refund_text(facts: Facts, context: Any) -> str | None:
    """That what was paid is given back, where something was paid."""
    paid = rows_of(facts.get("payments"))
    return "已经缴纳而不再应当缴纳的款项，本机关依法退还。" if paid else None


def publicity_text(facts: Facts, context: Any) -> str | None:
    """That the decision will be made public: by the market ministry's rules (no mere warning), else by the act."""
    if of_the_market(str(facts.get("domain") or "")):
        return None if only_warned(penalties(facts, context)) else sentence("publicity", values_of(facts, context))
    return sentence("publicity_general", values_of(facts, context))


def review_points(facts: Facts, context: Any) -> list[dict[str, str]] | None:
    """Each point of the review with its finding and what was noted."""
    told = {str(row.get("point")): row for row in rows_of(part_of(facts, "review").get("points"))}
    asked = points(shipped(), str(facts.get("domain") or "")).asked
    rows = []
    for key, question in asked.items():
        if (row := told.get(key)) and (found := FOUND.get(str(row.get("result")))):
            note = str(row.get("note") or "").strip()
            rows.append({"item": question, "result": f"{found}。{note}"})
    return rows or None


def late_entry_text(facts: Facts, context: Any) -> str | None:
    """That the case was handled off the platform, why, and when it was entered."""
    late = part_of(facts, "late_entry")
    if not late:
        return None
    overdue = "，超过补录期限" if late.get("overdue") else ""
    return f"{late.get('label')}，于{written_date(late.get('entered_on'))}补录{overdue}"


def public_gist(facts: Facts, context: Any) -> str | None:
    """What a published notice says of the paper: the penalties, and before the decision the party's rights as well."""
    told_of = penalties_text(facts, context)
    if (own := part_of(facts, "service").get("gist")) or told_of is None:
        return str(own) if own else None
    if part_of(facts, "decision").get("decided_on"):
        return f"对你（单位）作出如下行政处罚：{told_of}。"
    names = ("rights", "hearing") if context.hearing_due else ("rights",)
    told = [sentence(name, values_of(facts, context)) for name in names]
    return "\n".join([f"拟对你（单位）作出如下行政处罚：{told_of}。", *(text for text in told if text)])


def consent_electronic(facts: Facts, context: Any) -> Any:
    """Whether the party agreed to electronic service, in the confirmation's words."""
    found = part_of(facts, "service_consent").get("electronic")
    if isinstance(found, bool):
        return "同意" if found else "不同意"
    return found


def lead_opinion(facts: Facts, context: Any) -> dict[str, Any] | None:
    """What the registrar means to do with the lead: to check it by the day the law gives (市监程序18)."""
    done = part_of(part_of(facts, "acts"), "register_lead")
    if facts.get("back_entry") or not done.get("name"):
        return None
    until = written_date(facts.get("check_due"))
    text = done.get("reason") or texts()["acts"]["register_lead"].format(until=f"于{until}前" if until else "依法")
    return {"text": text, "name": done["name"], "at": done.get("on")}


def follow_ups_text(facts: Facts, context: Any) -> str | None:
    """Reconsideration, litigation and enforcement as recorded."""
    rows = rows_of(facts.get("follow_ups"))
    return "；".join(f"{written_date(r.get('date'))}{r.get('text') or r.get('kind') or ''}" for r in rows) or None


def performed_text(facts: Facts, context: Any) -> str | None:
    """What was performed: the recorded text, else the payments."""
    found = facts.get("performance")
    text = found.get("text") if isinstance(found, Mapping) else found
    paid = [f"{written_date(r.get('paid_on'))}缴纳{money(r.get('amount'))}" for r in rows_of(facts.get("payments"))]
    return str(text) if text else "；".join(paid) or None


def service_way(facts: Facts, context: Any) -> Any:
    found = part_of(facts, "service").get("way")
    return WAYS.get(str(found), found)


def statement_points(facts: Facts, context: Any) -> list[dict[str, str]]:
    return [{"point": str(row.get("point") or "")} for row in rows_of(facts.get("statements"))]


def served_documents(facts: Facts, context: Any) -> Any:
    return part_of(facts, "service").get("documents")


def reviewer(facts: Facts, context: Any) -> Any:
    found = part_of(facts, "review").get("reviewer")
    return found.get("name") if isinstance(found, Mapping) else found
