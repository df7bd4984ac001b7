"""The catalogue is open to all staff; who proposes and who approves stands in the approvals table."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from minzhifa.access import Actor, register
from minzhifa.catalog.models import (
    Benchmark,
    BenchmarkVersion,
    DocumentTemplate,
    DocumentTemplateVersion,
    Matter,
    MatterProvision,
    MatterVersion,
    Provision,
    SparingList,
    SparingListVersion,
    Statute,
    StatuteChange,
    StatuteVersion,
    Versioned,
)
from minzhifa.catalog.publishing import Act, covers, publisher_of, publishes


class CatalogPolicy:
    """view: any role · propose, approve: whoever publishes the element by the approvals table (`publishing`) ·
    retire: either of the two · nobody approves what he proposed.
    """

    def allows(self, actor: Actor, verb: str, obj: Any) -> bool:
        if verb == "view":
            return bool(actor.grants)
        if verb == "retire":
            return self.allows(actor, "propose", obj) or self._publishes(actor, "approve", obj)
        if verb == "propose":
            return self._publishes(actor, "propose", obj)
        own = isinstance(obj, Versioned | StatuteChange) and obj.proposed_by == actor.account_id
        return verb == "approve" and not own and self._publishes(actor, "approve", obj)

    def _publishes(self, actor: Actor, act: Act, obj: Any) -> bool:
        found = element_of(obj)
        return found is not None and covers(publishes(actor, found[0], act), publisher_of(*found))

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows if actor.grants else rows.none()


_ELEMENTS: dict[type[Any], tuple[str, str]] = {
    Matter: ("matter", ""),
    MatterVersion: ("matter", "matter"),
    Benchmark: ("benchmark", ""),
    BenchmarkVersion: ("benchmark", "benchmark"),
    DocumentTemplate: ("template", ""),
    DocumentTemplateVersion: ("template", "template"),
    SparingList: ("sparing", ""),
    SparingListVersion: ("sparing", "listing"),
    StatuteVersion: ("statute", ""),
    StatuteChange: ("statute", "text"),
}


def element_of(obj: Any) -> tuple[str, Any] | None:
    """(kind, owner) of an element or of one of its versions; None for what is only loaded."""
    kind, link = _ELEMENTS.get(type(obj), ("", ""))
    return (kind, getattr(obj, link) if link else obj) if kind else None


def register_policies() -> None:
    """Called once, when the app is ready."""
    policy = CatalogPolicy()
    for model in (
        Benchmark,
        BenchmarkVersion,
        DocumentTemplate,
        DocumentTemplateVersion,
        Matter,
        MatterProvision,
        MatterVersion,
        Provision,
        SparingList,
        SparingListVersion,
        Statute,
        StatuteChange,
        StatuteVersion,
    ):
        register(model, policy)
