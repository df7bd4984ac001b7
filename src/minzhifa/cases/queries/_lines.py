"""The columns of a case in a list, read with plain SQL (a trivial ORM row costs ten times as much)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from minzhifa.access import Actor
from minzhifa.cases.queries.rows import CaseLine
from minzhifa.law.procedure.stages import LABELS, Stage

COLUMNS = """c.id, c.code, c.cause, c.party_name, c.stage, c.agency_name, c.region_code, c.field_code, c.opened_text,
 c.next_due, c.next_term, c.lead_officer_name, c.returned, c.historical, c.version, c.updated_at"""
WIDTH = 16


def line(row: Sequence[Any]) -> CaseLine:
    """A row of `COLUMNS` as `CaseLine`."""
    stage = row[4]
    label = LABELS[Stage(stage)] if stage in Stage._value2member_map_ else stage
    head, tail = row[:5], row[5:WIDTH]
    return CaseLine(*(*head, label, *tail))


def fetch(sql: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """All rows of one statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def remits(actor: Actor) -> list[int] | None:
    """The remits of the actor's scope, None for everything; said in the query too, so that indexes can be used."""
    return None if actor.scope.everything else sorted(actor.scope.remits)
