"""The rules as of now: what ships, plus imported holiday years. The app hands its reader in: no Django here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from minzhifa.law.holidays import HolidayYear
from minzhifa.law.rulebook import Rules
from minzhifa.rules.shipped import shipped

FRESH_SECONDS = 60.0  # another process may import a year; it is seen here after a minute at the latest

_reader: Callable[[], Iterable[HolidayYear]] | None = None
_held: tuple[float, Rules] | None = None


def use_imported_years(reader: Callable[[], Iterable[HolidayYear]] | None) -> None:
    """Where imported years come from (set once, when the app starts)."""
    global _reader  # noqa: PLW0603 -- a process has one source
    _reader = reader
    forget()


def forget() -> None:
    """Read the imported years again at the next call of `current`."""
    global _held  # noqa: PLW0603 -- one rulebook a process, replaced as a whole
    _held = None


def current() -> Rules:
    """Shipped rules with all known holiday years. At most one statement a minute, else none."""
    global _held  # noqa: PLW0603 -- one rulebook a process, replaced as a whole
    now = time.monotonic()
    if _held is None or now - _held[0] > FRESH_SECONDS:
        rules = shipped()
        years = list(_reader()) if _reader else []
        _held = (now, rules.with_calendar(rules.calendar.with_years(years)) if years else rules)
    return _held[1]
