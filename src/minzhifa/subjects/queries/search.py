"""Finding subjects: part of a name, start of a code, pinyin initials, a whole identity number."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.db import connection

from minzhifa.access import Actor
from minzhifa.access.bigrams import bigram_condition, bigrams, escape_like
from minzhifa.crypto import blind_index
from minzhifa.law.errors import BadInput
from minzhifa.law.identifiers import check_citizen_id, compact
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


def _conditions(q: str) -> tuple[str, list[Any]]:
    """The WHERE of one search; every branch can use an index."""
    if index := _id_index(q):
        return "id_index = %s", [index]
    code = compact(q)
    if _CODE.fullmatch(code) and code[0].isdigit():
        by_name = [bigrams(q), escape_like(q)]  # a name may begin with digits too
        return f"(uscc LIKE %s OR {bigram_condition('search_text')})", [code + "%", *by_name]
    words = q.lower().split()
    if len(words) == 1 and len(words[0]) == 1:
        if _INITIALS.fullmatch(words[0]):
            return "initials LIKE %s", [words[0] + "%"]
        return "search_text LIKE %s", [escape_like(words[0])[1:]]
    parts = [(bigram_condition("search_text"), [bigrams(w), escape_like(w)]) for w in words if len(w) > 1]
    return " AND ".join(c for c, _ in parts) or "true", [v for _, values in parts for v in values]


def search(
    actor: Actor, q: str, *, kind: str | None = None, region_prefix: str = "", after: str = "", limit: int = 20
) -> Found:
    """Subjects by pinyin order (2 statements). `after` is what the page before gave; counts stop at 1,000."""
    if not actor.holds(*READERS):
        return Found((), 0, False, "")
    where, parameters = _conditions(q.strip())
    if kind:
        where, parameters = f"{where} AND kind = %s", [*parameters, kind]
    if region_prefix:
        where, parameters = f"{where} AND region_code LIKE %s", [*parameters, region_prefix + "%"]
    page_where, page_parameters = where, parameters
    if "|" in after:
        key, last = after.rsplit("|", 1)
        page_where, page_parameters = f"{where} AND (sort_key, id) > (%s, %s)", [*parameters, key, UUID(last)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS}, sort_key FROM subjects_subject WHERE {page_where} "  # noqa: S608 - our own text only
            "ORDER BY sort_key, id LIMIT %s",
            [*page_parameters, limit + 1],
        )
        found = cursor.fetchall()
        cursor.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM subjects_subject WHERE {where} LIMIT %s) AS hits",  # noqa: S608
            [*parameters, CAP + 1],
        )
        count = cursor.fetchone()[0]
    rows = tuple(SubjectRow(*r[:-1]) for r in found[:limit])
    more = f"{found[limit - 1][-1]}|{found[limit - 1][0]}" if len(found) > limit else ""
    return Found(rows, min(count, CAP), count > CAP, more)


def by_uscc(uscc: str) -> UUID | None:
    """The subject with this code (1 statement)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM subjects_subject WHERE uscc = %s", [compact(uscc)])
        row = cursor.fetchone()
    return row[0] if row else None
