"""Whether the party was punished before, anywhere in the province: what 初次违法 is measured by (处罚法 33)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import connection

from minzhifa.cases._row import loads

MOST = 50


def history(case_id: UUID, party: Mapping[str, Any] | None, facts: Mapping[str, Any]) -> dict[str, Any] | None:
    """Decided penalties of the same party, `same` where matter or a violated provision is the same (1 SQL).

    None when the party has no number to be known by: then nothing was checked. Only what decisions publish is read:
    day, agency, cause.
    """
    key = str((party or {}).get("uscc") or (party or {}).get("key") or "")
    if not key:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_history(%s, %s, %s)", [key[:64], case_id, MOST])
        rows = cursor.fetchall()
    here = set(_texts(facts.get("violated")))
    matter = str(facts.get("matter") or "")
    return {
        "checked": True,
        "penalties": [
            {
                "decided_on": decided_on, "agency": agency, "cause": cause,
                "same": bool(matter and matter == theirs) or bool(here & set(_texts(loads(violated)))),
            }
            for decided_on, agency, cause, theirs, violated in rows
        ],
    }  # fmt: skip


def _texts(citations: Any) -> Iterable[str]:
    for one in citations if isinstance(citations, list | tuple) else ():
        text = one.get("text") or one.get("citation") if isinstance(one, Mapping) else one
        if text:
            yield str(text)
