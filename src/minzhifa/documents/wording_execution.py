"""How facts of execution become words: instalments, the daily rate, what an application to the court says."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from minzhifa.documents.present import date as written_date
from minzhifa.documents.present import money
from minzhifa.documents.wording import Facts, facts_text, part_of, rows_of, sentence

PLANS = {"defer": "延期缴纳", "instalments": "分期缴纳"}
PRESENCE = {"present": "当事人在场", "absent": "当事人不在场，已邀请见证人到场"}
HUNDRED = 100


def plan_total(facts: Facts, context: Any) -> str | None:
    """The sum of all instalments, yuan; None when an amount cannot be read."""
    rows = rows_of(part_of(facts, "plan").get("rows"))
    try:
        return str(sum((Decimal(str(row.get("amount"))) for row in rows), Decimal(0))) if rows else None
    except InvalidOperation:
        return None


def surcharge_rate(facts: Facts, context: Any) -> str | None:
    """The daily rate in percent."""
    rate = part_of(facts, "surcharge").get("rate")
    return f"每日按未缴罚款数额的 {(Decimal(str(rate)) * HUNDRED).normalize():f}%" if rate else None


def substitute_at_once(facts: Facts, context: Any) -> str | None:
    """Why nobody waited; None where the ordinary road was gone."""
    return sentence("substitute_at_once", {}) if part_of(facts, "substitute").get("place") else None


def application_reasons(facts: Facts, context: Any) -> str | None:
    """What was found, when it was decided and served, and that it was not performed."""
    found, decided = facts_text(facts, context), part_of(facts, "decision").get("decided_on")
    served = part_of(facts, "service").get("served_on")
    if not (found and decided and served):
        return None
    paid = [
        f"{written_date(one.get('paid_on'))}缴纳{money(one.get('amount'))}" for one in rows_of(facts.get("payments"))
    ]
    performed = f"当事人{'、'.join(paid)}，其余没有履行" if paid else "当事人没有履行"
    return (
        f"{found}\n本机关于{written_date(decided)}作出行政处罚决定，{written_date(served)}送达当事人。当事人在法定期限内没有"
        f"申请行政复议或者提起行政诉讼，经催告后{performed}。"
    )
