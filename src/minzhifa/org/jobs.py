"""Housekeeping of the organisation room."""

from __future__ import annotations

from datetime import datetime, timedelta

from minzhifa.clock import now
from minzhifa.ledger.outbox import job
from minzhifa.org.models import FormReceipt

KEEP_RECEIPTS = timedelta(days=30)  # a login ends after half a day, and its forms with it


@job("org.prune_receipts", cron="52 3 * * *")
def prune_receipts(timestamp: int = 0) -> None:
    """Daily: receipts of forms that nobody can still send a second time."""
    prune(before=now() - KEEP_RECEIPTS)


def prune(*, before: datetime) -> int:
    """Delete receipts older than an instant; returns how many."""
    return FormReceipt.objects.filter(at__lt=before).delete()[0]
