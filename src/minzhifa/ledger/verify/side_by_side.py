"""Everything checked by several processes in one snapshot: the streams in slices, the signed log meanwhile."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from queue import Empty
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from psycopg import sql

from minzhifa.access.rls import EVERYTHING, set_scope
from minzhifa.ledger.verify.log import Anchored, check_lanes, read_anchors
from minzhifa.ledger.verify.report import Enough, Report
from minzhifa.ledger.verify.streams import check_streams

SLICES = 40
_PAGES = 0.5  # per cent of the heads' pages that are looked at for the bounds
_BOUNDS = "SELECT stream_id FROM ledger_head TABLESAMPLE SYSTEM (%s) ORDER BY 1"
_Slice = tuple[UUID | None, UUID | None]


def check_side_by_side(report: Report, workers: int, say: Callable[[str], None]) -> None:
    """Check all streams, and the log, with `workers` processes. Not inside a transaction: it makes its own."""
    context = multiprocessing.get_context("fork")
    anchored = read_anchors(report)
    connection.close()  # a connection is never shared between processes
    tasks, results = context.Queue(), context.Queue()
    team = [context.Process(target=_work, args=(tasks, results, anchored), daemon=True) for _ in range(workers)]
    for process in team:
        process.start()
    try:
        with transaction.atomic(), suppress(Enough):
            snapshot = _begin()
            slices = _slices()
            for one in slices:
                tasks.put((snapshot, one, report.limit))
            tasks.put((snapshot, None, report.limit))
            for done in range(len(slices) + 1):
                _add(report, _next(results, team))
                say(f"已校验 {done + 1}/{len(slices) + 1} 段，{report.events} 条记录")
    finally:
        for process in team:
            process.terminate()
            process.join()


def _begin(snapshot: str = "") -> str:
    """Read one snapshot, everything of it; its name."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        if snapshot:
            # No statement that can be prepared: its value has to be written into it.
            cursor.execute(sql.SQL("SET TRANSACTION SNAPSHOT {}").format(sql.Literal(snapshot)))
        set_scope(EVERYTHING)
        if not snapshot:
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
    return snapshot


def _slices() -> list[_Slice]:
    with connection.cursor() as cursor:
        cursor.execute(_BOUNDS, [_PAGES])
        found = [row[0] for row in cursor.fetchall()]
    step = len(found) // SLICES
    bounds = sorted(set(found[step::step])) if step else []
    return list(zip([None, *bounds], [*bounds, None], strict=True))


def _work(tasks: Any, results: Any, anchored: Anchored) -> None:
    """A process: slices of the streams (None: the log), each in the snapshot of the one who asked."""
    while True:
        snapshot, one, limit = tasks.get()
        report = Report(limit=limit)
        try:
            with transaction.atomic(), suppress(Enough):
                _begin(snapshot)
                if one is None:
                    check_lanes(report, anchored)
                else:
                    check_streams(report, *one)
        except Exception as error:
            results.put(f"{type(error).__name__}: {error}")
            return
        results.put(report)


def _next(results: Any, team: list[Any]) -> Report:
    while True:
        try:
            found = results.get(timeout=2)
        except Empty:
            if not all(process.is_alive() for process in team):
                raise RuntimeError("a process of the verification ended unexpectedly") from None
            continue
        if isinstance(found, str):
            raise RuntimeError(found)
        return found  # type: ignore[no-any-return]


def _add(report: Report, part: Report) -> None:
    report.streams += part.streams
    report.events += part.events
    report.entries += part.entries
    for finding in part.findings:
        report.add(finding)
