"""The reads of the rules room."""

from __future__ import annotations

from minzhifa.rules.queries.imported_years import imported_years

__all__ = ["imported_years"]
