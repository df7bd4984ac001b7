"""Import a year's holiday notice, so that terms of that year can be computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction

from minzhifa.law.holidays import plausibility, weekday
from minzhifa.law.terms import SHANGHAI
from minzhifa.law.words import day_words
from minzhifa.rules.errors import HolidayYearRefused
from minzhifa.rules.models import HolidayYear
from minzhifa.rules.serving import forget

FIRST_YEAR = 2004
LEAST_OFF, MOST_OFF, MOST_WORK = 7, 45, 15  # a year has had 20–33 days off and 4–9 make-up days; slips stand out
YEARS_AHEAD = 1  # the notice of a year comes out in the autumn before
_SATURDAY = 5


class Importer(Protocol):
    """Who imports: an `access.Actor`."""

    @property
    def account_id(self) -> UUID: ...

    @property
    def name(self) -> str: ...

    @property
    def holds(self) -> Callable[..., bool]: ...


@dataclass(frozen=True, slots=True)
class Imported:
    """What was stored, for the caller's ledger entry."""

    id: int
    year: int
    off: tuple[date, ...]
    work: tuple[date, ...]
    source: str
    replaced: bool


def import_holiday_year(
    *, actor: Importer, year: int, off: Mapping[date, str], work: Mapping[date, str], source: str, at: datetime
) -> Imported:
    """Store the days off and make-up workdays of `year`, each with its holiday's name.

    Raises `HolidayYearRefused` (not an administrator, no source, implausible days). The caller writes the ledger entry:
    this room stands below the ledger.
    """
    if not actor.holds("administrator"):
        raise HolidayYearRefused("只有系统管理员可以导入工作日历。", code="denied")
    problems = _problems(year, off, work, source, at)
    if problems:
        raise HolidayYearRefused(problems[0], fields=("year", "off", "work", "source"))
    with transaction.atomic():
        replaced = HolidayYear.objects.filter(year=year).exists()
        row = HolidayYear.objects.create(
            year=year,
            off={day.isoformat(): name for day, name in sorted(off.items())},
            work={day.isoformat(): name for day, name in sorted(work.items())},
            source=source.strip(),
            imported_by=actor.account_id,
            imported_by_name=actor.name,
            imported_at=at,
        )
        transaction.on_commit(forget)
    return Imported(row.pk, year, tuple(sorted(off)), tuple(sorted(work)), row.source, replaced)


def _problems(year: int, off: Mapping[date, str], work: Mapping[date, str], source: str, at: datetime) -> list[str]:
    found: list[str] = []
    this_year = at.astimezone(SHANGHAI).year
    if not FIRST_YEAR <= year <= this_year + YEARS_AHEAD:
        found.append(f"只能导入 {FIRST_YEAR} 年至 {this_year + YEARS_AHEAD} 年的工作日历。")
    if not source.strip():
        found.append("须写明放假安排的依据（通知名称、文号）。")
    found += plausibility(year, off, work)
    if not LEAST_OFF <= len(off) <= MOST_OFF:
        found.append(f"全年放假日为 {len(off)} 天，应在 {LEAST_OFF} 至 {MOST_OFF} 天之间，请核对。")
    if len(work) > MOST_WORK:
        found.append(f"全年补班日为 {len(work)} 天，超过 {MOST_WORK} 天，请核对。")
    return found + _unusual(year, off, work)


def _unusual(year: int, off: Mapping[date, str], work: Mapping[date, str]) -> list[str]:
    """What every notice so far has had: 1 January and 1 October off; make-up days belong to a named holiday off."""
    feasts = (date(year, 1, 1), date(year, 10, 1))
    found = [f"{day_words(day)}是法定节日，放假日中没有列出。" for day in feasts if day not in off]
    if blank := [day for day, name in [*off.items(), *work.items()] if not name.strip()]:
        found.append(f"{day_words(blank[0])}没有写明属于哪个节日。")
    months = Counter(day.month for day in off if day.weekday() < _SATURDAY)
    found += [
        f"{day_words(day)}（{weekday(day)}）补班，但前后一个月内没有放假，请核对。"
        for day in sorted(work)
        if not any(months[(day.month - 1 + shift) % 12 + 1] for shift in (-1, 0, 1))
    ]
    return found
