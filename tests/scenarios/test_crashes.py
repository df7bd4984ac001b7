"""kill -9 of web server and database in the middle of filing: nothing half done, nothing lost, numbers gap-free."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings

from minzhifa.cli import postgres

BIN = Path(sys.executable).parent
FILINGS = 60

PREPARE = """
import django, json, sys; django.setup()
from datetime import UTC, datetime, timedelta
from stdnum.cn import uscc
from minzhifa.org.demo import fixed, load_demo_org
from minzhifa.org.models import Agency
from minzhifa.org.operations import countersign_system_token, create_system_token
from minzhifa.org.queries import actor_for
load_demo_org()
now = datetime.now(UTC)
agency = Agency.objects.get(slug="market-350102").pk
def token(*scopes):
    given = {"agency_id": agency, "name": "对接系统", "expires_at": now + timedelta(days=9), "scopes": scopes}
    issued = create_system_token(actor=actor_for(fixed("account", "gl_admin")), at=now, **given)
    if "cases:approve" in scopes:
        sign = {"token_id": issued.id, "at": now, "reason": "已核实"}
        countersign_system_token(actor=actor_for(fixed("account", "fj_admin")), **sign)
    return issued.token
both = ("cases:read", "cases:write", "cases:approve")
people = [str(actor_for(fixed("account", n)).officer_id) for n in ("gl_officer1", "gl_officer2")]
body = "91350102MA0000017"
print(json.dumps({"token": token(*both), "officer": token(*both[:2]), "head": token(*both), "filing": {
    "agency_id": agency, "field": "市场监管", "on": "2026-06-09", "source_kind": "inspection",
    "summary": "检查发现经营超过保质期的食品", "cause": "经营超过保质期的食品案", "occurred_on": "2026-06-08",
    "party": {"kind": "legal_person", "name": "福州云堃食品有限公司", "uscc": body + uscc.calc_check_digit(body),
              "legal_representative": "林某", "address": "福州市鼓楼区东街1号"},
    "officers": [{"officer_id": p} for p in people], "violated": ["《食品安全法》第三十四条第（十）项"],
    "basis": ["《食品安全法》第一百二十四条第一款第（五）项"],
    "approved": {"person_id": "head-7", "name": "郑某"}, "state_secret": False}}))
"""


class World:
    """A database of its own, a web server of its own, and a caller that tries again until it has its answer."""

    def __init__(self, folder: Path, application: str = "minzhifa.config.wsgi:application") -> None:
        self.application = application
        self.cluster = postgres.locate(folder, "crash-test", fast=True)
        postgres.start(self.cluster)
        try:
            self._prepare(folder)
        except BaseException:
            postgres.destroy(self.cluster)
            raise

    def _prepare(self, folder: Path) -> None:
        urls = {k: v for k, v in postgres.environment(self.cluster).items() if "TEST" not in k}
        self.environment = {**os.environ, **urls, "MINZHIFA_STATE": str(folder / "state"), "MINZHIFA_DEMO": "1"}
        self.environment["DJANGO_SETTINGS_MODULE"] = "minzhifa.config.settings"
        given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
        self.environment["PYTHONPATH"] = os.pathsep.join([str(folder), *filter(None, given)])
        self.environment["MINZHIFA_FONTS"] = str(settings.FONTS_DIR)  # those of this checkout, not what a machine has
        owner = {**self.environment, "MINZHIFA_AS_OWNER": "1"}
        subprocess.run([BIN / "minzhifa", "migrate", "-v0"], env=owner, check=True)
        prepare = [sys.executable, "-c", PREPARE]
        made = subprocess.run(prepare, env=owner, check=False, capture_output=True, text=True)
        assert made.returncode == 0, made.stderr[-3000:]
        self.given: dict[str, Any] = json.loads(made.stdout)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.last = ""
        self.web = self.start_web()

    def start_web(self) -> subprocess.Popen[bytes]:
        """granian as in production, two workers."""
        command = [
            BIN / "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "2",
            "--respawn-failed-workers", "--log-level", "critical", "--no-ws", self.application,
        ]  # fmt: skip
        return subprocess.Popen(command, env=self.environment, start_new_session=True)

    def file(self, number: int, **more: str) -> dict[str, Any]:
        """One filing under one key, sent again until it was answered; `more` are headers of the first that arrives."""
        body = self.ask(f"crash-{number:06}", "/cases", self.given["filing"], self.given["token"], **more)
        return dict(json.loads(body))

    def ask(self, key: str, path: str, sent: Mapping[str, Any] | None, token: str, **more: str) -> bytes:
        """The answer to a request that is sent again until there is one; a POST under `key` when something is sent."""
        headers = more | {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        headers |= {"Idempotency-Key": key} if sent is not None else {}
        method, data = ("GET", None) if sent is None else ("POST", json.dumps(sent).encode())
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=6)
            try:
                connection.request(method, f"/api/v1{path}", data, headers)
                answer = connection.getresponse()
                body = answer.read()
                assert answer.status in (200, 201, 503), f"{path} {answer.status} {body[:500]!r}"
                if answer.status != 503:
                    return body
                self.last = f"{answer.status} {body[:300]!r}"
            except (OSError, http.client.HTTPException) as error:
                self.last = repr(error)
                if not isinstance(error, ConnectionRefusedError):  # refused: the server does not listen yet
                    for name in more:
                        headers.pop(name, None)
            finally:
                connection.close()
            time.sleep(0.2)
        raise AssertionError(f"{key} was never answered: {self.last}")

    def kill_web(self) -> None:
        """kill -9 of the web server with all its processes, and a new one."""
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait()
        self.web = self.start_web()

    def kill_database(self) -> None:
        """kill -9 of the database server, and its recovery."""
        os.kill(int((self.cluster.data / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
        postgres.start(self.cluster)

    def verify(self) -> subprocess.CompletedProcess[str]:
        """`minzhifa ledger verify`."""
        command = [BIN / "minzhifa", "ledger", "verify"]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def close(self) -> None:
        """End what was started."""
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait()
        postgres.destroy(self.cluster)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.close()


def _until(reached: Callable[[], bool], workers: list[threading.Thread]) -> None:
    """Wait for a point of the run; a worker that died of an unexpected answer ends the wait."""
    deadline = time.monotonic() + 150
    while not reached() and time.monotonic() < deadline and all(worker.is_alive() for worker in workers):
        time.sleep(0.01)
    assert reached(), "the callers did not get that far"


def test_kill_9_of_web_and_database_while_filing_leaves_each_filing_done_exactly_once(world: World) -> None:
    answers: dict[int, dict[str, Any]] = {}
    todo = list(range(FILINGS))

    def work() -> None:
        while todo:
            number = todo.pop()
            answers[number] = world.file(number)

    workers = [threading.Thread(target=work) for _ in range(6)]
    for worker in workers:
        worker.start()
    _until(lambda: len(answers) >= FILINGS // 4, workers)
    world.kill_web()
    _until(lambda: len(answers) >= FILINGS // 2, workers)
    world.kill_database()
    for worker in workers:
        worker.join(150)

    codes = [answers[n]["code"] for n in range(FILINGS)]
    assert len(set(codes)) == FILINGS
    with psycopg.connect(world.cluster.url(postgres.SUPERUSER)) as connection:
        stored = {row[0] for row in connection.execute("SELECT code FROM cases_case").fetchall()}
        assert stored == set(codes), "no case without an answer, no answer without its case"
        gap_free(connection)
    verified = world.verify()
    assert verified.returncode == 0, verified.stdout


def gap_free(connection: psycopg.Connection[Any]) -> int:
    """How many numbers were given; each series of an agency runs from 1 without a gap."""
    series = connection.execute(
        "SELECT array_agg(split_part(split_part(number, '〕', 2), '号', 1)::int ORDER BY 1)"
        " FROM documents_document WHERE number <> '' GROUP BY agency_id, kind"
    ).fetchall()
    for (numbers,) in series:
        assert sorted(numbers) == list(range(1, len(numbers) + 1)), "gap-free"
    return sum(len(numbers) for (numbers,) in series)
