"""The rules room: loads the legal data once and serves a frozen `Rules`.

`shipped()` needs nothing; `current()` adds the holiday years that an administrator has imported.
"""

from __future__ import annotations

from minzhifa.rules.serving import FRESH_SECONDS, current, forget, use_imported_years
from minzhifa.rules.shipped import shipped, shipped_calendar

__all__ = ["FRESH_SECONDS", "current", "forget", "shipped", "shipped_calendar", "use_imported_years"]
