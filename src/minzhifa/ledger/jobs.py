"""Housekeeping of the ledger and of the queue."""

from __future__ import annotations

from procrastinate.contrib.django import app

from minzhifa.clock import now
from minzhifa.ledger import anchors
from minzhifa.ledger.outbox import job

KEEP_HOURS = 72


@job("ledger.checkpoint", cron="5 * * * *")
def write_checkpoint(timestamp: int = 0) -> None:
    """Hourly: a signed line with the tail of every lane, outside the database."""
    anchors.checkpoint(now())


@job("ledger.prune_jobs", cron="35 * * * *")
def prune_jobs(timestamp: int = 0) -> None:
    """Hourly: finished jobs older than three days go; failed ones stay until somebody looked at them."""
    prune(keep_hours=KEEP_HOURS)


def prune(*, keep_hours: int) -> None:
    """Delete jobs that succeeded or were cancelled more than `keep_hours` ago."""
    app.connector.get_sync_connector().execute_query(
        "DELETE FROM procrastinate_jobs WHERE status IN ('succeeded', 'cancelled') AND id IN ("
        " SELECT job_id FROM procrastinate_events GROUP BY job_id"
        " HAVING max(at) < now() - %(hours)s * interval '1 hour')",
        hours=keep_hours,
    )
