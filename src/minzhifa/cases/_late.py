"""What is entered after the fact bears for ever: why, under which ground, whether its time was over (办法第十七条)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from minzhifa import clock
from minzhifa.access import Actor
from minzhifa.cases._facts import whole_day
from minzhifa.cases.errors import BadFacts
from minzhifa.law.procedure import Event
from minzhifa.org.offline import ARTICLE
from minzhifa.org.queries import OfflineRow, ground_for_entry

CASE, ACTS = "late_entry", "late_acts"


def late_entry(ground: OfflineRow | None, entered_on: date) -> dict[str, Any]:
    """The fact `late_entry` of a case entered under the ground; no fact where it was handled on the platform."""
    return {CASE: _mark(ground, entered_on)} if ground else {}


def ground_of_act(actor: Actor, ground_id: UUID, remit_id: int, on: str | date, at: datetime) -> OfflineRow:
    """The ground under which a single act of an open case is entered.

    Raises `BadFacts` for a day that is not whole, `Refused` for one outside the ground, `NotFound`.
    """
    day = on if isinstance(on, date) else whole_day(on)
    if day is None:
        raise BadFacts("补录的环节须写明实际办理的年、月、日。", "on", article=ARTICLE)
    return ground_for_entry(actor, ground_id, remit_id, day, clock.local_date(at))


def marked(event: Event, ground: OfflineRow, entered_on: date) -> Event:
    """The event with its mark; an act of a part marks the case around it."""
    mark = {"action": event.action, "on": event.on, **_mark(ground, entered_on)}
    if not event.part:
        return replace(event, facts={**event.facts, ACTS: [mark]})
    host = {**event.facts.get("host", {}), ACTS: [{**mark, "part": event.part}]}
    return replace(event, facts={**event.facts, "host": host})


def _mark(ground: OfflineRow, entered_on: date) -> dict[str, Any]:
    return {
        "ground": str(ground.id), "kind": ground.kind, "label": ground.label, "text": ground.text,
        "began_on": _day(ground.began_on), "ended_on": _day(ground.ended_on), "due_on": _day(ground.due_on),
        "entered_on": _day(entered_on), "overdue": ground.state == "lapsed",
    }  # fmt: skip


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
