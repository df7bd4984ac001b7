"""The bare INSERTs of the rows that one filing wrote, as a pgbench script with fresh keys each time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from bench import cpu

TABLES = {  # table → how its rows of one case are found
    "cases_case": "id", "cases_caseparty": "case_id", "cases_caseterm": "case_id", "cases_caseofficer": "case_id",
    "cases_pendingapproval": "case_id", "documents_document": "case_id", "ledger_event": "stream_id",
    "ledger_head": "stream_id",
}  # fmt: skip
SERIAL = {"cases_caseterm", "cases_caseofficer", "cases_pendingapproval", "cases_idempotencykey", "procrastinate_jobs"}
FRESH = "md5(:zcase::text)::uuid"
_VARIABLE = re.compile(r":(?=[A-Za-z_\u0080-\uffff])")
_TPS = re.compile(r"tps = ([\d.]+)")
_COUNT = re.compile(r"transactions actually processed: (\d+)")
_LATENCY = re.compile(r"latency average = ([\d.]+) ms")


def script(owner: str, case_id: UUID) -> tuple[str, int]:
    """(pgbench script, rows) of the case that a filing just made."""
    lines = [r"\set zcase random(1, 9000000000000000000)", r"\set zyear random(1000, 9999)",
             r"\set zserial random(0, 9999999)", "BEGIN;"]  # fmt: skip
    rows = 0
    with psycopg.connect(owner) as connection:
        found = [(table, key, case_id) for table, key in TABLES.items()]
        lane = connection.execute("SELECT lane, n FROM ledger_head WHERE stream_id = %s", [case_id]).fetchone()
        for table, key, value in found:
            rows += _add(
                lines, connection, table, sql.SQL("WHERE {} = %s").format(sql.Identifier(key)), [value], case_id
            )
        rows += _add(
            lines, connection, "ledger_entry", sql.SQL("WHERE lane = %s AND n = %s"), list(lane or ()), case_id
        )
        wanted = sql.SQL("WHERE answer->>'case_id' = %s")
        rows += _add(lines, connection, "cases_idempotencykey", wanted, [str(case_id)], case_id)
        wanted = sql.SQL("WHERE args->>'case_id' = %s")
        rows += _add(lines, connection, "procrastinate_jobs", wanted, [str(case_id)], case_id)
    return "\n".join([*lines, "COMMIT;"]) + "\n", rows


def _add(  # noqa: PLR0917 -- one call a table, read as a row
    lines: list[str], connection: Any, table: str, where: Any, values: list[Any], case_id: UUID
) -> int:  # fmt: skip
    columns = [c for (c,) in connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        " ORDER BY attnum", [table]) if not (c == "id" and table in SERIAL)]  # fmt: skip
    query = sql.SQL("SELECT {} FROM {} ").format(
        sql.SQL(", ").join(sql.SQL("quote_nullable({}::text)").format(sql.Identifier(c)) for c in columns),
        sql.Identifier(table),
    ) + where  # fmt: skip
    found = connection.execute(query, values).fetchall()
    names = ", ".join(f'"{c}"' for c in columns)
    for place, row in enumerate(found):
        cells = [_fresh(table, c, v, case_id, place) for c, v in zip(columns, row, strict=True)]
        lines.append(f"INSERT INTO {table} ({names}) VALUES ({', '.join(cells)});")  # noqa: S608 -- quoted by the database
    return len(found)


def _fresh(table: str, column: str, value: str, case_id: UUID, place: int) -> str:  # noqa: PLR0911 -- one a rule
    """The value, with keys made anew: one case, its parts, its code, its numbers."""
    if value == f"'{case_id}'":
        return FRESH
    if column == "id":
        return f"md5((:zcase::bigint + {place + 1})::text)::uuid"
    if table == "cases_case" and column == "code":
        return "'3501-01-' || :zyear || '-' || lpad(:zserial::text, 7, '0') || '-0'"
    if table == "documents_document" and column == "number" and value != "''":
        return "'测〔2026〕' || :zcase || '号'"
    if (table, column) in (("ledger_entry", "n"), ("ledger_head", "n")):
        return ":zcase"
    if table == "cases_idempotencykey" and column == "key":
        return ":zcase::text"
    return _VARIABLE.sub(": ", value)  # pgbench would take ":null" or "token:ab12" for one of its variables


def run(owner: str, text: str, clients: int, seconds: int) -> dict[str, Any]:
    """Transactions a second of the script after a short warm-up, and the CPU time of database and client for each.

    By pgbench, where there is one, else by psycopg with prepared statements.
    """
    found = shutil.which("pgbench") or next(
        map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))[::-1]), None
    )
    if found is None:
        return _by_psycopg(owner, text, seconds)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(text)
        file.flush()
        options = ["-n", "-M", "prepared", "-c", str(clients), "-j", "2", "-f", file.name]
        _pgbench([found, *options, "-T", "2", owner])
        with cpu.sessions(owner, "pgbench") as used:
            before = os.times().children_user + os.times().children_system
            output = _pgbench([found, *options, "-T", str(seconds), owner])
            client = os.times().children_user + os.times().children_system - before
    tps, count, latency = _TPS.search(output), _COUNT.search(output), _LATENCY.search(output)
    if not (tps and count and latency):
        raise RuntimeError(f"pgbench: {output[-800:]}")
    each = 1000 / int(count[1])
    return {
        "by": "pgbench", "rate_per_s": float(tps[1]), "latency_ms": float(latency[1]),
        "database_cpu_ms": round(used.total * each, 2), "client_cpu_ms": round(client * each, 2),
    }  # fmt: skip


def _pgbench(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"pgbench: {done.stderr[-800:]}")
    return done.stdout


def _by_psycopg(owner: str, text: str, seconds: int) -> dict[str, Any]:
    """One connection, prepared statements; slower than pgbench, so the ratio looks better than it is."""
    import random  # noqa: PLC0415 -- only where pgbench is missing

    statements = [line.rstrip(";") for line in text.splitlines() if line.startswith("INSERT")]
    names = re.compile(r":(zcase|zyear|zserial)\b")
    prepared = [names.sub(lambda m: f"%({m[1]})s", s.replace("%", "%%")) for s in statements]
    count, end = 0, time.monotonic() + seconds
    with psycopg.connect(owner) as connection:
        while time.monotonic() < end:
            values = {
                "zcase": random.getrandbits(62),
                "zyear": random.randint(1000, 9999),
                "zserial": random.randint(0, 9999999),
            }
            with connection.transaction():
                for one in prepared:
                    connection.execute(one, values, prepare=True)
            count += 1
    return {"by": "psycopg", "rate_per_s": count / seconds, "latency_ms": None, "database_cpu_ms": None,
            "client_cpu_ms": None}  # fmt: skip
