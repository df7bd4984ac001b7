"""公示: the dates that the rules set for publishing this case's outcome."""

from __future__ import annotations

from datetime import date

from minzhifa.cases._facts import whole_day
from minzhifa.cases.queries.rows import DisclosureDay
from minzhifa.law.errors import BadInput, NoAnswer
from minzhifa.law.procedure import CaseState
from minzhifa.law.rulebook import Rules, compute

UNKNOWN_START = "起算日还没有确定，作出决定后自动算出。"


def disclosure(state: CaseState, domain: str, rules: Rules) -> tuple[DisclosureDay, ...]:
    """First publication (from the decision), shortest and longest display (from the publication)."""
    decided = whole_day(state.done.get("approve_decision"))
    first = _day("disclosure", decided, domain, rules)
    begun = first.due if first else None
    rest = (_day(term, begun, domain, rules) for term in ("disclosure_minimum", "disclosure_maximum"))
    return tuple(day for day in (first, *rest) if day)


def _day(term: str, start: date | None, domain: str, rules: Rules) -> DisclosureDay | None:
    try:
        rule = rules.term(term, domain, start or date.max)
    except NoAnswer:
        return None
    if start is None:
        return DisclosureDay(rule.title, None, UNKNOWN_START, rule.source, rule.mark)
    try:
        found = compute(rule, start, rules.calendar)
    except (NoAnswer, BadInput) as error:
        return DisclosureDay(rule.title, None, str(error), rule.source, rule.mark)
    return DisclosureDay(rule.title, found.due, found.explanation, rule.source, found.mark or rule.mark)
