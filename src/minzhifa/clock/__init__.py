"""The two kinds of time: instants are aware UTC, legal dates are days in Asia/Shanghai. Only faces and jobs ask."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

__all__ = ["SHANGHAI", "local_date", "now", "today"]


def now() -> datetime:
    """The present instant, aware UTC. Operations never call this; they are given `at`."""
    return datetime.now(UTC)


def local_date(at: datetime) -> date:
    """The legal date of an instant. Raises `ValueError` for an instant without a zone."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return at.astimezone(SHANGHAI).date()


def today() -> date:
    """The legal date of the present instant."""
    return local_date(now())
