"""The periods that documents name, as the rules of the case's field have them on the day of the document."""

from __future__ import annotations

from datetime import date

from minzhifa.law.errors import NoAnswer
from minzhifa.law.terms import UNIT_NAMES, Period
from minzhifa.rules import current

# The document's word for a period → the rulebook's term.
TERMS = {
    "statement": "statement", "hearing": "hearing_request", "payment": "payment",
    "reconsideration": "reconsideration", "litigation": "litigation", "public_notice": "public_notice",
}  # fmt: skip
DIGITS = "零一二三四五六七八九"
TEN = 10


def term_words(domain: str, on: date | None) -> dict[str, str]:
    """Period texts by their names in documents; what no loaded rule gives is left to the general wording."""
    found = {}
    for name, term in TERMS.items():
        try:
            rule = current().find_term(term, domain, on) if on else None
        except NoAnswer:
            rule = None
        if rule:
            found[name] = _words(rule.period)
    return found


def _words(period: Period) -> str:
    """5wd → 五个工作日, 15d → 十五日."""
    tens, ones = divmod(period.n, TEN)
    if tens >= TEN:
        return str(period)
    head = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    number = head + (DIGITS[ones] if ones or not tens else "")
    return number + UNIT_NAMES[period.unit].strip()


__all__ = ["term_words"]
