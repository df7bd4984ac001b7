"""Who may see and change subjects: everybody who works on cases, everywhere (a party has no agency of its own)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from minzhifa.access import Actor, Role, register
from minzhifa.subjects.models import Subject, SubjectName

READERS = (
    Role.OFFICER,
    Role.SECTION_HEAD,
    Role.REVIEWER,
    Role.AGENCY_HEAD,
    Role.PRESIDING_OFFICER,
    Role.ARCHIVIST,
    Role.SUPERVISOR,
    Role.PROCURATOR,
    Role.SYSTEM,
    Role.ADMINISTRATOR,
)
WRITERS = (Role.OFFICER, Role.SECTION_HEAD, Role.SYSTEM, Role.ADMINISTRATOR)
OPENERS = (Role.OFFICER, Role.SECTION_HEAD, Role.REVIEWER, Role.AGENCY_HEAD)
_VERBS = {"view": READERS, "edit": WRITERS, "open": OPENERS}


class SubjectPolicy:
    """view: read with numbers masked · edit: register and change · open: read a sealed number."""

    def allows(self, actor: Actor, verb: str, obj: Any) -> bool:
        return actor.holds(*_VERBS[verb]) if verb in _VERBS else False

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows if actor.holds(*READERS) else rows.none()


def register_policies() -> None:
    """Called once, when the app is ready."""
    for model in (Subject, SubjectName):
        register(model, SubjectPolicy())
