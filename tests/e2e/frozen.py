"""The server whose day is that of the guide's pictures: they change when a page changes, not with the calendar."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from minzhifa import clock

BEGIN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""10 o'clock in Fujian on a Monday."""
_started = time.monotonic()


def now() -> datetime:
    """The moment since the server started, counted from `BEGIN`: sessions and orders of events still work."""
    return BEGIN + timedelta(seconds=time.monotonic() - _started)


clock.now = now

from minzhifa.config.wsgi import application  # noqa: E402 -- the clock first

__all__ = ["application"]
