"""Answers kept under idempotency keys go in time, whatever agency they belong to; young ones stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from minzhifa.access.rls import EVERYTHING, set_scope
from minzhifa.cases import jobs
from minzhifa.ledger.ids import uuid7

AT = datetime(2026, 6, 9, 2, 0, tzinfo=UTC)


def _keep(key: str, remit_id: int, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_idempotencykey (account_id, key, remit_id, request_hash, answer, at)"
            " VALUES (%s, %s, %s, 'x', '{}', %s)",
            [uuid7(), key, remit_id, at],
        )


@pytest.mark.django_db
def test_old_answers_of_every_agency_go_and_young_ones_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "BATCH", 2)
    set_scope(EVERYTHING)
    for number in range(5):
        _keep(f"prune-old-{number}", 1000 + number, AT - timedelta(days=91))
    _keep("prune-young-0", 1000, AT - timedelta(days=89))
    assert jobs.prune(before=AT - jobs.KEEP_ANSWERS) == 5
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM cases_idempotencykey WHERE key LIKE 'prune-%%'")
        assert cursor.fetchall() == [("prune-young-0",)]


def test_pruning_is_scheduled() -> None:
    assert "cases.prune_answers" in {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
