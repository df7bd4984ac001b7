"""立案 over the API at concurrency 8, over many agencies and on one, against the bare INSERTs of the same rows."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from stdnum.cn import uscc

from bench import load, rows, server
from bench.report import keep, say
from minzhifa import clock
from minzhifa.org.demo import fixed
from minzhifa.org.models import Agency
from minzhifa.org.operations import create_system_token
from minzhifa.org.queries import actor_for, certified_officers

CLIENTS, AGENCIES, SECONDS = 8, 60, 8
SCOPES = ("cases:read", "cases:write", "cases:approve")
FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET LOCAL", "SELECT SET_CONFIG")


def _agency(agency_id: int, slug: str) -> Callable[[int], load.Request]:
    """Requests of one agency's system."""
    now = clock.now()
    token = create_system_token(
        actor=actor_for(fixed("account", "fj_admin"), "bench"), agency_id=agency_id, name=f"测试系统 {slug}"[:60],
        scopes=SCOPES, expires_at=now + timedelta(days=2), at=now,
    ).token  # fmt: skip
    day = clock.today()
    officers = [{"officer_id": str(o.id)} for o in certified_officers(agency_id, day)[:2]]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def request(number: int) -> load.Request:
        body = f"91350102MA{number % 10_000_000:07d}"
        filing = {
            "agency_id": agency_id, "field": "市场监管", "on": day.isoformat(), "source_kind": "inspection",
            "summary": "检查发现经营超过保质期的食品", "cause": f"经营超过保质期的食品案（{number}）",
            "officers": officers,
            "party": {
                "kind": "legal_person", "name": f"福州云堃食品有限公司{number}", "legal_representative": "林某",
                "uscc": body + uscc.calc_check_digit(body), "address": "福州市鼓楼区东街1号", "phone": "13800138000",
            },
            "violated": ["《食品安全法》第三十四条第（十）项"], "occurred_on": day.isoformat(),
            "approved": {"person_id": "head-1", "name": "陈某", "opinion": "同意立案"},
        }  # fmt: skip
        return "POST", "/api/v1/cases", {**headers, "Idempotency-Key": uuid.uuid4().hex}, json.dumps(filing).encode()

    return request


def _statements(request: load.Request) -> tuple[int, uuid.UUID]:
    """(statements of one filing without those that frame the transaction, the case)."""
    _, path, headers, body = request
    client = Client(HTTP_HOST="127.0.0.1")
    for attempt in range(2):  # the first fills what a process keeps
        headers = {**headers, "Idempotency-Key": uuid.uuid4().hex}
        with CaptureQueriesContext(connection) as seen:
            answer = client.post(path, body, content_type="application/json", headers=headers)
        if answer.status_code != 201:
            raise RuntimeError(f"filing refused ({attempt}): {answer.content.decode()[:400]}")
    counted = [q["sql"] for q in seen.captured_queries if not q["sql"].strip().upper().startswith(FRAME)]
    return len(counted), uuid.UUID(answer.json()["case_id"])


def _drive(makers: list[Callable[[int], load.Request]], count: int, first: int) -> dict[str, Any]:
    with server.running() as (port, pid):
        load.drive(port, [makers[n % len(makers)](first + n) for n in range(64)], CLIENTS)
        requests = [makers[n % len(makers)](first + 64 + n) for n in range(count)]
        before = server.cpu_seconds(pid)
        result = load.drive(port, requests, CLIENTS, say)
        spent = server.cpu_seconds(pid) - before
    return {**result.summary(), "cpu_ms": round(1000 * spent / count, 2)}


def bench(count: int = 1500) -> dict[str, Any]:
    """Measure, print and keep."""
    owner = os.environ["DATABASE_OWNER_URL"]
    found = Agency.objects.filter(system="market", level__in=("city", "county")).order_by("id")
    makers = [_agency(pk, slug) for pk, slug in found.values_list("id", "slug")[:AGENCIES]]
    statements, case_id = _statements(makers[0](1))
    text, row_count = rows.script(owner, case_id)
    bare = rows.run(owner, text, CLIENTS, SECONDS)
    many = _drive(makers, count, 1000)
    one = _drive(makers[:1], count, 1_000_000)
    for line in (many, one):
        line["ratio"] = round(line["rate_per_s"] / bare["rate_per_s"], 3)
    say(f"立案：{row_count} 行，{statements} 条 SQL；直接插入同样的行（{bare['by']}）每秒 {bare['rate_per_s']:.0f} 次")
    for name, line in ((f"{len(makers)} 个机关", many), ("一个机关", one)):
        say(f"  {name}：每秒 {line['rate_per_s']} 件，p95 {line['p95_ms']} 毫秒，服务端 CPU {line['cpu_ms']} 毫秒/件，"
            f"为直接插入的 {line['ratio']}（目标 ≥ 0.25）")  # fmt: skip
    result = {
        "statements": statements,
        "rows": row_count,
        "inserts": bare,
        "agencies": len(makers),
        "many": many,
        "one": one,
    }
    keep("filing", result)
    return result
