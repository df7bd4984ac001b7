"""The open cases of a township on matters that are taken back from it."""

from __future__ import annotations

from collections.abc import Sequence

from minzhifa.access import Actor, rls
from minzhifa.cases.models.case import FINISHED
from minzhifa.cases.queries._lines import COLUMNS, fetch, line
from minzhifa.cases.queries.rows import CaseLine

MOST = 500


def running_on_matters(actor: Actor, agency_id: int, codes: Sequence[str]) -> tuple[CaseLine, ...]:
    """Open cases of the agency on these matters in the actor's scope, newest first, at most 500 (1 SQL)."""
    sql = (
        f"SELECT {COLUMNS} FROM cases_case c WHERE c.agency_id = %(agency)s"  # noqa: S608 -- our own columns
        " AND NOT c.historical AND c.stage <> ALL (%(finished)s) AND c.state #>> '{facts,matter}' = ANY (%(codes)s)"
        " ORDER BY c.id DESC LIMIT %(limit)s"
    )
    given = {"agency": agency_id, "finished": list(FINISHED), "codes": list(codes), "limit": MOST}
    with rls.acting(actor):
        return tuple(line(row) for row in fetch(sql, given))
