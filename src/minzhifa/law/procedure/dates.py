"""Days that may be known only to the month or the year. Comparisons are three-valued: True, False, None (not known)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from minzhifa.law.errors import BadInput
from minzhifa.law.terms import add_months

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")


@dataclass(frozen=True, slots=True)
class Span:
    """All days that a possibly partial date can mean, both ends included."""

    first: date
    last: date
    text: str = ""

    @property
    def exact(self) -> date | None:
        """The day, when it is known to the day."""
        return self.first if self.first == self.last else None


def span(value: object) -> Span | None:
    """`2025`, `2025-04`, `2025-04-03` (or a date) as a span; None for unknown. Raises `BadInput` for no date at all."""
    if value is None or value == "":
        return None
    return _read(value.isoformat() if isinstance(value, date) else str(value))


@lru_cache(maxsize=4096)
def _read(text: str) -> Span:
    found = _SHAPE.fullmatch(text)
    if not found:
        raise BadInput(f"“{text}”不是日期，应写作 2025-04-03，只知道年月的写作 2025-04。", fields=("on",))
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year is not None and month and day:
            exact = date(year, month, day)
            return Span(exact, exact, text)
        first = date(year or 0, month or 1, 1)
    except ValueError:
        raise BadInput(f"日期“{text}”在日历上不存在。", fields=("on",)) from None
    return Span(first, add_months(first, 1 if month else 12) - timedelta(days=1), text)


def not_after(one: Span | None, two: Span | None) -> bool | None:
    """`one` is on or before `two`."""
    if one is None or two is None:
        return None
    if one.last <= two.first:
        return True
    return False if one.first > two.last else None


def after(one: Span | None, two: Span | None) -> bool | None:
    """`one` is later than `two`."""
    answer = not_after(one, two)
    return None if answer is None else not answer


def all_of(*answers: bool | None) -> bool | None:
    """Three-valued and: one False decides, else one None leaves it open."""
    if any(answer is False for answer in answers):
        return False
    return None if any(answer is None for answer in answers) else True


def any_of(*answers: bool | None) -> bool | None:
    """Three-valued or."""
    if any(answer is True for answer in answers):
        return True
    return None if any(answer is None for answer in answers) else False
