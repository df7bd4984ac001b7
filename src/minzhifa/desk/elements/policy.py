"""What the desk keeps for somebody (an upload, a saved view) is his alone, for every verb."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from minzhifa.access import Actor, register
from minzhifa.desk.models import ElementImport, SavedView


class Own:
    """Whoever put it there sees it, uses it, lets it go."""

    def allows(self, actor: Actor, verb: str, obj: Any) -> bool:
        """Any verb, on one's own."""
        return bool(obj.account_id == actor.account_id)

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        """One's own."""
        return rows.filter(account_id=actor.account_id)


def register_policies() -> None:
    """Called once, when the app is ready."""
    register(ElementImport, Own())
    register(SavedView, Own())
