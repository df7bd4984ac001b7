"""我的看法: filters of the case list that somebody keeps under a name. One's own alone, no part of any case."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.http import urlencode

from minzhifa.access import Actor
from minzhifa.access.errors import NotFound, Refused
from minzhifa.desk.addresses import address
from minzhifa.desk.listing import Listing
from minzhifa.desk.models import SavedView

MOST = 20
LONGEST_NAME = 20


@dataclass(frozen=True, slots=True)
class View:
    """One of them."""

    id: UUID
    name: str
    query: str

    @property
    def url(self) -> str:
        """The list, looked at that way."""
        return f"{address('desk:case_list')}?{self.query}"


def query_of(asked: Listing) -> str:
    """What the list is asked for, without the place in it: the same for the same question, however it was put."""
    chosen = {f.key: f.value for f in asked.filters if f.value}
    said = {"q": asked.q, **dict(sorted(chosen.items())), "sort": asked.sort}
    return urlencode({key: value for key, value in said.items() if value})


def views_of(actor: Actor) -> list[View]:
    """The actor's own, by name (1 SQL)."""
    rows = SavedView.objects.filter(account_id=actor.account_id).order_by("name")
    return [View(*row) for row in rows.values_list("id", "name", "query")]


def keep_view(*, actor: Actor, name: str, query: str) -> View:
    """Keep `query` under `name`; a name that is there already means the new one from now on. Raises `Refused`."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused("view_name", f"请给这个看法起一个名称，最多 {LONGEST_NAME} 个字。")
    if not query:
        raise Refused("view_empty", "没有选任何筛选或排序，没有可以存的：先筛选，再存。")
    with transaction.atomic():
        others = SavedView.objects.select_for_update().filter(account_id=actor.account_id).exclude(name=name)
        if len(others) >= MOST:
            raise Refused("view_too_many", f"最多存 {MOST} 个看法：先删除不用的，再存新的。")
        row, _ = SavedView.objects.update_or_create(
            account_id=actor.account_id, name=name, defaults={"query": query[:500]}
        )
    return View(row.id, row.name, row.query)


def drop_view(*, actor: Actor, view_id: UUID) -> str:
    """Delete one of the actor's own; says its name. Raises `NotFound`."""
    row = SavedView.objects.filter(account_id=actor.account_id, pk=view_id).first()
    if row is None:
        raise NotFound("没有这个看法，或者已经删除。")
    row.delete()
    return row.name
