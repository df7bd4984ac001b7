"""Cases that went over to another agency: for the one that gave them, and for the one that has them now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from minzhifa.access import Actor, Role, rls, visible
from minzhifa.cases.models import Handover
from minzhifa.cases.models.case import FINISHED
from minzhifa.cases.queries._lines import COLUMNS, fetch, line
from minzhifa.cases.queries.rows import CaseLine

MOST, MOST_WAITING = 200, 50
_UNASSIGNED = f"""
SELECT {COLUMNS} FROM cases_handover h JOIN cases_case c ON c.id = h.case_id AND c.agency_id = h.to_agency_id
 WHERE h.to_agency_id = ANY (%(mine)s) AND c.lead_officer_id IS NULL AND c.stage <> ALL (%(finished)s)
 ORDER BY h.id DESC LIMIT {MOST_WAITING}
"""  # noqa: S608 -- our own columns


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One case and where it went, or came from."""

    id: UUID
    case_code: str
    subject: str
    from_agency_name: str
    to_agency_name: str
    ground: str
    on: date
    by: str
    gone: bool  # away from the actor's agency


def _line(row: Handover, actor: Actor) -> HandoverLine:
    return HandoverLine(
        row.pk, row.case_code, row.subject, row.from_agency_name, row.to_agency_name, row.ground, row.on, row.by,
        not actor.scope.has(row.to_remit_id),
    )  # fmt: skip


def handovers(actor: Actor, *, after: UUID | None = None, limit: int = 50) -> list[HandoverLine]:
    """Cases that were given or taken over, newest first (1 SQL)."""
    with rls.acting(actor):
        rows = visible(actor, Handover.objects.all())
        rows = rows.filter(id__lt=after) if after else rows
        return [_line(row, actor) for row in rows.defer("row", "party").order_by("-id")[: min(limit, MOST)]]


def unassigned_cases(actor: Actor) -> tuple[CaseLine, ...]:
    """Cases that came over and for which nobody was named yet, for those who name officers (at most 1 SQL)."""
    naming = (Role.SECTION_HEAD, Role.AGENCY_HEAD)
    mine = [one.agency_id for one in actor.grants if one.role in naming and one.agency_id is not None]
    if not mine:
        return ()
    with rls.acting(actor):
        return tuple(line(row) for row in fetch(_UNASSIGNED, {"mine": mine, "finished": list(FINISHED)}))
