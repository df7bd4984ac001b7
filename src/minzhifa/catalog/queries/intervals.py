"""Changes of in-force intervals: what waits, what was approved, and what the asking actor may do with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from minzhifa.access import Actor, allows
from minzhifa.access.errors import NotFound
from minzhifa.access.rls import acting
from minzhifa.catalog.models import State, StatuteChange, StatuteVersion
from minzhifa.catalog.operations.propose_interval import Interval, held_interval, text_stream
from minzhifa.catalog.publishing import covers, publisher_of, publishes
from minzhifa.ledger.queries import recent
from minzhifa.ledger.types import LedgerRow


@dataclass(frozen=True, slots=True)
class TextCard:
    """One dated text of a statute with the interval that it has."""

    version_id: int
    statute_id: int
    title: str
    version_date: date | None
    interval: Interval
    may_propose: bool


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: what the interval was (as of today while it waits) and what it shall be."""

    id: int
    number: int
    state: str  # proposed | approved | retired
    version_id: int
    title: str
    version_date: date | None
    before: Interval
    after: Interval
    reason: str
    proposed_by: UUID
    proposed_at: datetime
    approved_by: UUID | None
    approved_at: datetime | None
    may_approve: bool = False
    may_withdraw: bool = False


def _read(kept: Mapping[str, Any]) -> Interval:
    days = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in ("starts_on", "ends_on")}
    return Interval(days["starts_on"], days["ends_on"], kept["mark"], kept["from_quote"], kept["to_quote"])


def _line(row: Any, actor: Actor | None = None) -> ChangeLine:
    before = _read(row.before) if row.before else held_interval(row.text)
    after = Interval(row.starts_on, row.ends_on, row.mark, row.from_quote, row.to_quote)
    waits = actor is not None and row.state == State.PROPOSED
    return ChangeLine(
        row.pk, row.number, row.state, row.text_id, row.text.statute.title, row.text.version_date, before, after,
        row.reason, row.proposed_by, row.proposed_at, row.approved_by, row.approved_at,
        waits and allows(actor, "approve", row), waits and allows(actor, "retire", row),  # type: ignore[arg-type]
    )  # fmt: skip


def text_card(actor: Actor, version_id: int) -> TextCard:
    """One text (1 statement and the actor's rights). Raises `NotFound`."""
    row = StatuteVersion.objects.select_related("statute").filter(pk=version_id).first()
    if row is None:
        raise NotFound("没有这一文本。")
    may = allows(actor, "propose", row)
    return TextCard(row.pk, row.statute.pk, row.statute.title, row.version_date, held_interval(row), may)


def interval_changes(version_id: int) -> list[ChangeLine]:
    """All changes of one text, newest first (1 statement)."""
    rows = StatuteChange.objects.select_related("text__statute").filter(text=version_id).order_by("-number")
    return [_line(row) for row in rows]


def waiting_intervals(actor: Actor) -> list[ChangeLine]:
    """Changes that wait for approval, oldest first, with what this actor may do (1 statement, few for the rights)."""
    rows = StatuteChange.objects.select_related("text__statute").filter(state=State.PROPOSED)
    held = publishes(actor, "statute", "approve")
    found = [
        (_line(row), covers(held, publisher_of("statute", row.text))) for row in rows.order_by("proposed_at", "pk")
    ]
    return [replace(line, may_approve=may and line.proposed_by != actor.account_id) for line, may in found]


def interval_change(actor: Actor, change_id: int) -> ChangeLine:
    """One change with what this actor may do. Raises `NotFound`."""
    row = StatuteChange.objects.select_related("text__statute").filter(pk=change_id).first()
    if row is None:
        raise NotFound("没有这一项变更。")
    return _line(row, actor)


def text_history(actor: Actor, version_id: int, limit: int = 30) -> list[LedgerRow]:
    """What the ledger holds of one text, newest first."""
    row = StatuteVersion.objects.select_related("statute").filter(pk=version_id).first()
    if row is None:
        raise NotFound("没有这一文本。")
    with acting(actor):
        return recent(text_stream(row), limit=limit)
