"""Jobs of the cases room, deferred inside the transaction of the act."""

from __future__ import annotations

import logging

from minzhifa.cases.events import OUTBOX_TASK
from minzhifa.ledger.outbox import job

log = logging.getLogger(__name__)


@job(OUTBOX_TASK)
def case_acted(*, case_id: str, code: str, action: str, stage: str, at: str) -> None:
    """An act was done; rooms that may wait (disclosure, exchange) hang their work on this one job."""
    log.info("%s %s -> %s (%s, %s)", code, action, stage, case_id, at)
