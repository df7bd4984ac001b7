"""唤醒期限: the stored days of terms that waited for a year's holidays, once the year is loaded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from minzhifa.access.rls import EVERYTHING, set_scope
from minzhifa.cases import _projection
from minzhifa.cases._row import loads
from minzhifa.law.procedure import CaseState, awake
from minzhifa.rules import current

BATCH = 500
_READ = """
SELECT id, state FROM cases_case c
 WHERE NOT historical AND (%(after)s::uuid IS NULL OR id > %(after)s)
   AND id IN (SELECT case_id FROM cases_caseterm WHERE due IS NULL AND stopped = '')
 ORDER BY id LIMIT %(batch)s FOR NO KEY UPDATE
"""
_TERMS = """
UPDATE cases_caseterm t SET due = given.due FROM json_to_recordset(%s) AS given(case_id uuid, term_id text, due date)
 WHERE t.case_id = given.case_id AND t.term_id = given.term_id
"""
_CASES = """
UPDATE cases_case c SET next_due = given.next_due, next_term = given.next_term
  FROM json_to_recordset(%s) AS given(id uuid, next_due date, next_term text) WHERE c.id = given.id
"""


def wake_terms() -> int:
    """Compute every running term that has no day for want of a calendar, and the lists' next day; how many woke.

    The state of a case is the fold of its events and stays as it is: the next act of the case records the day
    (`law.procedure.awake`). 500 cases a transaction, each locked while it is looked at.
    """
    woke, after = 0, None
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            set_scope(EVERYTHING)
            cursor.execute(_READ, {"after": after, "batch": BATCH})
            rows: list[tuple[UUID, Any]] = cursor.fetchall()
            changed = [found for case_id, state in rows if (found := _woken(case_id, loads(state)))]
            if changed:
                terms = [term for _, own in changed for term in own]
                cursor.execute(_TERMS, [json.dumps(terms)])
                cursor.execute(_CASES, [json.dumps([case for case, _ in changed])])
                woke += len(terms)
        if len(rows) < BATCH:
            return woke
        after = rows[-1][0]


def _woken(case_id: UUID, stored: Any) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    """(the case's next day, its terms that now have one); None where nothing woke."""
    before = CaseState.from_json(stored)
    state = awake(before, current())
    if state is before:
        return None
    due, title = _projection.next_term(state)
    case = {"id": str(case_id), "next_due": due and due.isoformat(), "next_term": title}
    return case, list(_days(str(case_id), before, state))


def _days(case_id: str, before: CaseState, state: CaseState) -> Iterator[dict[str, Any]]:
    known = {row.term_id: row.due for row in _projection.terms(before)}
    for row in _projection.terms(state):
        if row.due and known.get(row.term_id) is None:
            yield {"case_id": case_id, "term_id": row.term_id, "due": row.due.isoformat()}
