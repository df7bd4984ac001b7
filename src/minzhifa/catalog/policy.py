"""The catalogue is open to all staff; who proposes and who approves stands in the approvals table."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from minzhifa.access import Actor, Role, register
from minzhifa.catalog.models import (
    Benchmark,
    BenchmarkVersion,
    DocumentTemplate,
    DocumentTemplateVersion,
    Matter,
    MatterProvision,
    MatterVersion,
    Provision,
    Statute,
    StatuteVersion,
    Versioned,
)
from minzhifa.rules import shipped

APPROVAL = "publish_element"


def _roles() -> tuple[tuple[Role, ...], tuple[Role, ...]]:
    """(who proposes, who approves) from the approvals table."""
    row = shipped().approvals[APPROVAL]
    return tuple(map(Role, row.proposer)), tuple(map(Role, (*row.approver, *row.stand_in)))


class CatalogPolicy:
    """view: any role · propose, approve, retire: by the approvals table, and nobody approves what he proposed."""

    def allows(self, actor: Actor, verb: str, obj: Any) -> bool:
        if verb == "view":
            return bool(actor.grants)
        proposers, approvers = _roles()
        if verb == "propose":
            return actor.holds(*proposers)
        if verb == "retire":
            return actor.holds(*proposers, *approvers)
        if verb == "approve":
            own = isinstance(obj, Versioned) and obj.proposed_by == actor.account_id
            return actor.holds(*approvers) and not own
        return False

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows if actor.grants else rows.none()


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
        Statute,
        StatuteVersion,
    ):
        register(model, policy)
