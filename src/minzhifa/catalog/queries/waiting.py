"""Versions that wait for approval, each with what it says, what it would replace, and what the actor may do with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.catalog.models import State
from minzhifa.catalog.operations.things import Thing, thing
from minzhifa.catalog.publishing import covers, publisher_of, publishes
from minzhifa.catalog.queries.versions import called, content_of

KINDS = ("matter", "benchmark", "template", "sparing")
MOST = 50


@dataclass(frozen=True, slots=True)
class WaitingVersion:
    """One of them. `before`: the newest approved version's content, None for a thing that has none yet."""

    kind: str
    key: str
    version_id: int
    number: int
    effective_from: date | None
    proposed_by: UUID
    proposed_at: datetime
    content: Mapping[str, Any]
    before: Mapping[str, Any] | None
    before_number: int | None
    may_approve: bool
    mine: bool

    @property
    def title(self) -> str:
        """What it is called."""
        return called(self.content) or self.key


def waiting_versions(actor: Actor, *, mine: bool = False, most: int = MOST) -> list[WaitingVersion]:
    """The oldest of those that wait, one more than `most` at most (at most 12 statements, whatever the number).

    With `mine` only those that the actor may approve or has proposed.
    """
    if not actor.grants:
        return []
    found = [one for kind in KINDS for one in _of_kind(actor, thing(kind), mine=mine, most=most + 1)]
    return sorted(found, key=lambda one: (one.proposed_at, one.version_id))[: most + 1]


def _of_kind(actor: Actor, what: Thing, *, mine: bool, most: int) -> Iterator[WaitingVersion]:
    rows = what.version._default_manager.select_related(what.link).filter(state=State.PROPOSED)
    proposed: list[Any] = list(
        rows.order_by("proposed_at", "pk") if mine else rows.order_by("proposed_at", "pk")[:most]
    )
    if not proposed:
        return
    held = publishes(actor, what.kind, "approve")
    owners = {row.pk: getattr(row, what.link) for row in proposed}
    may = {
        row.pk: row.proposed_by != actor.account_id and covers(held, publisher_of(what.kind, owners[row.pk]))
        for row in proposed
    }
    if mine:
        proposed = [row for row in proposed if may[row.pk] or row.proposed_by == actor.account_id][:most]
    approved: dict[Any, Any] = {}
    ids = {owners[row.pk].pk for row in proposed}
    for row in what.version._default_manager.filter(**{f"{what.link}__in": ids}, state=State.APPROVED).order_by(
        "number"
    ):
        approved[getattr(row, f"{what.link}_id")] = row
    for row in proposed:
        owner = owners[row.pk]
        old = approved.get(owner.pk)
        yield WaitingVersion(
            what.kind, getattr(owner, what.key), row.pk, row.number, row.effective_from, row.proposed_by,
            row.proposed_at, content_of(what.kind, row), content_of(what.kind, old) if old else None,
            old.number if old else None, may[row.pk], row.proposed_by == actor.account_id,
        )  # fmt: skip
