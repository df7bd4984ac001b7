"""Working days by the State Council's yearly notices. A year whose notice is not loaded is refused, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from minzhifa.law.errors import BadInput, UnknownYear
from minzhifa.law.words import day_words

SATURDAY = 5
WEEKDAYS = "一二三四五六日"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """One year's notice: days off and make-up workdays, each with the holiday it belongs to.

    Days that neither mapping names are working days from Monday to Friday and days of rest otherwise.
    """

    year: int
    off: Mapping[date, str]
    work: Mapping[date, str]
    source: str

    def __post_init__(self) -> None:
        if problems := plausibility(self.year, self.off, self.work):
            raise BadInput(problems[0], fields=("off", "work"))


def plausibility(year: int, off: Iterable[date], work: Iterable[date]) -> list[str]:
    """Sentences on what cannot be right in a year's table; an empty list when it is plausible."""
    off_days, work_days = set(off), set(work)
    found = [f"{day_words(day)}不在 {year} 年内。" for day in sorted(off_days | work_days) if day.year != year]
    found += [f"{day_words(day)}既列为休息日又列为补班日。" for day in sorted(off_days & work_days)]
    found += [
        f"{day_words(day)}（{weekday(day)}）本来就是工作日，不能列为补班日。"
        for day in sorted(work_days)
        if day.weekday() < SATURDAY
    ]
    return found


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of all loaded years."""

    years: Mapping[int, HolidayYear] = field(default_factory=dict)

    def year_of(self, day: date) -> HolidayYear:
        """The notice that governs `day`; raises `UnknownYear`."""
        found = self.years.get(day.year)
        if found is None:
            known = f"现有 {min(self.years)}—{max(self.years)} 年" if self.years else "尚未载入任何年份"
            raise UnknownYear(
                f"没有 {day.year} 年的工作日历（{known}），请管理员导入当年放假安排后再计算。", year=day.year
            )
        return found

    def is_working_day(self, day: date) -> bool:
        """True on a working day, make-up workdays included; raises `UnknownYear`."""
        notice = self.year_of(day)
        if day.weekday() < SATURDAY:
            return day not in notice.off
        return day in notice.work

    def next_working_day(self, day: date) -> date:
        """`day` itself when it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """`day` itself when it is a working day, else the last one before it."""
        while not self.is_working_day(day):
            day -= _DAY
        return day

    def differing(self, other: Calendar, year: int) -> frozenset[date]:
        """The days of a year that are work by one and rest by the other; none where either does not know the year."""
        if year not in self.years or year not in other.years:
            return frozenset()
        ours, theirs = self.years[year], other.years[year]
        named = {*ours.off, *ours.work, *theirs.off, *theirs.work}
        return frozenset(day for day in named if self.is_working_day(day) != other.is_working_day(day))

    def describe(self, day: date) -> str:
        """What a person calls the day: 周四 · 周日，国庆节调休上班 · 周二，国庆节。"""
        notice = self.years.get(day.year)
        if notice and day in notice.work:
            return f"{weekday(day)}，{notice.work[day]}调休上班"
        if notice and day in notice.off:
            return f"{weekday(day)}，{notice.off[day]}"
        return weekday(day)

    def with_years(self, extra: Iterable[HolidayYear]) -> Calendar:
        """The same calendar with more years, or with newer tables for known ones (a holiday may be moved by notice)."""
        return Calendar({**self.years, **{one.year: one for one in extra}})


def weekday(day: date) -> str:
    """周一 … 周日."""
    return "周" + WEEKDAYS[day.weekday()]


def _days(year: int, spans: Mapping[str, Iterable[str]]) -> dict[date, str]:
    found: dict[date, str] = {}
    for name, texts in spans.items():
        for text in texts:
            first, _, last = text.partition("..")
            day, end = date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last or first}")
            while day <= end:
                found[day] = name
                day += _DAY
    return found


def parse_years(data: Mapping[str, Any]) -> Calendar:
    """The calendar from the tables of `data/holidays.toml`: per year `off` and `work`, name → days or spans of days."""
    return Calendar(
        {
            int(year): HolidayYear(
                int(year), _days(int(year), one["off"]), _days(int(year), one["work"]), one["source"]
            )
            for year, one in data.items()
        }
    )
