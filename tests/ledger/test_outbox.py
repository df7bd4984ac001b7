"""Jobs are deferred with the act or not at all, in one statement, and finished ones go."""

from __future__ import annotations

import json

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from minzhifa.ledger.jobs import prune
from minzhifa.ledger.outbox import defer


def _waiting(name: str) -> list[dict[str, object]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [name])
        return [json.loads(args) for (args,) in cursor.fetchall()]


@pytest.mark.django_db
def test_deferring_costs_one_statement() -> None:
    with CaptureQueriesContext(connection) as captured:
        defer("ledger.checkpoint", timestamp=1)
    assert len(captured) == 1


@pytest.mark.django_db
def test_nothing_that_is_deferred_is_announced() -> None:
    """A NOTIFY would make all commits of the database wait for each other (docs/adr/0006-quiet-queue.md)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE t.tgrelid = 'procrastinate_jobs'::regclass AND t.tgenabled <> 'D'"
            "   AND t.tgtype & 4 = 4 AND p.prosrc ILIKE '%%pg_notify%%'"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_a_job_goes_back_with_its_act() -> None:
    with pytest.raises(KeyError), transaction.atomic():
        defer("tests.act", n=1)
        raise KeyError
    with transaction.atomic():
        defer("tests.act", n=2)
    assert [connection.ops.adapt_json_value(args, None).obj for args in _waiting("tests.act")] in (
        [{"n": 2}],
        ['{"n": 2}'],
    )


@pytest.mark.django_db
def test_of_a_unique_job_only_one_waits() -> None:
    defer("tests.unique", unique="case-1")
    with pytest.raises(AlreadyEnqueued), transaction.atomic():
        defer("tests.unique", unique="case-1")
    assert len(_waiting("tests.unique")) == 1


@pytest.mark.django_db
def test_only_finished_jobs_are_pruned() -> None:
    for status in ("succeeded", "failed", "todo"):
        job = defer(f"tests.{status}")
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s", [status, job]
            )
            cursor.execute("UPDATE procrastinate_events SET at = now() - interval '9 days' WHERE job_id = %s", [job])
    fresh = defer("tests.fresh")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [fresh])
    prune(keep_hours=72)
    left = [name for name in ("succeeded", "failed", "todo", "fresh") if _waiting(f"tests.{name}")]
    assert left == ["failed", "todo", "fresh"]


def test_the_rooms_jobs_are_found_and_the_periodic_ones_scheduled() -> None:
    assert {"ledger.checkpoint", "ledger.prune_jobs", "evidence.collect_orphans"} <= set(app.tasks)
    scheduled = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert {"ledger.checkpoint", "ledger.prune_jobs", "evidence.collect_orphans"} <= scheduled
