"""Server time of pages at the size that is present, in real sessions of four kinds of people."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from bench import load, server
from bench.report import keep, quantile, say
from minzhifa import clock
from minzhifa.cases.queries import Filters, case_list
from minzhifa.org.demo import fixed
from minzhifa.org.queries import actor_for
from minzhifa.org.sessions import SECOND_FACTOR

PEOPLE = {
    "小机关办案人员": "cd_officer1", "大机关办案人员": "fz_officer1", "县局办案人员": "gl_officer1",
    "市级监督": "fz_supervisor", "省级监督": "fj_supervisor",
}  # fmt: skip
EACH = 40
LIST_AIM, PAGE_AIM = 60.0, 50.0


def _session(username: str) -> str:
    client = Client()
    client.force_login(get_user_model().objects.get(pk=fixed("account", username)))
    session = client.session
    session[SECOND_FACTOR] = True
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _paths(username: str) -> dict[str, list[str]]:
    """What the person asks for: names of pages → addresses."""
    actor = actor_for(fixed("account", username), "bench", on=clock.today())
    newest = case_list(actor, limit=EACH).rows
    if not newest:
        return {"工作台": ["/"]}
    deep, after = [], None
    for _ in range(EACH // 2):
        page = case_list(actor, after=after, limit=200)
        if page.after is None:
            break
        after = page.after
        deep.append(f"/cases/?after={after}")
    words = sorted({row.party_name[2:4] for row in newest if len(row.party_name) > 4}) or ["食品"]
    names = [row.party_name for row in newest if row.party_name]
    found = {
        "工作台": ["/"], "案件页": [f"/cases/{row.code}/" for row in newest], "列表": ["/cases/"],
        "列表按环节": [f"/cases/?stage={s}" for s in ("investigating", "notified", "archived", "suspended", "lead")],
        "列表按期限": ["/cases/?due=late", "/cases/?due=week"], "深页": deep or ["/cases/"],
        "搜两字": [f"/cases/?q={quote(w)}" for w in words],
        "搜名称": [f"/cases/?q={quote(n)}" for n in names] or ["/cases/?q=食品"],
        "搜编码": [f"/cases/?q={row.code}" for row in newest], "全局搜索": [f"/search?q={quote(w)}" for w in words],
    }  # fmt: skip
    if case_list(actor, Filters(stage="archived"), limit=1).rows and actor.officer_id:
        found["列表只看我的"] = ["/cases/?who=mine"]
    return found


def _measure(port: int, pid: int, cookie: str, paths: list[str]) -> dict[str, Any]:
    headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}", "Accept": "text/html"}
    chosen = [paths[n % len(paths)] for n in range(EACH)]
    load.drive(port, [("GET", p, headers, b"") for p in chosen[:3]], 1)
    before = server.cpu_seconds(pid)
    result = load.drive(port, [("GET", p, headers, b"") for p in chosen], 1, say)
    spent, times = server.cpu_seconds(pid) - before, result.latencies
    return {"p50_ms": round(quantile(times, 0.5), 1), "p95_ms": round(quantile(times, 0.95), 1),
            "cpu_ms": round(1000 * spent / EACH, 1), "statuses": result.statuses}  # fmt: skip


def bench(present: int) -> dict[str, Any]:
    """Measure, print and keep."""
    say(f"页面：库中约 {present} 件案件，逐个请求，毫秒（p50 / p95）")
    found: dict[str, Any] = {"cases": present, "people": {}}
    with server.running() as (port, pid):
        for title, username in PEOPLE.items():
            cookie, rows = _session(username), {}
            for name, paths in _paths(username).items():
                rows[name] = line = _measure(port, pid, cookie, paths)
                aim = PAGE_AIM if name in ("工作台", "案件页") else LIST_AIM
                mark = "" if line["p95_ms"] <= aim else f"  ✗ 目标 {aim:.0f}"
                say(f"  {title} {name}：{line['p50_ms']} / {line['p95_ms']}，服务端 CPU {line['cpu_ms']}{mark}")
            found["people"][title] = rows
    keep("pages", found)
    return found
