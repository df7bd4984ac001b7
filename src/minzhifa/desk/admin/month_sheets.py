"""A year's calendar as twelve month sheets."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from minzhifa.law.holidays import SATURDAY, Calendar, HolidayYear

_WEEKS = calendar.Calendar(firstweekday=0)


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a sheet; `css` colours it, `sign` says the same in a letter (休 off, 班 make-up workday)."""

    day: date
    css: str
    sign: str
    title: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One month: weeks from Monday; None where a day belongs to another month."""

    month: int
    weeks: Sequence[Sequence[Cell | None]]
    working_days: int


def _cell(day: date, notice: HolidayYear, known: Calendar, today: date) -> Cell:
    css, sign = "", ""
    if day in notice.off:
        css, sign = "off", "休"
    elif day in notice.work:
        css, sign = "duty", "班"
    elif day.weekday() >= SATURDAY:
        css = "rest"
    return Cell(day, f"{css} today" if day == today else css, sign, known.describe(day))


def sheets(year: int, known: Calendar, today: date) -> list[Sheet]:
    """Twelve sheets of a year that is loaded."""
    notice = known.years[year]
    found = []
    for month in range(1, 13):
        weeks = [
            [_cell(day, notice, known, today) if day.month == month else None for day in week]
            for week in _WEEKS.monthdatescalendar(year, month)
        ]
        working = sum(known.is_working_day(cell.day) for week in weeks for cell in week if cell)
        found.append(Sheet(month, weeks, working))
    return found
