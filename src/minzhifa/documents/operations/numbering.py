"""Numbers without gaps: the counter's row stays locked from the taking to the end of the caller's transaction."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from minzhifa.access import Actor
from minzhifa.access.errors import Refused
from minzhifa.documents.errors import BadNumber
from minzhifa.documents.models import VoidNumber
from minzhifa.documents.numbers import format_number
from minzhifa.documents.registry import kind as kind_of

TAKE = """
INSERT INTO documents_numbercounter AS c (agency_id, series, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (agency_id, series, year) DO UPDATE SET last = c.last + 1 RETURNING last
"""


def series_of(kind: str) -> str:
    """The number series of a kind; raises `BadNumber` for kinds without numbers."""
    series = kind_of(kind).series
    if series is None:
        raise BadNumber(f"《{kind_of(kind).title}》不编文号。")
    return series


def take_number(*, agency_id: int, kind: str, year: int, word: str) -> str:
    """The next number of this agency, kind and year, as text. One statement.

    Must run inside the transaction that uses the number: a rollback gives it back, a concurrent taker waits.
    Raises `BadNumber` (no word, kind without numbers) and RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    series = series_of(kind)
    format_number(word, year, 1)
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [agency_id, series, year])
        return format_number(word, year, cursor.fetchone()[0])


def void_number(
    *,
    actor: Actor,
    agency_id: int,
    kind: str,
    year: int,
    number: str,
    reason: str,
    at: datetime,
    document_id: UUID | None,
) -> None:
    """Log a number as void; it is never given again. Raises `Refused` without a reason."""
    if not reason.strip():
        raise Refused("void_without_reason", "作废文号要写明原因。", fields=("reason",))
    VoidNumber.objects.create(
        agency_id=agency_id,
        series=series_of(kind),
        year=year,
        number=number,
        document_id=document_id,
        reason=reason.strip(),
        account_id=actor.account_id,
        at=at,
    )
