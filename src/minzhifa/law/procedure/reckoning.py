"""Terms as the procedure asks for them. On one day many cases ask the same of the same rule: it is reckoned once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from minzhifa.law.holidays import Calendar
from minzhifa.law.rulebook import TermRule, compute
from minzhifa.law.terms import Computed, Pause, Period

MOST = 4096
_Question = tuple[int, TermRule, date, tuple[Pause, ...], tuple[Period, ...]]
_kept: dict[_Question, tuple[Calendar, Computed]] = {}


def reckoned(
    rule: TermRule,
    start: date,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Period] = (),
) -> Computed:
    """`compute`, remembered per question and calendar; what it raises is not remembered."""
    question = (id(calendar), rule, start, tuple(pauses), tuple(extensions))
    kept = _kept.get(question)
    if kept is not None and kept[0] is calendar:
        return kept[1]
    found = compute(rule, start, calendar, pauses, extensions=extensions)
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[question] = (calendar, found)
    return found
