"""Who may see and do what with a case. The second wall (row security) says the same in the database."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from minzhifa.access import Actor, register
from minzhifa.access.actor import Role
from minzhifa.cases.models import (
    Case,
    CaseOfficer,
    CaseParty,
    CaseTerm,
    IdempotencyKey,
    PendingApproval,
)

WORKERS = frozenset(
    {
        Role.OFFICER,
        Role.SECTION_HEAD,
        Role.REVIEWER,
        Role.AGENCY_HEAD,
        Role.PRESIDING_OFFICER,
        Role.SEAL_KEEPER,
        Role.ARCHIVIST,
        Role.SYSTEM,
    }
)


class RemitPolicy:
    """Seen inside the scope; worked on by those who hold a working role over the row's remit.

    Which role may do which act is the procedure table's business (`law.procedure`): this is only the outer door.
    """

    def allows(self, actor: Actor, verb: str, obj: Any) -> bool:
        if not actor.scope.has(obj.remit_id):
            return False
        return verb == "view" or actor.holds(*WORKERS, remit_id=obj.remit_id)

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        if actor.scope.everything:
            return rows
        return rows.filter(remit_id__in=sorted(actor.scope.remits))


MODELS = (Case, CaseParty, CaseTerm, CaseOfficer, PendingApproval, IdempotencyKey)


def register_all() -> None:
    """Called once when Django has loaded the models."""
    policy = RemitPolicy()
    for model in MODELS:
        register(model, policy)
