"""Who may see and do what with a case. The second wall (row security) says the same in the database."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from minzhifa.access import Actor, register
from minzhifa.access.actor import Role
from minzhifa.cases.models import (
    Case,
    CaseOfficer,
    CaseParty,
    CaseTerm,
    Handover,
    IdempotencyKey,
    KeptTerm,
    PendingApproval,
    Referral,
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
ANSWERERS = (Role.OFFICER, Role.SECTION_HEAD, Role.AGENCY_HEAD)


def may_reveal(actor: Actor, remit_id: int) -> bool:
    """Those who work on cases of this remit may look at the party's personal data, with a reason."""
    return actor.holds(*WORKERS, remit_id=remit_id)


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


class ReferralPolicy:
    """Seen by both agencies; answered by those who hold a handling role in the receiving one."""

    def allows(self, actor: Actor, verb: str, obj: Referral) -> bool:
        if verb == "view":
            return any(actor.scope.has(one) for one in (obj.from_remit_id, *obj.to_remits))
        return verb == "answer" and any(actor.holds(*ANSWERERS, remit_id=one) for one in obj.to_remits)

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        if actor.scope.everything:
            return rows
        seen = sorted(actor.scope.remits)
        return rows.filter(Q(from_remit_id__in=seen) | Q(to_remits__overlap=seen))


class KeptTermPolicy(RemitPolicy):
    """Seen inside the scope; nobody changes it."""

    def allows(self, actor: Actor, verb: str, obj: Any) -> bool:
        return verb == "view" and super().allows(actor, verb, obj)


class HandoverPolicy:
    """Seen by the agency that had the case and by the one that has it; nobody changes it."""

    def allows(self, actor: Actor, verb: str, obj: Handover) -> bool:
        return verb == "view" and (actor.scope.has(obj.from_remit_id) or actor.scope.has(obj.to_remit_id))

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        if actor.scope.everything:
            return rows
        seen = sorted(actor.scope.remits)
        return rows.filter(Q(from_remit_id__in=seen) | Q(to_remit_id__in=seen))


MODELS = (Case, CaseParty, CaseTerm, CaseOfficer, PendingApproval, IdempotencyKey)


def register_all() -> None:
    """Called once when Django has loaded the models."""
    policy = RemitPolicy()
    register(Referral, ReferralPolicy())
    register(Handover, HandoverPolicy())
    register(KeptTerm, KeptTermPolicy())
    for model in MODELS:
        register(model, policy)
