"""Every version of one thing with its content as proposed, and the record of who did what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from minzhifa.access import Actor, allows
from minzhifa.access.errors import NotFound
from minzhifa.access.rls import acting
from minzhifa.catalog.models import State
from minzhifa.catalog.operations.things import Thing, thing
from minzhifa.ledger.queries import recent
from minzhifa.ledger.types import LedgerRow

_COLUMNS: dict[str, tuple[str, ...]] = {
    "matter": (
        "name", "level", "violated", "basis", "range_text", "elements", "law_version", "mark", "source", "note",
    ),
    "benchmark": ("violation", "law", "statutory_range", "grades", "complete", "mark", "source", "note", "definition"),
    "template": ("title", "label", "sha256"),
    "sparing": ("title", "organ", "months", "entries", "mark", "source", "note"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version: its state, interval, and who proposed and approved it (None: shipped with the system)."""

    version_id: int
    number: int
    state: str  # proposed | approved | retired
    effective_from: date | None
    effective_to: date | None
    shipped: bool
    proposed_by: UUID | None
    proposed_at: datetime | None
    approved_by: UUID | None
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class VersionContent:
    """One version with its content under the names that `propose_version` takes; citations as their texts.

    `may_approve` and `may_retire` are what the asking actor may do with it now.
    """

    kind: str
    key: str
    line: VersionLine
    content: Mapping[str, Any]
    may_approve: bool
    may_retire: bool


def _line(row: Any) -> VersionLine:
    return VersionLine(
        row.pk, row.number, row.state, row.effective_from, row.effective_to, row.shipped, row.proposed_by,
        row.proposed_at, row.approved_by, row.approved_at,
    )  # fmt: skip


def content_of(kind: str, row: Any) -> dict[str, Any]:
    """What a version says, under the names that `propose_version` takes."""
    content = {name: getattr(row, name) for name in _COLUMNS[kind]}
    for role in ("violated", "basis"):
        if role in content:
            content[role] = [cited["text"] for cited in content[role]]
    return content


def _shown(actor: Actor, what: Thing, row: Any) -> VersionContent:
    open_to_approval = row.state == State.PROPOSED
    ended = row.state == State.RETIRED
    return VersionContent(
        what.kind, getattr(getattr(row, what.link), what.key), _line(row), content_of(what.kind, row),
        open_to_approval and allows(actor, "approve", row), not ended and allows(actor, "retire", row),
    )  # fmt: skip


def version_content(actor: Actor, kind: str, version_id: int) -> VersionContent:
    """One version, whatever its state (1 statement). Raises `NotFound`."""
    what = thing(kind)
    row = what.version._default_manager.select_related(what.link).filter(pk=version_id).first()
    if row is None:
        raise NotFound("没有这一版本。")
    return _shown(actor, what, row)


def content_before(actor: Actor, kind: str, key: str, on: date, besides: int | None = None) -> VersionContent | None:
    """The approved version with which a proposal for the day `on` is compared (1 statement): the one in force on that
    day, else the newest; `besides` is the proposal's own id. None when there is none yet.
    """
    what = thing(kind)
    rows = what.version._default_manager.select_related(what.link).filter(state=State.APPROVED)
    found = list(rows.filter(**{f"{what.link}__{what.key}": key}).exclude(pk=besides).order_by("-number"))
    for row in found:
        line: Any = row
        if (line.effective_from or on) <= on and (line.effective_to is None or on <= line.effective_to):
            return _shown(actor, what, row)
    return _shown(actor, what, found[0]) if found else None


def versions(kind: str, key: str) -> list[VersionLine]:
    """Every version, also proposed and withdrawn ones, newest first (1 statement). Raises `NotFound` for no version."""
    what = thing(kind)
    rows = what.version._default_manager.filter(**{f"{what.link}__{what.key}": key}).order_by("-number")
    found = [_line(row) for row in rows]
    if not found:
        raise NotFound("没有这一要素，或者它还没有任何版本。")
    return found


def called(content: Mapping[str, Any]) -> str:
    """What a thing is called in a version's content; "" where it has no name."""
    return str(content.get("name") or content.get("violation") or content.get("title") or "")


def newest_number(kind: str, key: str) -> int:
    """The highest number of its versions, also of proposed and withdrawn ones (1 statement); 0 when it has none."""
    what = thing(kind)
    rows = what.version._default_manager.filter(**{f"{what.link}__{what.key}": key})
    return int(rows.aggregate(highest=Max("number"))["highest"] or 0)


def may_propose(actor: Actor, kind: str, key: str) -> bool:
    """True when the actor may propose a version of this thing (1 statement)."""
    what = thing(kind)
    owner = what.owner._default_manager.filter(**{what.key: key}).first()
    return owner is not None and allows(actor, "propose", owner)


def history(actor: Actor, kind: str, key: str, limit: int = 50) -> list[LedgerRow]:
    """What the ledger holds of one thing, newest first (2 statements)."""
    what = thing(kind)
    owner = what.owner._default_manager.filter(**{what.key: key}).first()
    if owner is None or not allows(actor, "view", owner):
        raise NotFound("没有这一要素。")
    with acting(actor):
        return recent(what.stream(owner), limit=limit)
