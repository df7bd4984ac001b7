"""Who may see evidence and who may add to it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from minzhifa.access import Actor, Role, register
from minzhifa.evidence.models import CustodyEntry, EvidenceFile

_HANDLERS = (Role.OFFICER, Role.SECTION_HEAD, Role.PRESIDING_OFFICER, Role.ARCHIVIST, Role.SYSTEM)


class EvidencePolicy:
    """See: inside the scope. Add and hand on: a handling role in the same remit. Change and delete: nobody."""

    def allows(self, actor: Actor, verb: str, obj: EvidenceFile | CustodyEntry) -> bool:
        if verb == "view":
            return actor.scope.has(obj.remit_id)
        if verb in {"add", "custody"}:
            return actor.scope.has(obj.remit_id) and actor.holds(*_HANDLERS, remit_id=obj.remit_id)
        return False

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows if actor.scope.everything else rows.filter(remit_id__in=actor.scope.remits)


register(EvidenceFile, EvidencePolicy())
register(CustodyEntry, EvidencePolicy())
