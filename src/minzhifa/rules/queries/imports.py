"""Who imported which year's calendar, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from minzhifa.rules.models import HolidayYear


@dataclass(frozen=True, slots=True)
class Import:
    """One import; the newest of a year counts."""

    year: int
    source: str
    imported_by: str
    imported_at: datetime
    off: int
    work: int


def imports(year: int | None = None) -> list[Import]:
    """Every import (of one year), newest first (1 statement)."""
    rows = HolidayYear.objects.order_by("-id")
    return [
        Import(row.year, row.source, row.imported_by_name, row.imported_at, len(row.off), len(row.work))
        for row in (rows if year is None else rows.filter(year=year))
    ]
