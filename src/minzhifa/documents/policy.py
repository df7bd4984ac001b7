"""Who may see and make documents: inside the scope of the case's remit, by the roles that work on cases."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from minzhifa.access import Actor, Role, register
from minzhifa.access.reach import remit_of, within
from minzhifa.documents.models import Document

MAKERS = (
    Role.OFFICER,
    Role.SECTION_HEAD,
    Role.REVIEWER,
    Role.AGENCY_HEAD,
    Role.PRESIDING_OFFICER,
    Role.SEAL_KEEPER,
    Role.ARCHIVIST,
    Role.SYSTEM,
)
VOIDERS = (Role.SECTION_HEAD, Role.AGENCY_HEAD, Role.SEAL_KEEPER, Role.SYSTEM)


class DocumentPolicy:
    """view: the remit is in scope; draft, issue: a case role over it; void: a head, the seal keeper, a system."""

    def allows(self, actor: Actor, verb: str, obj: Any) -> bool:
        """Default deny."""
        if verb == "view":
            return remit_of(actor, obj.remit_id, obj.case_id) is not None
        if not actor.scope.has(obj.remit_id):
            return False
        roles = {"draft": MAKERS, "issue": MAKERS, "void": VOIDERS}.get(verb, ())
        return bool(roles) and actor.holds(*roles, remit_id=obj.remit_id)

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The documents of the remits in scope, and of cases that went over to one of them."""
        return rows if actor.scope.everything else rows.filter(within(actor))


def install() -> None:
    """Register the policy (called once, when the application is ready)."""
    register(Document, DocumentPolicy())
