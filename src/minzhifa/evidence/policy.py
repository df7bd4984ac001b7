"""Who may see evidence and who may add to it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from minzhifa.access import Actor, Role, register
from minzhifa.access.reach import remit_of, within
from minzhifa.evidence.models import CustodyEntry, EvidenceFile

_HANDLERS = (Role.OFFICER, Role.SECTION_HEAD, Role.PRESIDING_OFFICER, Role.ARCHIVIST, Role.SYSTEM)


class EvidencePolicy:
    """See: inside the scope, or of a case that went over to it. Add and hand on: a handling role in that remit.

    Change and delete: nobody.
    """

    def allows(self, actor: Actor, verb: str, obj: EvidenceFile | CustodyEntry) -> bool:
        if verb == "add":
            return actor.scope.has(obj.remit_id) and actor.holds(*_HANDLERS, remit_id=obj.remit_id)
        case_id = obj.case_id if isinstance(obj, EvidenceFile) else obj.evidence.case_id
        found = remit_of(actor, obj.remit_id, case_id) if verb in {"view", "custody"} else None
        return found is not None and (verb == "view" or actor.holds(*_HANDLERS, remit_id=found))

    def visible(self, actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
        path = "case_id" if rows.model is EvidenceFile else "evidence__case_id"
        return rows if actor.scope.everything else rows.filter(within(actor, path))


register(EvidenceFile, EvidencePolicy())
register(CustodyEntry, EvidencePolicy())
