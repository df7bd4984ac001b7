"""One term from start to due day: extensions, cap, backward reading, roll, and the text that explains it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from minzhifa.law.errors import BadInput
from minzhifa.law.holidays import Calendar
from minzhifa.law.terms import OUT_OF_RANGE, BackMode, Computed, Pause, Period, Unit, legal_day
from minzhifa.law.terms_explain import Explained, explain
from minzhifa.law.terms_walk import Count, advance


def compute_period(
    period: Period,
    start: date,
    calendar: Calendar,
    *,
    back: bool = False,
    back_mode: BackMode = BackMode.INCLUSIVE,
    roll: bool = False,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Period] = (),
    cap: Period | None = None,
    heading: str = "",
    source: str = "",
    mark: str = "",
    note: str = "",
) -> Computed:
    """The due day of `period` counted from `start`.

    Extensions are counted from the raw end, not from the rolled day; `cap` bounds the whole from the start. A due day
    that rolls moves to the next working day; a backward one to the working day before (the act must be done earlier).
    Raises `UnknownYear` and `BadInput`.
    """
    if back and extensions:
        raise BadInput("倒算的期限不能延长。", fields=("extensions",))
    begin = start if period.unit is Unit.HOUR else legal_day(start)
    if back:
        counts = _backward(period, begin, calendar, pauses, back_mode)
    else:
        counts = _forward((period, *extensions), begin, calendar, pauses)
    raw = counts[-1].raw
    if cap is not None:
        raw = min(raw, advance(begin, cap, calendar, pauses).raw)
    due = _rolled(raw, calendar, back) if roll and period.unit is not Unit.HOUR else raw
    trail = tuple(day for count in counts for day in count.trail)
    text = explain(
        Explained(
            period, begin, raw, due, trail, tuple(pauses), tuple(extensions), cap, back, back_mode, calendar,
            heading=heading, source=source, mark=mark, note=note,
        )
    )  # fmt: skip
    return Computed(due, raw, begin, period, text, source, mark, trail)


def _forward(periods: Sequence[Period], start: date, calendar: Calendar, pauses: Sequence[Pause]) -> list[Count]:
    """The term and its extensions, each counted from the raw end of the one before."""
    counts: list[Count] = []
    for period in periods:
        counts.append(advance(counts[-1].raw if counts else start, period, calendar, pauses))
    return counts


def _backward(
    period: Period, event: date, calendar: Calendar, pauses: Sequence[Pause], back_mode: BackMode
) -> list[Count]:
    counted = advance(event, period, calendar, pauses, -1)
    if back_mode is BackMode.INCLUSIVE or period.unit is Unit.HOUR:
        return [counted]
    one = Period(1, Unit.WORKING_DAY if period.unit is Unit.WORKING_DAY else Unit.DAY)
    return [counted, Count(advance(counted.raw, one, calendar, pauses, -1).raw)]


def _rolled(raw: date, calendar: Calendar, back: bool) -> date:
    try:
        return calendar.previous_working_day(raw) if back else calendar.next_working_day(raw)
    except OverflowError:
        raise BadInput(OUT_OF_RANGE) from None
