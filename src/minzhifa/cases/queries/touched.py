"""The open cases that a change of the law touches."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from minzhifa.access import Actor, rls
from minzhifa.cases._cited import key
from minzhifa.cases.queries._lines import COLUMNS, fetch, line
from minzhifa.cases.queries.rows import Page

MOST = 200


def touched_cases(
    actor: Actor, statute: str, articles: Sequence[str], *, after: UUID | None = None, limit: int = 50
) -> Page:
    """Open cases that cite one of these articles ("23", "23-1") of the statute, newest first (1 SQL)."""
    size = max(1, min(limit, MOST))
    keys = [key(statute, article) for article in articles]
    sql = (
        f"SELECT {COLUMNS} FROM cases_case c WHERE c.id IN"  # noqa: S608 -- our own columns
        " (SELECT case_id FROM cases_touched(%(keys)s, %(after)s, %(limit)s)) ORDER BY c.id DESC"
    )
    with rls.acting(actor):
        rows = [line(row) for row in fetch(sql, {"keys": keys, "after": after, "limit": size + 1})]
    return Page(tuple(rows[:size]), rows[size - 1].id if len(rows) > size else None)
