"""What the rules room tells others, through the outbox."""

from __future__ import annotations

CALENDAR_TASK = "minzhifa.rules.calendar_imported"
"""A year was taken in: the job of this name is deferred with `year`; cases hang their waiting terms on it."""
