"""kill -9 of a queue worker in the middle of a job, and of a web process between commit and answer."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from scenarios.test_crashes import World

from minzhifa.cli import postgres

# The web server as it is, but the process dies when the work is done and nothing has been answered yet.
DYING = """
import os, signal
from minzhifa.config.wsgi import application as whole


def application(environ, start_response):
    answer = whole(environ, start_response)
    if environ.get("HTTP_X_DIE"):
        list(answer)
        os.kill(os.getpid(), signal.SIGKILL)
    return answer
"""
# A job of two steps: it files a case under a key of its own, then makes the PDF of its first paper.
WORKER = """
import json, os, sys, time
import django; django.setup()
from datetime import date
from django.core.management import call_command
from procrastinate.contrib.django import app
from minzhifa import clock
from minzhifa.access.rls import acting
from minzhifa.cases.operations import FiledBy, register_and_file
from minzhifa.documents.pdfs import pdf_of
from minzhifa.documents.queries import documents
from minzhifa.ledger.jobs import rescue
from minzhifa.ledger.outbox import defer, job
from minzhifa.org.queries import actor_for_token


@job("test.paper")
def paper(*, token, filing, marker):
    actor = actor_for_token(token)
    facts = {k: v for k, v in filing.items() if k not in ("agency_id", "field", "on", "approved", "state_secret")}
    done = register_and_file(
        actor=actor, agency_id=filing["agency_id"], field=filing["field"], on=date.fromisoformat(filing["on"]),
        at=clock.now(), facts=facts, approved=FiledBy(**filing["approved"], opinion="同意立案"),
        idempotency_key="job-paper-1",
    )
    if not os.path.exists(marker):
        open(marker, "w").close()
        time.sleep(600)
    with acting(actor):
        pdf_of(documents(actor, done.case_id)[0].id)


if sys.argv[1] == "defer":
    given = json.loads(sys.argv[2])
    defer("test.paper", token=given["token"], filing=given["filing"], marker=sys.argv[3])
elif sys.argv[1] == "rescue":
    print(json.dumps(rescue(silent_seconds=int(sys.argv[2]))))
else:
    call_command("procrastinate", "worker", "--queues", "default", *sys.argv[2:])
"""

_LAST = "(SELECT id FROM cases_case ORDER BY id DESC LIMIT 1)"
PDFS = f"SELECT count(*) FROM documents_document WHERE case_id = {_LAST} AND pdf_key <> ''"  # noqa: S608 -- our own
FILINGS = f"SELECT count(*) FROM ledger_event WHERE stream_id = {_LAST} AND type = 'case.approve_filing'"  # noqa: S608 -- same


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("world")
    (folder / "dying.py").write_text(DYING)
    (folder / "worker.py").write_text(WORKER)
    made = World(folder, "dying:application")
    yield made
    made.close()


def _worker(world: World, *words: str) -> str:
    command = [sys.executable, "-m", "worker", *words]
    done = subprocess.run(command, env=world.environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.strip()


def _wait(path: Path) -> None:
    deadline = time.monotonic() + 60
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert path.exists(), "the worker did not get to the middle of its job"


def _one(world: World, sql: str) -> object:
    with psycopg.connect(world.cluster.url(postgres.SUPERUSER)) as connection:
        row = connection.execute(sql).fetchone()  # type: ignore[arg-type]  # the test's own text
    assert row is not None
    return row[0]


def test_a_job_whose_worker_was_killed_in_the_middle_has_its_effect_exactly_once(world: World, tmp_path: Path) -> None:
    marker = tmp_path / "in-the-middle"
    before = _one(world, "SELECT count(*) FROM cases_case")
    _worker(world, "defer", json.dumps(world.given), str(marker))
    running = subprocess.Popen(
        [sys.executable, "-m", "worker", "run", "--delete-jobs", "never"], env=world.environment,
        start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(marker)
        assert _worker(world, "rescue", "60") == "[0, 0]", "a worker that lives is left alone"
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    status = "SELECT status::text FROM procrastinate_jobs WHERE task_name = 'test.paper'"
    assert _one(world, status) == "doing"
    time.sleep(1.5)
    assert _worker(world, "rescue", "1") == "[1, 0]"
    assert _worker(world, "rescue", "1") == "[0, 0]"
    _worker(world, "run", "--one-shot", "--delete-jobs", "never")
    assert _one(world, status) == "succeeded"
    assert _one(world, "SELECT count(*) FROM cases_case") == int(str(before)) + 1
    assert _one(world, PDFS) == 1
    assert _one(world, FILINGS) == 1


def test_a_web_process_that_dies_after_the_commit_answers_the_same_when_asked_again(world: World) -> None:
    before = _one(world, "SELECT count(*) FROM cases_case")
    answer = world.file(900_001, **{"X-Die": "1"})
    assert world.last and "Refused" not in world.last, f"the process did not die of the first sending: {world.last}"
    assert answer["repeated"] is True, "the act had been committed before the process died"
    assert world.file(900_001) == answer
    assert _one(world, "SELECT count(*) FROM cases_case") == int(str(before)) + 1
