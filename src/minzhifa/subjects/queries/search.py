"""Finding subjects: part of a name, start of a code, pinyin initials, a whole identity number."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import UUID

from django.db import connection

from minzhifa.access import Actor
from minzhifa.access.bigrams import escape_like
from minzhifa.crypto import blind_index
from minzhifa.law.errors import BadInput
from minzhifa.law.identifiers import check_citizen_id, compact
from minzhifa.subjects.access import reading
from minzhifa.subjects.operations.register import ID_PURPOSE
from minzhifa.subjects.policy import READERS
from minzhifa.subjects.queries.rows import Found, SubjectRow

CAP = 1000
_COLUMNS = "id, kind, name, coalesce(uscc, ''), address, legal_representative, region_code, verified, historical"
_CODE = re.compile(r"[0-9A-Z]{4,18}")
_INITIALS = re.compile(r"[a-z0-9]{1,40}")


def _id_index(q: str) -> str | None:
    try:
        return blind_index(check_citizen_id(q), purpose=ID_PURPOSE)
    except BadInput:
        return None


def _asked(q: str) -> dict[str, Any]:
    """What `subjects_search` is asked; every branch can use an index."""
    if index := _id_index(q):
        return {"id_index": index}
    code = compact(q)
    if _CODE.fullmatch(code) and code[0].isdigit():
        return {"code": code, "words": [q.lower()]}  # a name may begin with digits too
    words = q.lower().split()
    if len(words) == 1 and len(words[0]) == 1:
        if _INITIALS.fullmatch(words[0]):
            return {"initials": words[0]}
        return {"head": escape_like(words[0])[1:-1]}
    return {"words": [word for word in words if len(word) > 1]}


def search(
    actor: Actor, q: str, *, kind: str | None = None, region_prefix: str = "", after: str = "", limit: int = 20
) -> Found:
    """Subjects by pinyin order (2 statements). `after` is what the page before gave; counts stop at 1,000."""
    if not actor.holds(*READERS):
        return Found((), 0, False, "")
    asked = (
        _asked(q.replace("\x00", "").strip())
        | ({"kind": kind} if kind else {})
        | ({"region": region_prefix} if region_prefix else {})
    )
    page = dict(asked)
    if "|" in after:
        page["after_key"], page["after_id"] = after.rsplit("|", 1)
    with reading(actor), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS}, sort_key FROM subjects_search(%s::jsonb, %s)",  # noqa: S608 -- our own column names
            [json.dumps(page), limit + 1],
        )
        found = cursor.fetchall()
        cursor.execute("SELECT subjects_count(%s::jsonb, %s)", [json.dumps(asked), CAP + 1])
        count = cursor.fetchone()[0]
    rows = tuple(SubjectRow(*r[:-1]) for r in found[:limit])
    more = f"{found[limit - 1][-1]}|{found[limit - 1][0]}" if len(found) > limit else ""
    return Found(rows, min(count, CAP), count > CAP, more)


def by_uscc(actor: Actor, uscc: str) -> UUID | None:
    """The subject with this code (1 statement)."""
    with reading(actor), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM subjects_subject WHERE uscc = %s", [compact(uscc)])
        row = cursor.fetchone()
    return row[0] if row else None
