"""The only place that asks the machine what time it is. Faces call it once and hand `at` down."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present instant, aware, UTC."""
    return datetime.now(UTC)


def legal_date(at: datetime) -> date:
    """The calendar date on which `at` falls in Fujian (statutory terms are dates, never instants)."""
    return at.astimezone(SHANGHAI).date()
