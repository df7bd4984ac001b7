"""What a corrected calendar does to the terms of a case: running ones get their new day, all others are named.

A term counts the working days between its start and its end; a year's table that is corrected (国务院办公厅 moved a
holiday, or a slip was mended) moves the end. What has ended or run out by the old table stays as it was: somebody may
have relied on that day, so a person looks at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from minzhifa.law.procedure.clocks import Clock, refreshed
from minzhifa.law.procedure.parts import procedure_of, title
from minzhifa.law.procedure.types import CaseState, Event

if TYPE_CHECKING:
    from minzhifa.law.rulebook import Rules

SHIFTED = "case.terms_shifted"
_SEEN = ("due", "due_at", "explanation")  # what a new table may change of a clock
_COMPUTED = (*_SEEN, "raw", "title", "source", "mark", "whose", "unit", "missing_year")


class Kept(StrEnum):
    """Why a term keeps the day that it has, although the new table gives another."""

    ENDED = "ended"  # the act was done, or the case or part is finished
    EXPIRED = "expired"  # it ran out by the old table
    OVER = "over"  # it still runs, but by the new table it would be over already
    UNLIKE = "unlike"  # the stored day is not what the old table gives either: another cause


@dataclass(frozen=True, slots=True)
class Shift:
    """A term to which the new table gives another day; `kept` where the stored day stays, None where it moves."""

    term: str  # with its part before a colon, as lists name it
    title: str
    old: str
    new: str
    stopped: str = ""
    kept: Kept | None = None

    def to_json(self) -> dict[str, str]:
        """As an event tells it."""
        return {"term": self.term, "title": self.title, "old": self.old, "new": self.new}


class Renewer:
    """Clocks by one set of rules. Terms begun on one day alike end alike: what was computed once is taken again."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._known: dict[tuple[Any, ...], Clock | None] = {}

    def __call__(self, clock: Mapping[str, Any]) -> Clock | None:
        """`refreshed`, remembered for clocks that nothing paused or extended."""
        if clock["pauses"] or clock["extensions"] or clock.get("named"):
            return refreshed(clock, self.rules)
        key = (clock["term"], clock["domain"], clock["start"])
        if key not in self._known:
            self._known[key] = refreshed(clock, self.rules)
        found = self._known[key]
        return None if found is None else {**clock, **{key: found[key] for key in _COMPUTED if key in found}}


def shifted(
    state: CaseState, renew: Renewer, formers: Sequence[Renewer], days: AbstractSet[date], today: date
) -> tuple[tuple[Event, ...], tuple[Shift, ...]]:
    """The events that move the running terms of the case and its parts, and every term that the new table touches.

    `renew`: by the rules of now; `formers`: by the tables that held before; `days`: what changed between work and rest.
    """
    if not days:
        return (), ()
    rules = renew.rules
    span = min(days).isoformat(), max(days).isoformat()
    events, found = [], list[Shift]()
    running = procedure_of(rules, state.procedure).is_open(state.stage)
    for key, holder in (("", state), *state.parts.items()):
        runs = running and (not key or procedure_of(rules, holder.procedure).is_open(holder.stage))
        named = f"·{title(procedure_of(rules, holder.procedure), key)}" if key else ""
        touched = dict[str, Clock]()
        for term, clock, again in _touched(holder.clocks, renew, span):
            shift = Shift(
                f"{key}:{term}" if key else term, f"{clock.get('title') or term}{named}", str(clock["due"]),
                str(again["due"]), str(clock.get("stopped") or ""),
            )  # fmt: skip
            kept = None if shift.old == shift.new and runs and not shift.stopped else _kept(shift, runs, today)
            if kept is None and not any(_like(former(clock), clock) for former in formers):
                kept = Kept.UNLIKE
            if kept is None:
                touched[term] = again
            if shift.old != shift.new:
                found.append(replace(shift, kept=kept))
        if touched:
            events.append(Event(SHIFTED, "", today.isoformat(), {"clocks": touched}, key))
    return tuple(events), tuple(found)


def _touched(
    clocks: Mapping[str, Mapping[str, Any]], renew: Renewer, span: tuple[str, str]
) -> Iterator[tuple[str, Mapping[str, Any], Clock]]:
    """Clocks with a day of their own that the new table tells otherwise: only those whose count lies over its days."""
    first, last = span
    for term, clock in clocks.items():
        ends = str(clock.get("start") or "")[:10], str(clock.get("due") or "")
        if not ends[1] or max(ends) < first or min(ends) > last:
            continue
        again = renew(clock)
        if again is not None and again["due"] and any(again.get(key) != clock.get(key) for key in _SEEN):
            yield term, clock, again


def _like(again: Clock | None, clock: Mapping[str, Any]) -> bool:
    return again is not None and again["due"] == clock["due"]


def _kept(shift: Shift, runs: bool, today: date) -> Kept | None:
    if shift.stopped or not runs:
        return Kept.ENDED
    if shift.old < today.isoformat():
        return Kept.EXPIRED
    return Kept.OVER if shift.new < today.isoformat() else None


def moved(shifts: Iterable[Shift]) -> list[Shift]:
    """Those that got their new day."""
    return [one for one in shifts if one.kept is None]
