"""Prove that the ledger is whole: every event's hash, every chain, every signed head, every lane, every anchor."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from django.db import connection, transaction

from minzhifa.access.rls import EVERYTHING, set_scope
from minzhifa.ledger.types import Stream
from minzhifa.ledger.verify.log import Anchored, check_lanes, check_log_of, read_anchors
from minzhifa.ledger.verify.report import Enough, Finding, Report
from minzhifa.ledger.verify.side_by_side import check_side_by_side
from minzhifa.ledger.verify.streams import check_one, check_streams

__all__ = ["Finding", "Report", "verify"]


def verify(
    stream: Stream | UUID | None = None,
    *,
    limit: int = 1000,
    workers: int = 1,
    say: Callable[[str], None] = lambda _: None,
) -> Report:
    """Check one stream, or everything; stops after `limit` findings. Needs no memory that grows with the ledger.

    With several `workers` everything is checked by as many processes, which `say` how far they are; not inside a
    transaction.

    One snapshot of the database is read, so acts may go on meanwhile. What is found and what cannot be found:
    docs/adr/0001-ledger.md. For one stream the log entries that cover it are checked in full (root, hash,
    signature), their lanes by their links and by the anchors; the other streams' rows are left alone.
    """
    report = Report(limit=limit)
    if stream is None and workers > 1:
        check_side_by_side(report, workers, say)
        return report
    outermost = not connection.in_atomic_block
    anchored = read_anchors(report)
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        set_scope(EVERYTHING)
        with suppress(Enough):
            _check(report, stream, anchored)
    return report


def _check(report: Report, stream: Stream | UUID | None, anchored: Anchored) -> None:
    if stream is None:
        check_streams(report)
        check_lanes(report, anchored)
    else:
        stream_id = stream if isinstance(stream, UUID) else stream.id
        check_one(report, stream_id)
        check_log_of(report, stream_id, anchored)
