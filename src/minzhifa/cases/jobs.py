"""Jobs of the cases room, deferred inside the transaction of the act."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from minzhifa.access import Actor
from minzhifa.access.rls import EVERYTHING, set_scope
from minzhifa.cases.events import OUTBOX_TASK
from minzhifa.cases.operations.shift_terms import shift_terms
from minzhifa.cases.operations.take_back_powers import hand_over_withdrawn
from minzhifa.cases.operations.wake_terms import wake_terms
from minzhifa.clock import local_date, now
from minzhifa.ledger.outbox import job
from minzhifa.org.queries import withdrawals_to_hand_over
from minzhifa.rules import forget
from minzhifa.rules.events import CALENDAR_TASK

log = logging.getLogger(__name__)
PLATFORM = Actor(UUID("6d7a6600-0000-8000-8000-000000000002"), "平台（到期办理）", device="job")
CALENDAR = Actor(UUID("6d7a6600-0000-8000-8000-000000000003"), "平台（日历更正）", device="job")
KEEP_ANSWERS = timedelta(days=90)
BATCH = 10_000
_PRUNE = """
DELETE FROM cases_idempotencykey WHERE id IN (SELECT id FROM cases_idempotencykey WHERE at < %s ORDER BY at LIMIT %s)
"""


@job(OUTBOX_TASK)
def case_acted(*, case_id: str, code: str, action: str, stage: str, at: str) -> None:
    """An act was done; rooms that may wait (disclosure, exchange) hang their work on this one job."""
    log.info("%s %s -> %s (%s, %s)", code, action, stage, case_id, at)


@job("cases.hand_over_withdrawn", cron="12 0 * * *")
def hand_over_by_day(timestamp: int = 0) -> None:
    """Daily: powers that are taken back from today on, with their running cases, where the withdrawal says so."""
    at = now()
    for withdrawal_id in withdrawals_to_hand_over(local_date(at)):
        done = hand_over_withdrawn(actor=PLATFORM, withdrawal_id=withdrawal_id, at=at)
        log.info("withdrawal %s: %s cases handed over, %s left", withdrawal_id, done.moved, done.left)


@job(CALENDAR_TASK, retry=5)
def calendar_imported(*, year: int) -> None:
    """A year's holidays are loaded or corrected: terms get their day. Doing it twice changes nothing."""
    forget()
    log.info("calendar of %s: %s terms woke", year, wake_terms())
    log.info("calendar of %s: %s", year, shift_terms(actor=CALENDAR, year=year, at=now()))


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
