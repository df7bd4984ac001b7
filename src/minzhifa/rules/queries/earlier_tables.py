"""A year's table that was corrected: what held before, and whose correction holds now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minzhifa.law.holidays import HolidayYear as Notice
from minzhifa.law.rulebook import Rules
from minzhifa.rules.models import HolidayYear
from minzhifa.rules.queries.imported_years import notice_of
from minzhifa.rules.serving import current
from minzhifa.rules.shipped import shipped


@dataclass(frozen=True, slots=True)
class Correction:
    """The newest import of a year that was known before. `formers`: the rules with each table that held, latest first.

    `days`: every day that is work by the table of now and was rest by one of those, or the other way round.
    """

    import_id: int
    year: int
    source: str
    imported_by: str
    formers: tuple[Rules, ...]
    days: frozenset[date]


def correction(year: int) -> Correction | None:
    """What the newest import of the year changed (1 statement); None where it changed nothing or none was known."""
    rows = list(HolidayYear.objects.filter(year=year).order_by("-id"))
    if not rows:
        return None
    newest, rules = rows[0], current()
    tables: list[Notice] = [notice_of(row) for row in rows[1:]]
    if year in shipped().calendar.years:
        tables.append(shipped().calendar.years[year])
    formers = tuple(rules.with_calendar(rules.calendar.with_years([table])) for table in tables)
    days = frozenset(day for former in formers for day in rules.calendar.differing(former.calendar, year))
    if not days:
        return None
    return Correction(newest.pk, year, newest.source, newest.imported_by_name, formers, days)
