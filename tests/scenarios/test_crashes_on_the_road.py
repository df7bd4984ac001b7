"""kill -9 of web, worker and database in the middle of decision, service, archiving, and of drawing papers."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pypdf
import pytest
from django.conf import LazySettings
from scenarios.test_crashes import World, gap_free

from minzhifa.cli import postgres
from minzhifa.documents.signing import validate
from minzhifa.law.review_points import nothing_wrong
from minzhifa.rules import shipped

EVIDENCE = [{"id": "e1", "kind": "record", "title": "现场检查笔录", "date": "2026-06-10", "count": 1}]
ELEMENTS = [
    {"key": "subject", "text": "食品经营者", "evidence": ["e1"]},
    {"key": "act", "text": "经营超过保质期的食品", "evidence": ["e1"]},
]
PENALTIES = [{"kind": "0201", "name": "罚款", "amount": "20000.00", "detail": None}]
REVIEWED = {"conclusion": "pass", "opinion": "同意", "points": nothing_wrong(shipped(), "market")}
PLAIN = ("major_public_interest", "complex", "statutory", "major_violation")


def road(people: list[dict[str, str]]) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Whose system sends which act, on which day, with which facts: from filing to archive."""
    record = {"summary": "货架上有超过保质期的饼干12包", "certificate_shown": True, "place": "东街1号"}
    opinion = {
        "officers": people, "opinion": {"outcome": "penalty", "reasons": "事实清楚，证据充分"}, "elements": ELEMENTS,
        "discretion": {"grade": "一般", "reasons": "货值较小，及时改正"}, "penalties": PENALTIES,
        "range": {"unit": "yuan", "min": "10000", "max": "50000", "text": "一万元以上五万元以下"},
        "significance": dict.fromkeys(PLAIN, False),
    }  # fmt: skip
    told = {"served_on": "2026-07-03", "way": "direct", "hearing_told": False}
    waiver = {"on": "2026-07-06", "form": "written", "statement": True, "hearing": True}
    service = {"way": "direct", "served_on": "2026-07-22", "receiver": "林某"}
    return [
        ("officer", "record_inspection", "2026-06-10", {"officers": people, "record": record, "evidence": EVIDENCE}),
        ("officer", "conclude_investigation", "2026-06-24", opinion),
        ("officer", "submit_review", "2026-06-25", {"review": {"kind": "case"}}),
        ("head", "complete_review", "2026-06-29", {"review": REVIEWED}),
        ("head", "approve_notice", "2026-07-01", {}),
        ("officer", "serve_notice", "2026-07-03", {"notice": told}),
        ("officer", "waive_statement", "2026-07-06", {"waiver": waiver}),
        ("officer", "propose_decision", "2026-07-20", {"decision": {"penalties": PENALTIES, "reasons": "事实清楚"}}),
        ("head", "approve_decision", "2026-07-21", {}),
        ("officer", "serve_decision", "2026-07-22", {"service": service}),
        ("officer", "record_payment", "2026-07-30", {"payments": [{"amount": "20000.00", "paid_on": "2026-07-29"}]}),
        ("officer", "record_performance", "2026-07-30", {"performance": {"on": "2026-07-29", "summary": "已缴清"}}),
        ("officer", "propose_closing", "2026-07-31", {"closing": {"reason": "performed"}}),
        ("head", "approve_closing", "2026-08-03", {}),
        ("officer", "archive_case", "2026-08-10", {"archive": {"on": "2026-08-10"}}),
    ]


# Which process dies while the first case, or the second, is in the middle of which act.
DEATHS = [
    {"approve_decision": "web", "serve_decision": "database", "archive_case": "web"},
    {"approve_decision": "database", "serve_decision": "web", "archive_case": "database"},
]
# A queue that draws and signs papers.
WORKER = """
import json, sys
import django; django.setup()
from django.core.management import call_command
from minzhifa.access.rls import acting
from minzhifa.documents.pdfs import pdf_of
from minzhifa.ledger.jobs import rescue
from minzhifa.ledger.outbox import defer, job
from minzhifa.org.queries import actor_for_token


@job("test.draw", retry=9)
def draw(*, token, document):
    with acting(actor_for_token(token)):
        pdf_of(document)


if sys.argv[1] == "defer":
    for one in json.load(sys.stdin):
        defer("test.draw", token=sys.argv[2], document=one)
elif sys.argv[1] == "rescue":
    print(json.dumps(rescue(silent_seconds=1)))
else:
    call_command("procrastinate", "worker", "--queues", "default", "--delete-jobs", "never", *sys.argv[2:])
"""
SEALED = "SELECT count(*) FROM documents_document WHERE pdf_key <> ''"
OPEN = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'test.draw' AND status <> 'succeeded'"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    (tmp_path / "drawing.py").write_text(WORKER)
    made = World(tmp_path)
    yield made
    made.close()


class Reaper:
    """Kills one process at a time, a moment after somebody began an act."""

    def __init__(self, world: World) -> None:
        self.kills: dict[str, Callable[[], None]] = {"web": world.kill_web, "database": world.kill_database}
        self.one = threading.Lock()
        self.done: list[tuple[str, str]] = []

    def meanwhile(self, action: str, which: str) -> threading.Thread:
        """Kill `which` within the time that an act takes."""

        def kill() -> None:
            with self.one:
                time.sleep(random.uniform(0.0, 0.12))  # noqa: S311 -- a moment
                self.kills[which]()
                self.done.append((action, which))

        thread = threading.Thread(target=kill)
        thread.start()
        return thread


def _walk(world: World, reaper: Reaper, number: int) -> str:
    """One case from filing to archive, its acts sent until they were answered."""
    filed = json.loads(world.ask(f"file-{number}-000", "/cases", world.given["filing"], world.given["token"]))
    code, deaths = str(filed["code"]), DEATHS[number]
    for who, action, on, facts in road(world.given["filing"]["officers"]):
        death = reaper.meanwhile(action, deaths[action]) if action in deaths else None
        key, sent = f"{action}-{number}-000", {"on": on, "facts": facts}
        try:
            done = json.loads(world.ask(key, f"/cases/{code}/actions/{action}", sent, world.given[who]))
        finally:
            if death:
                death.join(150)
        assert action in done["events"]
    return code


def _drawing(world: World, *words: str, given: str = "") -> str:
    command = [sys.executable, "-m", "drawing", *words]
    done = subprocess.run(
        command, env=world.environment, input=given, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.strip()


def _count(world: World, sql: str) -> int:
    with psycopg.connect(world.cluster.url(postgres.SUPERUSER)) as connection:
        row = connection.execute(sql).fetchone()  # type: ignore[arg-type]  # the test's own text
    assert row is not None
    return int(row[0])


def _kill_a_drawing_worker(world: World) -> None:
    """Start one, let it draw something, kill it while it draws on."""
    before = _count(world, SEALED)
    running = subprocess.Popen(
        [sys.executable, "-m", "drawing", "run", "--concurrency", "2"], env=world.environment,
        start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while _count(world, SEALED) == before and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(random.uniform(0.0, 0.2))  # noqa: S311 -- a moment
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert _count(world, SEALED) > before, "the worker did not begin to draw"


def _draw_all(world: World, documents: list[str]) -> None:
    """A worker dies at it; what it held is taken up again."""
    _drawing(world, "defer", world.given["officer"], given=json.dumps(documents))
    _kill_a_drawing_worker(world)
    time.sleep(1.2)
    _drawing(world, "rescue")
    _drawing(world, "run", "--one-shot")
    assert _count(world, OPEN) == 0


def test_kill_9_in_the_middle_of_decision_service_archiving_and_drawing_leaves_every_act_done_once(
    world: World, settings: LazySettings
) -> None:
    reaper, codes = Reaper(world), dict[int, str]()
    walkers = [threading.Thread(target=lambda n=n: codes.update({n: _walk(world, reaper, n)})) for n in range(2)]
    for one in walkers:
        one.start()
    for one in walkers:
        one.join(300)
    assert sorted(codes) == [0, 1], "a case did not get to its end"
    assert len(reaper.done) == sum(map(len, DEATHS))

    acts = ["register_lead", "propose_filing", "approve_filing", *(step[1] for step in road([]))]
    papers: dict[str, list[dict[str, Any]]] = {}
    for code in codes.values():
        seen = json.loads(world.ask("", f"/cases/{code}", None, world.given["officer"]))
        assert seen["case"]["stage"] == "archived"
        papers[code] = [one for one in seen["documents"] if one["status"] == "issued"]
        events = json.loads(world.ask("", f"/cases/{code}/ledger", None, world.given["officer"]))
        assert [e["payload"]["action"] for e in events if "action" in e["payload"]] == acts, "each act once, in order"
        made = [e["payload"]["document"] for e in events if e["type"] == "case.document_issued"]
        assert sorted(made) == sorted(one["id"] for one in papers[code]), "each paper of the record is there, no other"
    kinds = [[one["kind"] for one in papers[code]] for code in codes.values()]
    assert kinds[0] == kinds[1], "whoever died and when, the file has the same papers"

    _draw_all(world, [one["id"] for code in codes.values() for one in papers[code]])
    settings.KEYS_DIR = world.environment["MINZHIFA_STATE"] + "/keys"
    death = reaper.meanwhile("file.pdf", "web")
    for code in codes.values():
        _opens(world, code, papers[code])
    death.join(60)
    with psycopg.connect(world.cluster.url(postgres.SUPERUSER)) as connection:
        assert gap_free(connection) == sum(bool(one["number"]) for code in papers for one in papers[code])
    verified = world.verify()
    assert verified.returncode == 0, verified.stdout


def _opens(world: World, code: str, papers: list[dict[str, Any]]) -> None:
    """The archive opens; each paper has one PDF for all who ask, the one of the record, signed once if it goes out."""
    whole = world.ask("", f"/cases/{code}/file.pdf", None, world.given["officer"])
    assert len(pypdf.PdfReader(io.BytesIO(whole)).pages) > len(papers)
    signed = 0
    for one in papers:
        pdf = world.ask("", one["pdf"].removeprefix("/api/v1"), None, world.given["officer"])
        digest = hashlib.sha256(pdf).hexdigest()
        kept = f"SELECT count(*) FROM documents_document WHERE id = '{one['id']}' AND pdf_sha256 = '{digest}'"  # noqa: S608
        assert _count(world, kept) == 1, one["title"]
        found = validate(pdf)
        assert found.valid or found.why == "没有签名", (one["title"], found.why)
        signed += found.valid
    assert signed >= 2, "notice and decision go out signed"
