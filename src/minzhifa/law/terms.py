"""Terms (期限): how the law counts. Pure arithmetic over a calendar; which term applies is the rulebook's matter.

The day (hour) of the start event is never counted (民事诉讼法 85). Working days follow the calendar; months and years
end on the same day number, else on the last day of the month. A paused day, both ends inclusive, is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from minzhifa.law.errors import BadInput

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
DAY = timedelta(days=1)
_PERIOD = re.compile(r"([0-9]{1,4})(wd|d|m|y|h)")
OUT_OF_RANGE = "期限算出的日期超出可表示的范围。"


class Unit(StrEnum):
    """Units of a term."""

    WORKING_DAY = "wd"
    DAY = "d"
    MONTH = "m"
    YEAR = "y"
    HOUR = "h"


UNIT_NAMES = {"wd": "个工作日", "d": "日", "m": "个月", "y": "年", "h": "小时"}


class BackMode(StrEnum):
    """How "X日前" is read: on or before the X-th day back, or with X full days in between (one day earlier)."""

    INCLUSIVE = "inclusive"
    CLEAR_DAYS = "clear_days"


@dataclass(frozen=True, slots=True)
class Period:
    """A length: 5wd, 15d, 6m, 2y, 24h."""

    n: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.n < 1:
            raise BadInput("期限至少为 1。", fields=("period",))

    @classmethod
    def parse(cls, text: str) -> Period:
        """`5wd`, `15d`, `6m`, `2y`, `24h`; raises `BadInput` with a sentence."""
        found = _PERIOD.fullmatch(text)
        if not found or int(found[1]) < 1:
            raise BadInput(
                f"期限“{text}”不正确，应写作 5wd（工作日）、15d（日）、6m（月）、2y（年）或 24h（小时）。",
                fields=("period",),
            )
        return cls(int(found[1]), Unit(found[2]))

    def __str__(self) -> str:
        return f"{self.n}{UNIT_NAMES[self.unit]}"

    @property
    def code(self) -> str:
        """The short form that `parse` reads."""
        return f"{self.n}{self.unit}"


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that is not counted (中止、听证、鉴定 …), first and last included. Datetimes only for terms in hours."""

    first: date
    last: date
    reason: str = ""

    def __post_init__(self) -> None:
        if isinstance(self.first, datetime) != isinstance(self.last, datetime):
            raise BadInput("中止的起止要么都是日期，要么都是时刻。", fields=("pause",))
        if _zoned(self.first) != _zoned(self.last):
            raise BadInput("中止的起止要么都写时区，要么都不写。", fields=("pause",))
        if self.last < self.first:
            raise BadInput(f"中止的结束（{self.last}）早于开始（{self.first}）。", fields=("pause",))

    @classmethod
    def parse(cls, text: str) -> Pause:
        """`2024-10-15..2024-11-30`; raises `BadInput` with a sentence."""
        first, dots, last = text.partition("..")
        if not dots:
            raise BadInput(f"中止“{text}”不正确，应写作 起日..止日，两端都包括在内。", fields=("pause",))
        return cls(parse_moment(first), parse_moment(last))


def _zoned(moment: date) -> bool:
    return isinstance(moment, datetime) and moment.tzinfo is not None


def parse_moment(text: str) -> date:
    """An ISO date, or an ISO date-time when `text` has a time; raises `BadInput` with a sentence."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}.*", text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise BadInput(f"“{text}”不是有效的日期。", fields=("date",))


def legal_day(moment: date) -> date:
    """The legal day of a date, or of an instant as seen in Shanghai (a naive one is Shanghai time already)."""
    if not isinstance(moment, datetime):
        return moment
    return (moment.astimezone(SHANGHAI) if moment.tzinfo else moment).date()


def add_months(day: date, months: int) -> date:
    """The same day number `months` later (or earlier), else the last day of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        raise BadInput(OUT_OF_RANGE)
    first_of_next = date(year + month // 11, (month + 1) % 12 + 1, 1) if (year, month) < (9999, 11) else None
    last = (first_of_next - DAY).day if first_of_next else 31
    return date(year, month + 1, min(day.day, last))


class PausedDays:
    """Whether a day is paused: the given pauses, merged."""

    def __init__(self, pauses: Iterable[Pause] = ()) -> None:
        self.spans: list[tuple[date, date]] = []
        for first, last in sorted((legal_day(p.first), legal_day(p.last)) for p in pauses):
            if self.spans and first <= self.spans[-1][1] + DAY:
                self.spans[-1] = (self.spans[-1][0], max(last, self.spans[-1][1]))
            else:
                self.spans.append((first, last))

    def __contains__(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.spans)

    def within(self, first: date, last: date) -> list[tuple[date, date]]:
        """The parts of the pauses that lie from `first` to `last`, both included."""
        clipped = ((max(a, first), min(b, last)) for a, b in self.spans)
        return [(a, b) for a, b in clipped if a <= b]


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed term. `due` is what counts; `raw` is the end before the roll, from which extensions are counted.

    Dates, or datetimes for terms in hours. `other` is the same words in their other reading, where the text has two.
    """

    due: date
    raw: date
    start: date
    period: Period
    explanation: str
    source: str = ""
    mark: str = ""
    trail: tuple[date, ...] = ()
    other: Computed | None = None

    @property
    def earliest(self) -> date:
        """The earlier of the two readings: what officers are warned of."""
        return min(self.due, self.other.due) if self.other else self.due
