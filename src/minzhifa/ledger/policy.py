"""Who may read the ledger: a case's events follow the case's remit; streams without one are open to all staff."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from minzhifa.access import Actor, register
from minzhifa.ledger.models import Event


class EventPolicy:
    """Reading only. Nobody may do anything to an event, whatever his role."""

    def allows(self, actor: Actor, verb: str, obj: Any) -> bool:
        """`view` inside the actor's scope."""
        return verb == "view" and (obj.remit_id is None or actor.scope.has(obj.remit_id))

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The same as a filter."""
        if actor.scope.everything:
            return rows
        return rows.filter(Q(remit_id=None) | Q(remit_id__in=actor.scope.remits))


def install() -> None:
    """Register the policy; called once when the application is ready."""
    register(Event, EventPolicy())
