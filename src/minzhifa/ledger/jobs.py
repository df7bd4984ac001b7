"""Housekeeping of the ledger and of the queue."""

from __future__ import annotations

from procrastinate.contrib.django import app

from minzhifa.clock import now
from minzhifa.ledger import anchors
from minzhifa.ledger.outbox import job

KEEP_HOURS = 72
SILENT_SECONDS = 60  # a living worker gives a sign every ten
MOST_ATTEMPTS = 5  # a job that takes its worker down each time does not do so for ever

_LOST = """
SELECT j.id, j.attempts FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
 WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - %(silent)s * interval '1 second')
 ORDER BY j.id
"""


@job("ledger.checkpoint", cron="5 * * * *")
def write_checkpoint(timestamp: int = 0) -> None:
    """Hourly: a signed line with the tail of every lane, outside the database."""
    anchors.checkpoint(now())


@job("ledger.prune_jobs", cron="35 * * * *")
def prune_jobs(timestamp: int = 0) -> None:
    """Hourly: finished jobs older than three days go; failed ones stay until somebody looked at them."""
    prune(keep_hours=KEEP_HOURS)


@job("ledger.rescue_jobs", cron="* * * * *")
def rescue_jobs(timestamp: int = 0) -> None:
    """Every minute: jobs whose worker was killed in the middle are done again."""
    rescue(silent_seconds=SILENT_SECONDS)


def rescue(*, silent_seconds: int) -> tuple[int, int]:
    """Jobs under way at a worker that is gone, or silent for so long: (put back, given up after `MOST_ATTEMPTS`).

    A job may so run twice, never half: what it does must be safe to repeat (idempotency keys, one transaction).
    """
    database = app.connector.get_sync_connector()
    lost = database.execute_query_all(_LOST, silent=silent_seconds)
    back = [row["id"] for row in lost if row["attempts"] < MOST_ATTEMPTS]
    over = [row["id"] for row in lost if row["attempts"] >= MOST_ATTEMPTS]
    for number in back:
        app.job_manager.retry_job_by_id(number, retry_at=now())
    if over:
        database.execute_query("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = ANY (%(ids)s)", ids=over)
    return len(back), len(over)


def prune(*, keep_hours: int) -> None:
    """Delete jobs that succeeded or were cancelled more than `keep_hours` ago."""
    app.connector.get_sync_connector().execute_query(
        "DELETE FROM procrastinate_jobs WHERE status IN ('succeeded', 'cancelled') AND id IN ("
        " SELECT job_id FROM procrastinate_events GROUP BY job_id"
        " HAVING max(at) < now() - %(hours)s * interval '1 hour')",
        hours=keep_hours,
    )
