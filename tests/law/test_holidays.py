"""The working-day calendar, day by day against a kept library."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest

from minzhifa.law.errors import BadInput, UnknownYear
from minzhifa.law.holidays import Calendar, HolidayYear
from minzhifa.rules import shipped_calendar


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_day_of_the_year_agrees_with_the_kept_library(year: int) -> None:
    calendar, day, different = shipped_calendar(), date(year, 1, 1), []
    while day.year == year:
        if calendar.is_working_day(day) != chinese_calendar.is_workday(day):
            different.append(day)
        day += timedelta(1)
    assert different == []


def test_the_shipped_years_are_2004_to_2026_each_with_its_source() -> None:
    years = shipped_calendar().years
    assert sorted(years) == list(range(2004, 2027))
    assert all(str(year) in notice.source for year, notice in years.items())


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2027, 1, 1)])
def test_an_unknown_year_is_refused_not_guessed(day: date) -> None:
    with pytest.raises(UnknownYear, match=rf"没有 {day.year} 年的工作日历（现有 2004—2026 年）"):
        shipped_calendar().is_working_day(day)


def test_a_calendar_knows_the_years_handed_in() -> None:
    notice = HolidayYear(2027, {date(2027, 1, 1): "元旦"}, {date(2027, 1, 3): "元旦"}, "通知")
    calendar = shipped_calendar().with_years([notice])
    assert not calendar.is_working_day(date(2027, 1, 1))
    assert calendar.is_working_day(date(2027, 1, 3))
    assert calendar.next_working_day(date(2027, 1, 1)) == date(2027, 1, 3)
    assert calendar.describe(date(2027, 1, 3)) == "周日，元旦调休上班"
    assert 2027 not in shipped_calendar().years


def test_an_empty_calendar_says_so() -> None:
    with pytest.raises(UnknownYear, match="尚未载入任何年份"):
        Calendar().is_working_day(date(2024, 1, 1))


@pytest.mark.parametrize(
    ("off", "work", "why"),
    [
        ([date(2026, 1, 1)], [], "不在 2027 年内"),
        ([date(2027, 1, 2)], [date(2027, 1, 2)], "既列为休息日又列为补班日"),
        ([], [date(2027, 1, 4)], "本来就是工作日"),
    ],
)
def test_an_implausible_year_is_refused(off: list[date], work: list[date], why: str) -> None:
    with pytest.raises(BadInput, match=why):
        HolidayYear(2027, dict.fromkeys(off, "元旦"), dict.fromkeys(work, "元旦"), "通知")
