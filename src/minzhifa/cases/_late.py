"""What a case entered after the fact bears for ever: why, under which ground, and whether its time was over."""

from __future__ import annotations

from datetime import date
from typing import Any

from minzhifa.org.queries import OfflineRow


def late_entry(ground: OfflineRow | None, entered_on: date) -> dict[str, Any]:
    """The fact `late_entry` of a case entered under the ground; no fact where it was handled on the platform."""
    if ground is None:
        return {}
    return {
        "late_entry": {
            "ground": str(ground.id), "kind": ground.kind, "label": ground.label, "text": ground.text,
            "began_on": _day(ground.began_on), "ended_on": _day(ground.ended_on), "due_on": _day(ground.due_on),
            "entered_on": _day(entered_on), "overdue": ground.state == "lapsed",
        }
    }  # fmt: skip


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
