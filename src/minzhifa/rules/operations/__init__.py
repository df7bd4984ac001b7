"""The acts of the rules room."""

from __future__ import annotations

from minzhifa.rules.operations.import_holiday_year import Imported, Importer, import_holiday_year

__all__ = ["Imported", "Importer", "import_holiday_year"]
