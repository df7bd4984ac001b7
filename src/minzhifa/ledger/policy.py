"""Who may read the ledger: a case's events follow its remit; streams of people are not for everybody."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from minzhifa.access import Actor, Role, register
from minzhifa.access.reach import remit_of, within
from minzhifa.ledger.models import Event

# Logins, devices and grants of people: their own, and for those who administer or supervise.
_WATCHING = (Role.ADMINISTRATOR, Role.SUPERVISOR)
# The technical side and the data side have no business with whom the agencies act upon.
_WORKING = tuple(role for role in Role if role not in (Role.OPERATOR, Role.DATA_AUTHORITY))


def _hidden(actor: Actor) -> Q:
    """Streams without a remit that this actor does not read."""
    hidden = Q(stream_id__in=[])
    if not actor.holds(*_WATCHING):
        hidden |= Q(stream_kind="account") & ~Q(stream_id=actor.account_id)
    if not actor.holds(*_WORKING):
        hidden |= Q(stream_kind="subject")
    return hidden


class EventPolicy:
    """Reading only. Nobody may do anything to an event, whatever his role."""

    def allows(self, actor: Actor, verb: str, obj: Any) -> bool:
        """`view` inside the actor's scope."""
        if verb != "view" or obj.remit_id is not None:
            return verb == "view" and remit_of(actor, obj.remit_id, obj.stream_id) is not None
        if obj.stream_kind == "account":
            return obj.stream_id == actor.account_id or actor.holds(*_WATCHING)
        return obj.stream_kind != "subject" or actor.holds(*_WORKING)

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The same as a filter."""
        open_ones = Q(remit_id=None) & ~_hidden(actor)
        if actor.scope.everything:
            return rows.filter(Q(remit_id__isnull=False) | open_ones)
        return rows.filter(open_ones | within(actor, "stream_id"))


def install() -> None:
    """Register the policy; called once when the application is ready."""
    register(Event, EventPolicy())
