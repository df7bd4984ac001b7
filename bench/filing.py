"""立案 over the API at concurrency 8, over many agencies and on one, against the bare INSERTs of the same rows."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from stdnum.cn import uscc

from bench import cpu, load, rows, server
from bench.report import keep, say
from minzhifa import clock
from minzhifa.access import Actor, Role
from minzhifa.org.demo import fixed
from minzhifa.org.models import Account, Agency
from minzhifa.org.operations import countersign_system_token, create_system_token, grant_role
from minzhifa.org.queries import actor_for, certified_officers

CLIENTS, AGENCIES, SECONDS = 8, 60, 8
WARM = 200  # requests before the measured ones: every thread has its session and its plans
SCOPES = ("cases:read", "cases:write", "cases:approve")
FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET LOCAL")


def _second_administrator(now: datetime) -> Actor:
    """Another administrator of the province: nobody lets a system approve alone."""
    key = fixed("account", "bench_admin")
    made, new = Account.objects.get_or_create(pk=key, defaults={"username": "bench_admin", "name": "测试管理员"})
    if new:
        first = actor_for(fixed("account", "fj_admin"), "bench")
        grant_role(actor=first, account_id=key, role=Role.ADMINISTRATOR, valid_from=clock.local_date(now), at=now)
    return actor_for(made.pk, "bench")


def _agency(agency_id: int, slug: str) -> Callable[[int], load.Request]:
    """Requests of one agency's system."""
    now = clock.now()
    issued = create_system_token(
        actor=actor_for(fixed("account", "fj_admin"), "bench"), agency_id=agency_id, name=f"测试系统 {slug}"[:60],
        scopes=SCOPES, expires_at=now + timedelta(days=2), at=now,
    )  # fmt: skip
    countersign_system_token(actor=_second_administrator(now), token_id=issued.id, at=now, reason="测试")
    token = issued.token
    day = clock.today()
    officers = [{"officer_id": str(o.id)} for o in certified_officers(agency_id, day)[:2]]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def request(number: int) -> load.Request:
        body = f"91350102MA{number % 10_000_000:07d}"
        filing = {
            "agency_id": agency_id, "field": "市场监管", "on": day.isoformat(), "state_secret": False,
            "source_kind": "inspection",
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


def _drive(owner: str, makers: list[Callable[[int], load.Request]], count: int, first: int) -> dict[str, Any]:
    requests = [makers[n % len(makers)](first + n) for n in range(WARM + count)]
    used = [0.0]
    with server.running() as (port, pid), ExitStack() as watching:

        def started() -> None:
            watch.append(watching.enter_context(cpu.sessions(owner, server.APPLICATION)))
            used[0] = cpu.tree_seconds(pid)

        watch: list[cpu.Sessions] = []
        result = load.drive(port, requests[WARM:], CLIENTS, say, warm=requests[:WARM], started=started)
        spent = cpu.tree_seconds(pid) - used[0]
        watching.close()
    each = 1000 / count
    return {
        **result.summary(),
        "web_cpu_ms": round(spent * each, 2),
        "database_cpu_ms": round(watch[0].total * each, 2),
    }


def _ratios(line: dict[str, Any], bare: list[dict[str, Any]]) -> dict[str, float | None]:
    """By the clock, and by CPU time: what the clock would say if nothing else ran and both were limited by CPU."""
    rate = sum(one["rate_per_s"] for one in bare) / len(bare)
    found: dict[str, float | None] = {"ratio": round(line["rate_per_s"] / rate, 3), "cpu_ratio": None}
    if all(one["database_cpu_ms"] is not None for one in bare):
        bare_cpu = sum(one["database_cpu_ms"] + one["client_cpu_ms"] for one in bare) / len(bare)
        found["cpu_ratio"] = round(bare_cpu / (line["web_cpu_ms"] + line["database_cpu_ms"]), 3)
    return found


def bench(count: int = 600) -> dict[str, Any]:
    """Measure, print and keep. The bare INSERTs run before, between and after: the machine's other load changes."""
    owner = os.environ["DATABASE_OWNER_URL"]
    found = Agency.objects.filter(system="market", level__in=("city", "county")).order_by("id")
    makers = [_agency(pk, slug) for pk, slug in found.values_list("id", "slug")[:AGENCIES]]
    first = int(clock.now().timestamp()) % 1_000_000 * 10  # other parties than in an earlier run
    statements, case_id = _statements(makers[0](first))
    text, row_count = rows.script(owner, case_id)
    bare = [rows.run(owner, text, CLIENTS, SECONDS)]
    many = _drive(owner, makers, count, first + 10)
    bare.append(rows.run(owner, text, CLIENTS, SECONDS))
    one = _drive(owner, makers[:1], count, first + 5_000_000)
    bare.append(rows.run(owner, text, CLIENTS, SECONDS))
    many |= _ratios(many, bare[:2])
    one |= _ratios(one, bare[1:])
    rates = "、".join(f"{line['rate_per_s']:.0f}" for line in bare)
    say(f"立案：{row_count} 行，{statements} 条 SQL；直接插入同样的行（{bare[0]['by']}）每秒 {rates} 次，"
        f"数据库 CPU {bare[1]['database_cpu_ms']} 毫秒/次，客户端 {bare[1]['client_cpu_ms']} 毫秒/次")  # fmt: skip
    for name, line in ((f"{len(makers)} 个机关", many), ("一个机关", one)):
        say(f"  {name}：每秒 {line['rate_per_s']} 件，p95 {line['p95_ms']} 毫秒，最长 {line['longest_ms']} 毫秒；"
            f"CPU 每件服务端 {line['web_cpu_ms']} 毫秒、数据库 {line['database_cpu_ms']} 毫秒；"
            f"为直接插入的 {line['ratio']}（按 CPU {line['cpu_ratio']}；目标 ≥ 0.25）")  # fmt: skip
    result = {
        "statements": statements, "rows": row_count, "inserts": bare, "durability": _durability(),
        "agencies": len(makers), "many": many, "one": one,
    }  # fmt: skip
    keep("filing", result)
    return result


def _durability() -> dict[str, str]:
    """The settings under which both sides wrote."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit')")
        return dict(cursor.fetchall())
