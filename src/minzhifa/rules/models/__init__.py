"""The tables of the rules room."""

from __future__ import annotations

from minzhifa.rules.models.holiday_year import HolidayYear

__all__ = ["HolidayYear"]
