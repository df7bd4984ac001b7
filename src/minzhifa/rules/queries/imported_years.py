"""The imported years, newest import of each. Public knowledge: no actor is asked for."""

from __future__ import annotations

from datetime import date

from minzhifa.law.holidays import HolidayYear as Notice
from minzhifa.rules.models import HolidayYear


def imported_years() -> list[Notice]:
    """One notice per imported year; one statement."""
    rows = HolidayYear.objects.order_by("year", "-id").distinct("year")
    return [notice_of(row) for row in rows]


def notice_of(row: HolidayYear) -> Notice:
    """One import as the law reads it."""
    return Notice(row.year, _days(row.off), _days(row.work), row.source)


def _days(stored: dict[str, str]) -> dict[date, str]:
    return {date.fromisoformat(day): name for day, name in stored.items()}
