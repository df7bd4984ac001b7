"""The columns of a case in a list, read with plain SQL (a trivial ORM row costs ten times as much)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from minzhifa.access import Actor
from minzhifa.cases._next import NextAct
from minzhifa.cases._row import loads
from minzhifa.cases._table import stage_label
from minzhifa.cases.queries.rows import CaseLine

COLUMNS = """c.id, c.code, c.cause, c.party_name, c.stage, c.agency_name, c.region_code, c.field_code, c.opened_text,
 c.next_due, c.next_term, c.lead_officer_name, c.returned, c.historical, c.version, c.updated_at, c.procedure,
 c.next_steps"""
WIDTH = 18


def line(row: Sequence[Any]) -> CaseLine:
    """A row of `COLUMNS` as `CaseLine`."""
    stage = row[4]
    procedure, coming = row[WIDTH - 2], loads(row[WIDTH - 1])
    acts = tuple(NextAct.from_json(one) for one in coming)
    values: list[Any] = [*row[:5], stage_label(procedure, stage), *row[5 : WIDTH - 2], procedure, acts]
    return CaseLine(*values)


def fetch(sql: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """All rows of one statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def remits(actor: Actor) -> list[int] | None:
    """The remits of the actor's scope, None for everything; said in the query too, so that indexes can be used."""
    return None if actor.scope.everything else sorted(actor.scope.remits)
