"""What is left of a term, in the unit of the term: working days where the law counts working days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from minzhifa.law.errors import NoAnswer
from minzhifa.law.terms import Unit
from minzhifa.law.words import day_words
from minzhifa.rules import current

WORKING, NATURAL = Unit.WORKING_DAY.value, Unit.DAY.value
DAY = timedelta(days=1)


def left(due: date, on: date, unit: str) -> tuple[int, str]:
    """Count and unit to `due`, negative when overdue; natural days where no calendar or only days off lie between."""
    if unit == WORKING:
        try:
            count = _working(due, on)
        except NoAnswer:
            count = 0
        if count or due == on:
            return count, WORKING
    return (due - on).days, NATURAL


def _working(due: date, on: date) -> int:
    """Working days after the earlier of both up to the later, negative when `due` is past."""
    calendar = current().calendar
    first, last = sorted((on, due))
    days = (first + DAY * n for n in range(1, (last - first).days + 1))
    count = sum(calendar.is_working_day(day) for day in days)
    return -count if due < on else count


def unit_of(clock: Mapping[str, Any]) -> str:
    """The unit in which the clock's rule counts."""
    unit = clock.get("unit")
    if unit is None and "个工作日" in str(clock.get("explanation") or "").partition("\n")[0]:
        return WORKING  # reckoned before clocks named their unit
    return WORKING if unit == WORKING else NATURAL


def missing_year(clock: Mapping[str, Any]) -> str:
    """Why the clock has no day, and before which it cannot end: the holidays of a year are not loaded; else empty."""
    year, floor = clock.get("missing_year"), not_before(clock)
    known = f"不早于{day_words(floor)}，" if floor else ""
    return f"{known}{year} 年放假安排尚未导入" if year else ""


def not_before(clock: Mapping[str, Any]) -> date | None:
    """The raw end of a term whose last day waits for the calendar of its year: officers are warned of that day."""
    return date.fromisoformat(str(clock["raw"])) if clock.get("missing_year") and clock.get("raw") else None


def unit_by_title(title: str) -> str:
    """The unit of a term that a list knows by its title alone: working days when every rule of that title has them."""
    return _units(current().version).get(title, NATURAL)


@lru_cache(maxsize=2)
def _units(version: str) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for rule in (one for versions in current().terms.values() for one in versions):
        found.setdefault(rule.title, set()).add(rule.unit.value)
    return {title: WORKING if units == {WORKING} else NATURAL for title, units in found.items()}


__all__ = ["left", "missing_year", "not_before", "unit_by_title", "unit_of"]
