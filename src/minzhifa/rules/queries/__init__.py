"""The reads of the rules room."""

from __future__ import annotations

from minzhifa.rules.queries.earlier_tables import Correction, correction
from minzhifa.rules.queries.imported_years import imported_years
from minzhifa.rules.queries.imports import Import, imports

__all__ = ["Correction", "Import", "correction", "imported_years", "imports"]
