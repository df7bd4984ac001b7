"""Loading, locking and creating the case row."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from minzhifa.access.postgresql.base import prepared
from minzhifa.cases._facts import Private
from minzhifa.cases.errors import CaseNotFound, StaleCase
from minzhifa.crypto import open_text
from minzhifa.law.procedure.types import CaseState
from minzhifa.law.words import day_words

SHANGHAI = ZoneInfo("Asia/Shanghai")

_CASE = """
SELECT id, code, remit_id, agency_id, agency_name, region_code, field_code, domain, version, historical, source_ref,
       state, created_at, updated_at, updated_by
  FROM cases_case WHERE id = %s
"""
_SERIAL = """
INSERT INTO cases_casecounter AS c (prefix, last) VALUES (%s, 1)
ON CONFLICT (prefix) DO UPDATE SET last = c.last + 1 RETURNING last
"""


@dataclass(slots=True)
class CaseRow:
    """What the engine knows of the case row while a step runs."""

    id: UUID
    code: str
    remit_id: int
    agency_id: int
    agency_name: str
    region_code: str
    field_code: str
    domain: str
    version: int
    historical: bool
    source_ref: str | None
    state: CaseState
    created_at: datetime
    updated_at: datetime
    updated_by: str
    new: bool = False


def loads(value: Any) -> Any:
    """JSON columns come as text on a raw cursor (Django switches psycopg's own decoding off)."""
    return json.loads(value) if isinstance(value, str) else value


def peek(case_id: UUID) -> CaseRow:
    """The case as it stands, not locked (1 SQL). Raises `CaseNotFound`."""
    with prepared() as cursor:
        cursor.execute(_CASE, [case_id])
        found = cursor.fetchone()
    if found is None:
        raise CaseNotFound
    return _of(found)


def _of(found: tuple[Any, ...]) -> CaseRow:
    return CaseRow(*(*found[:11], CaseState.from_json(loads(found[11])), *found[12:15]))


def lock(case_id: UUID, expected_version: int | None) -> CaseRow:
    """The case, locked until the transaction ends (1 SQL). Raises `CaseNotFound`, `StaleCase`."""
    with prepared() as cursor:
        cursor.execute(_CASE + " FOR UPDATE", [case_id])
        found = cursor.fetchone()
    if found is None:
        raise CaseNotFound
    row = _of(found)
    if expected_version is not None and expected_version != row.version:
        raise StaleCase(row.updated_by, day_words(f"{row.updated_at.astimezone(SHANGHAI):%Y-%m-%dT%H:%M}"), row.version)
    return row


def sealed_party(case_id: UUID) -> Private | None:
    """The personal part of the party, opened for a document (1 SQL)."""
    with prepared() as cursor:
        cursor.execute(
            "SELECT sealed_id_number, sealed_phone, sealed_address FROM cases_caseparty WHERE case_id = %s", [case_id]
        )
        found = cursor.fetchone()
    if found is None:
        return None
    names = ("id_number", "phone", "address")
    return Private(*(open_text(v, purpose=f"party.{n}") if v else "" for n, v in zip(names, found, strict=True)))


def next_serial(prefix: str) -> int:
    """The next serial within RRRR-FF-YYYY (1 SQL); other filings of the same prefix wait until this one ends."""
    with prepared() as cursor:
        cursor.execute(_SERIAL, [prefix])
        found = cursor.fetchone()
    return int(found[0])
