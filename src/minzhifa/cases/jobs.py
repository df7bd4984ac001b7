"""Jobs of the cases room, deferred inside the transaction of the act."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import connection, transaction

from minzhifa.access.rls import EVERYTHING, set_scope
from minzhifa.cases.events import OUTBOX_TASK
from minzhifa.clock import now
from minzhifa.ledger.outbox import job

log = logging.getLogger(__name__)
KEEP_ANSWERS = timedelta(days=90)
BATCH = 10_000
_PRUNE = """
DELETE FROM cases_idempotencykey WHERE id IN (SELECT id FROM cases_idempotencykey WHERE at < %s ORDER BY at LIMIT %s)
"""


@job(OUTBOX_TASK)
def case_acted(*, case_id: str, code: str, action: str, stage: str, at: str) -> None:
    """An act was done; rooms that may wait (disclosure, exchange) hang their work on this one job."""
    log.info("%s %s -> %s (%s, %s)", code, action, stage, case_id, at)


@job("cases.prune_answers", cron="47 3 * * *")
def prune_answers(timestamp: int = 0) -> None:
    """Daily: the answers kept under idempotency keys go after 90 days; no system repeats a request that late."""
    prune(before=now() - KEEP_ANSWERS)


def prune(*, before: datetime) -> int:
    """Delete answers given before an instant, some at a time; returns how many."""
    gone = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            set_scope(EVERYTHING)
            cursor.execute(_PRUNE, [before, BATCH])
            deleted: int = cursor.rowcount
        gone += deleted
        if deleted < BATCH:
            return gone
