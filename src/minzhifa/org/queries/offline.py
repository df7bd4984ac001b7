"""平台外办理的情形 as officers and supervisors see them: lasting, to be entered until a day, lapsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from minzhifa.access import Actor, visible
from minzhifa.access.errors import NotFound, Refused
from minzhifa.access.rls import acting
from minzhifa.law.words import day_words
from minzhifa.org.models import LateEntry, OfflineGround
from minzhifa.org.offline import ARTICLE, KINDS, due_of

SHOWN_AFTER = timedelta(days=60)  # so long a lapsed ground stays on the workbench
_NAMES = (
    "id", "remit_id", "remit__agency_id", "remit__agency__name", "remit__field__code", "remit__field__name", "kind",
    "text", "basis", "began_on", "ended_on", "recorded_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfflineRow:
    """A ground with its term. `state`: lasting, running, lapsed. `entries`, `overdue`: entries made under it."""

    id: UUID
    remit_id: int
    agency_id: int
    agency_name: str
    field_code: str
    field_name: str
    kind: str
    text: str
    basis: str
    began_on: date
    ended_on: date | None
    recorded_by: str
    label: str
    due_on: date | None
    explanation: str
    state: str
    left: int | None
    entries: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A case that was entered late, or one act of it (`action`, with the day on which it was done)."""

    case_code: str
    action: str
    done_on: date | None
    entered_on: date
    overdue: bool


def _row(values: Sequence[Any], on: date) -> OfflineRow:
    head: Sequence[Any] = values[: len(_NAMES)]
    counts: Sequence[Any] = values[len(_NAMES) :]
    kind, ended = head[6], head[10]
    due = due_of(ended)
    state = "lasting" if ended is None else "lapsed" if due.day and on > due.day else "running"
    left = (due.day - on).days if due.day else None
    return OfflineRow(*[*head, KINDS.get(kind, kind), due.day, due.why, state, left, *counts])


def _counted(rows: QuerySet[Any]) -> QuerySet[Any]:
    counted: QuerySet[Any] = rows.annotate(n=Count("entries"), late=Count("entries", filter=Q(entries__overdue=True)))
    return counted


def offline_grounds(actor: Actor, on: date, *, open_only: bool = False, limit: int = 200) -> list[OfflineRow]:
    """Grounds in the actor's scope, the newest first (1 SQL). `open_only`: lasting, running or lapsed of late."""
    with acting(actor):
        rows = _counted(visible(actor, OfflineGround.objects.all()))
        if open_only:
            rows = rows.filter(Q(ended_on=None) | Q(ended_on__gte=on - SHOWN_AFTER))
        found = list(rows.order_by("-began_on", "-id").values_list(*_NAMES, "n", "late")[:limit])
    return [_row(values, on) for values in found]


def offline_ground(actor: Actor, ground_id: UUID, on: date) -> OfflineRow:
    """One ground (1 SQL). Raises `NotFound`."""
    with acting(actor):
        rows = _counted(visible(actor, OfflineGround.objects.filter(pk=ground_id)))
        values = rows.values_list(*_NAMES, "n", "late").first()
    if values is None:
        raise NotFound("没有登记过这一情形，或者不在您的权限范围内。")
    return _row(values, on)


def offline_entries(actor: Actor, ground_id: UUID) -> list[EntryRow]:
    """The cases and single acts entered under a ground, in the order of their entry (1 SQL)."""
    with acting(actor):
        rows = visible(actor, LateEntry.objects.filter(ground=ground_id)).order_by("id")
        return [EntryRow(*row) for row in rows.values_list("case_code", "action", "done_on", "entered_on", "overdue")]


def ground_for_entry(actor: Actor, ground_id: UUID, remit_id: int, day: date, today: date) -> OfflineRow:
    """The ground under which a case of that remit, begun on `day`, is entered today. Raises `NotFound`, `Refused`."""
    found = offline_ground(actor, ground_id, today)
    if found.remit_id != remit_id:
        raise Refused("offline_remit", "所选的情形不是本机关在该领域的。", article=ARTICLE, fields=("offline_ground",))
    if day < found.began_on or (found.ended_on is not None and day > found.ended_on):
        last = f"至{day_words(found.ended_on)}" if found.ended_on else "起"
        text = f"办理日期不在所选情形存续的期间（{day_words(found.began_on)}{last}）之内，应当在平台上办理。"
        raise Refused("offline_day_outside", text, article=f"{ARTICLE}第一款", fields=("on",))
    return found
