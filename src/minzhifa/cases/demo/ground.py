"""The ground of a large load: indexes and checks that are cheaper made once at the end are put aside until then.

What is put aside stands as SQL in a row of its own, so that a run that was cut off puts everything back when it is
called again. Keys of cases, codes and the signed log stay, and so do the rights of the application: only the owner's
own force of row security, which COPY cannot pass, is lifted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection, transaction

from minzhifa.cases.demo.template import COLUMNS
from minzhifa.ledger import bulk
from minzhifa.org.demo import fixed

TABLES = [*COLUMNS, *bulk.TABLES]
MANY = ["ledger_event", "cases_caseterm", "cases_caseofficer"]  # several rows a case: their keys wait as well
KEEPER, KEY = fixed("account", "generated-province"), "demo-ground"
_FEW = 4  # a load of at least so many times the cases that are present is a large one
_SECURITY = "1 row security of "

_FORCED = "SELECT oid::regclass::text FROM pg_class WHERE oid = ANY(%s::regclass[]) AND relforcerowsecurity ORDER BY 1"
_INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
 WHERE i.indrelid = ANY(%s::regclass[]) AND a.amname <> 'brin'
   AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
 ORDER BY (a.amname = 'gin') DESC, 1
"""
_CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
 WHERE contype = ANY(%s::"char"[]) AND conrelid = ANY(%s::regclass[]) ORDER BY 1, 2
"""
_KEEP = """
INSERT INTO cases_idempotencykey AS k (account_id, key, remit_id, request_hash, answer, at)
VALUES (%s, %s, 0, '', %s::jsonb, now())
ON CONFLICT (account_id, key) DO UPDATE SET answer = k.answer || excluded.answer
"""
_DONE = "UPDATE cases_idempotencykey SET answer = answer - %s::text WHERE account_id = %s AND key = %s"


@contextmanager
def cleared(cases: int, workers: int, say: Callable[[str], None]) -> Iterator[None]:
    """Put aside what slows the load of `cases` cases; afterwards everything is made again."""
    _lift()
    if _large(cases):
        _put_aside()
    try:
        yield
    except BaseException:
        _restore([name for name in _kept() if name.startswith(_SECURITY)], 1)
        raise
    say("正在建立索引")
    for step in "1", "2", "3":  # row security; indexes and keys; references, which need the keys
        _restore([name for name in _kept() if name.startswith(step)], workers)


def _rows(sql: str, *parameters: list[str]) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(parameters))
        rows: list[tuple[str, ...]] = cursor.fetchall()
    return rows


def _large(cases: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM (SELECT FROM cases_case LIMIT %s) few", [cases // _FEW + 1])
        return int(cursor.fetchone()[0]) <= cases // _FEW


def _keep(undo: dict[str, str], statements: list[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_KEEP, [KEEPER, KEY, json.dumps(undo)])
        for statement in statements:
            cursor.execute(statement)


def _lift() -> None:
    tables = [table for (table,) in _rows(_FORCED, TABLES)]
    _keep({f"{_SECURITY}{table}": f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY" for table in tables},
          [f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY" for table in tables])  # fmt: skip


def _put_aside() -> None:
    undo, statements = {}, []
    for place, (name, definition) in enumerate(_rows(_INDEXES, TABLES)):
        undo[f"2 {place:03d} {name}"] = definition
        statements.append(f"DROP INDEX {name}")
    keys = [("3", one) for one in _rows(_CONSTRAINTS, ["f"], TABLES)]
    keys += [("2 zz", one) for one in _rows(_CONSTRAINTS, ["p", "u"], MANY)]
    for step, (table, name, definition) in keys:
        undo[f"{step} {name}"] = f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}'
        statements.append(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for table in TABLES:
        undo[f"1 vacuum of {table}"] = f"ALTER TABLE {table} RESET (autovacuum_enabled)"
        statements.append(f"ALTER TABLE {table} SET (autovacuum_enabled = off)")
    _keep(undo, statements)


def _kept() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM cases_idempotencykey WHERE account_id = %s AND key = %s", [KEEPER, KEY])
        row = cursor.fetchone()
    kept: dict[str, str] = {} if row is None else json.loads(row[0]) if isinstance(row[0], str) else row[0]
    return dict(sorted(kept.items()))


def _restore(names: list[str], workers: int) -> None:
    kept = _kept()

    def one(name: str) -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
                cursor.execute("SET LOCAL max_parallel_maintenance_workers = 0")
                cursor.execute(kept[name])
                cursor.execute(_DONE, [name, KEEPER, KEY])
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(one, names))
