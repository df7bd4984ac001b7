"""Receipts of forms go when nobody can send the form a second time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from procrastinate.contrib.django import app

from minzhifa.org import jobs

AT = datetime(2026, 6, 9, 2, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_old_receipts_go_and_young_ones_stay() -> None:
    from minzhifa.org.models import FormReceipt

    old, young = (
        FormReceipt.objects.create(token=uuid4(), account_id=uuid4(), at=AT - timedelta(days=days)) for days in (31, 29)
    )
    assert jobs.prune(before=AT - jobs.KEEP_RECEIPTS) >= 1
    assert not FormReceipt.objects.filter(token=old.token).exists()
    assert FormReceipt.objects.filter(token=young.token).exists()


def test_pruning_is_scheduled() -> None:
    assert "org.prune_receipts" in {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
