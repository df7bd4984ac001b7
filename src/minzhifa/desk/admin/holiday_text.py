"""A holiday notice as typed, pasted or read from a CSV file: one line a day or a span of days."""

from __future__ import annotations

import re
from datetime import date, timedelta

OFF, WORK = ("休", "放假", "off"), ("班", "上班", "补班", "调休上班", "work")
_DAY = timedelta(days=1)
_SPLIT = re.compile(r"[,，;；\t ]+")
_DATE = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
_DATES = re.compile(rf"{_DATE}(?:(?:\.\.|~|～|至|—){_DATE})?")
_PARTS = 3
_LONGEST_SPAN = 15
HEADER = ("日期", "date", "day")


class Unreadable(ValueError):
    """A line that is no day; the sentence names the line."""


def read_days(text: str) -> tuple[dict[date, str], dict[date, str]]:
    """(days off, make-up workdays), each day with its holiday. Lines: `2027-01-01..2027-01-03 休 元旦`.

    The parts stand in this order, apart by comma, semicolon, space or tab; empty lines, `#` and a header line are
    skipped. Raises `Unreadable`.
    """
    off: dict[date, str] = {}
    work: dict[date, str] = {}
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        parts = [part for part in _SPLIT.split(line.strip().replace('"', "")) if part]
        if not parts or parts[0].startswith("#") or (number == 1 and parts[0].lower() in HEADER):
            continue
        if len(parts) != _PARTS or parts[1] not in (*OFF, *WORK):
            raise Unreadable(f"第 {number} 行“{line.strip()[:40]}”没有读懂；应写作：日期 休或班 节日名。")
        kind = off if parts[1] in OFF else work
        for day in _span(parts[0], number):
            if day in off or day in work:
                raise Unreadable(f"第 {number} 行：{day.isoformat()} 写了两次。")
            kind[day] = parts[2]
    return off, work


def _span(text: str, number: int) -> list[date]:
    found = _DATES.fullmatch(text)
    if not found:
        raise Unreadable(f"第 {number} 行：“{text[:30]}”不是日期，应写作 2027-01-01 或者 2027-01-01..2027-01-03。")
    numbers = [int(part) for part in found.groups() if part]
    try:
        first = date(numbers[0], numbers[1], numbers[2])
        last = date(numbers[3], numbers[4], numbers[5]) if len(numbers) > _PARTS else first
    except ValueError:
        raise Unreadable(f"第 {number} 行：“{text[:30]}”不是有效的日期。") from None
    if not first <= last <= first + _LONGEST_SPAN * _DAY:
        raise Unreadable(f"第 {number} 行：“{text[:30]}”的止日早于起日，或者超过 {_LONGEST_SPAN} 天。")
    return [first + n * _DAY for n in range((last - first).days + 1)]
