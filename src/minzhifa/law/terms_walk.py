"""Walking from a start to the end of a period: working days, days, months, hours, around paused time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from minzhifa.law.errors import BadInput
from minzhifa.law.holidays import Calendar
from minzhifa.law.terms import DAY, OUT_OF_RANGE, SHANGHAI, Pause, PausedDays, Period, Unit, add_months, legal_day


@dataclass(frozen=True, slots=True)
class Count:
    """A counted term: the raw end, and for working days each counted day."""

    raw: date
    trail: tuple[date, ...] = ()


def advance(start: date, period: Period, calendar: Calendar, pauses: Sequence[Pause] = (), step: int = 1) -> Count:
    """Count `period` from `start` (exclusive), forward (`step` 1) or back (-1), skipping paused time.

    Raises `UnknownYear` when working days of an unloaded year are needed, `BadInput` beyond the range of dates.
    """
    try:
        if period.unit is Unit.HOUR:
            return Count(_hours(start, period.n, pauses, step))
        day, paused = legal_day(start), PausedDays(pauses)
        if period.unit is Unit.WORKING_DAY:
            return _working_days(day, period.n, calendar, paused, step)
        return Count(_days(day, _length(day, period, step), paused, step))
    except OverflowError:
        raise BadInput(OUT_OF_RANGE) from None


def _length(day: date, period: Period, step: int) -> int:
    if period.unit is Unit.DAY:
        return period.n
    months = period.n * (12 if period.unit is Unit.YEAR else 1)
    return abs((add_months(day, step * months) - day).days)


def _days(day: date, left: int, paused: PausedDays, step: int) -> date:
    """Jump from pause to pause: terms run over years."""
    for first, last in paused.spans[::step]:
        near, far = (first, last) if step > 0 else (last, first)
        if (far - day).days * step <= 0:
            continue
        free = max((near - day).days * step - 1, 0)
        if free >= left:
            break
        left -= free
        day = far
    return day + step * left * DAY


def _working_days(day: date, n: int, calendar: Calendar, paused: PausedDays, step: int) -> Count:
    trail: list[date] = []
    on, pausing, stride = calendar.is_working_day, bool(paused.spans), step * DAY
    while len(trail) < n:
        day += stride
        if on(day) and not (pausing and day in paused):
            trail.append(day)
    return Count(day, tuple(trail))


def _hours(start: date, n: int, pauses: Sequence[Pause], step: int) -> datetime:
    if not isinstance(start, datetime):
        raise BadInput("以小时计算的期限，起点须写明时刻，例如 2024-10-01T15:20。", fields=("from",))
    at, left = start, timedelta(hours=n)
    spans = _merged(sorted(_span(pause, start) for pause in pauses))
    for begin, end in spans if step > 0 else reversed(spans):
        enter, leave = (begin, end) if step > 0 else (end, begin)
        gap = (enter - at) * step
        if (leave - at) * step <= timedelta():
            continue
        if gap >= left:
            break
        left -= max(gap, timedelta())
        at = leave
    return at + step * left


def _merged(spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for begin, end in spans:
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _span(pause: Pause, start: datetime) -> tuple[datetime, datetime]:
    """The pause as an interval on the start's own clock: whole days run from 0:00 to 24:00 in Shanghai."""

    def clock(moment: datetime) -> datetime:
        if start.tzinfo is None:
            return moment.astimezone(SHANGHAI).replace(tzinfo=None) if moment.tzinfo else moment
        return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)

    if isinstance(pause.first, datetime) and isinstance(pause.last, datetime):
        return clock(pause.first), clock(pause.last)
    midnight = time()
    return clock(datetime.combine(pause.first, midnight)), clock(datetime.combine(pause.last + DAY, midnight))
