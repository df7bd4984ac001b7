"""Cases that went over to another agency: what was written before stays where it is, and the new agency reads it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import migrations
from django.db.models import Q, QuerySet

from minzhifa.access.actor import Actor
from minzhifa.access.models import Reach
from minzhifa.access.policy import register


class ReachPolicy:
    """Seen where it lets somebody read; nobody changes it."""

    def allows(self, actor: Actor, verb: str, obj: Reach) -> bool:
        return verb == "view" and actor.scope.has(obj.remit_id)

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows if actor.scope.everything else rows.filter(remit_id__in=sorted(actor.scope.remits))


def register_all() -> None:
    """Called once when Django has loaded the models."""
    register(Reach, ReachPolicy())


def within(actor: Actor, path: str = "case_id") -> Q:
    """Rows in the actor's scope, or of a case that went over to one of his remits. Not for a scope of everything."""
    reached = Reach.objects.filter(remit_id__in=sorted(actor.scope.remits)).values("case_id")
    return Q(remit_id__in=sorted(actor.scope.remits)) | Q(**{f"{path}__in": reached})


def remit_of(actor: Actor, remit_id: int | None, case_id: UUID) -> int | None:
    """The remit under which the actor sees this row: its own, else the one that the case went over to (1 SQL)."""
    if actor.scope.has(remit_id):
        return remit_id
    rows = Reach.objects.filter(case_id=case_id, remit_id__in=sorted(actor.scope.remits)).order_by("-id")
    found: int | None = rows.values_list("remit_id", flat=True).first()
    return found


def let_reach(*, case_id: UUID, remit_id: int, at: datetime) -> None:
    """From now on the rows of the case are read in this remit too."""
    Reach.objects.get_or_create(case_id=case_id, remit_id=remit_id, defaults={"at": at})


_REACHED = """
SELECT r.case_id FROM access_reach r WHERE r.remit_id = ANY (
  (SELECT coalesce(nullif(current_setting('minzhifa.remits', true), ''), '{}')::int[])::int[])
"""


def reached(table: str, column: str = "case_id") -> Any:
    """Migration step: rows of a case are read where the case went over to; writing them stays as it was."""
    return readable(table, f"{column} IN ({_REACHED})")


def readable(table: str, condition: str) -> Any:
    """Migration step: one more condition under which rows of `table` may be read."""
    return migrations.RunSQL(
        f"CREATE POLICY {table}_reach ON {table} FOR SELECT USING ({condition})",
        f"DROP POLICY {table}_reach ON {table}",
    )
