"""Lists by keyset: newest first, no counts, no offsets. Only what the actor may see."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from minzhifa.access import Actor, rls
from minzhifa.cases.queries._lines import COLUMNS, fetch, line, remits
from minzhifa.cases.queries.rows import Filters, Page

MOST = 200
FEW_REMITS = 300
SEARCH_MOST = 500


def case_list(actor: Actor, filters: Filters | None = None, *, after: UUID | None = None, limit: int = 50) -> Page:
    """One page of the cases the actor may see, newest first (1 SQL).

    With few remits each remit's newest rows are taken from its own index and merged; a province-wide account walks
    the primary key. Search words (two characters or more) go through `cases_search`.
    """
    wanted = filters or Filters()
    size = max(1, min(limit, MOST))
    within = remits(actor)
    conditions, parameters = _conditions(wanted)
    parameters |= {"after": after, "limit": size + 1, "remits": within}
    if after is not None:
        conditions.append("c.id < %(after)s")
    if wanted.q.strip():
        conditions.append("c.id IN (SELECT case_id FROM cases_search(%(q)s, %(after)s, %(most)s, %(remits)s))")
        narrowed = len(conditions) > (2 if after is not None else 1)
        parameters |= {"q": wanted.q.strip(), "most": SEARCH_MOST if narrowed else size + 1}
        per_remit = False
    else:
        per_remit = within is not None and len(within) <= FEW_REMITS
    if within is not None and not per_remit:
        conditions.append("c.remit_id = ANY (%(remits)s)")
    where = " AND ".join(conditions) or "true"
    if per_remit:
        sql = (
            f"SELECT {COLUMNS} FROM unnest(%(remits)s::int[]) AS r(id) CROSS JOIN LATERAL (SELECT * FROM cases_case c"  # noqa: S608 -- conditions of our own, values as parameters
            f" WHERE c.remit_id = r.id AND {where} ORDER BY c.id DESC LIMIT %(limit)s) AS c"
            " ORDER BY c.id DESC LIMIT %(limit)s"
        )
    else:
        sql = f"SELECT {COLUMNS} FROM cases_case c WHERE {where} ORDER BY c.id DESC LIMIT %(limit)s"  # noqa: S608 -- conditions of our own, values as parameters
    with rls.acting(actor):
        rows = [line(row) for row in fetch(sql, parameters)]
    return Page(tuple(rows[:size]), rows[size - 1].id if len(rows) > size else None)


def _conditions(wanted: Filters) -> tuple[list[str], dict[str, Any]]:
    tests = {
        "stage": "c.stage = %(stage)s",
        "agency_id": "c.agency_id = %(agency_id)s",
        "field_code": "c.field_code = %(field_code)s",
        "officer_id": "c.id IN (SELECT case_id FROM cases_caseofficer WHERE officer_id = %(officer_id)s)",
        "due_before": "c.next_due < %(due_before)s",
        "opened_from": "c.opened_on >= %(opened_from)s",
        "opened_to": "c.opened_on <= %(opened_to)s",
        "returned": "c.returned = %(returned)s",
        "historical": "c.historical = %(historical)s",
        "deviates": "c.deviates = %(deviates)s",
    }
    given = {name: getattr(wanted, name) for name in tests if getattr(wanted, name) is not None}
    return [tests[name] for name in given], given


def search_cases(actor: Actor, q: str, *, limit: int = 20) -> Page:
    """Cases whose party, cause or code holds `q` (1 SQL); fewer than two characters find nothing."""
    return case_list(actor, Filters(q=q), limit=limit) if len(q.strip()) > 1 else Page((), None)
