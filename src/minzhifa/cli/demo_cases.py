"""`minzhifa demo --cases N`: runs as the database's owner, since COPY cannot pass row security."""

from __future__ import annotations

import os
import subprocess
import sys

from django.conf import settings

from minzhifa.access.errors import Refused
from minzhifa.cases.demo.run import generate_cases
from minzhifa.catalog.loading import load_shipped_catalog
from minzhifa.catalog.queries import matters
from minzhifa.org.demo import load_demo_org
from minzhifa.org.demo.login import require_demo


def generate(cases: int, seed: int) -> None:
    """Make the cases, in this process as owner, else in one that is. Raises `Refused`."""
    require_demo()
    if cases < 1:
        raise Refused("bad_number", "案件数应当是正整数。", fields=("cases",))
    if not settings.AS_OWNER:
        if not os.environ.get("DATABASE_OWNER_URL"):
            raise Refused("no_owner", "批量生成要用数据库属主的连接：请设置 DATABASE_OWNER_URL。")
        command = [sys.executable, "-m", "minzhifa.cli.main", "demo", "--cases", str(cases), "--seed", str(seed)]
        done = subprocess.run(command, env={**os.environ, "MINZHIFA_AS_OWNER": "1"}, check=False)  # noqa: S603 -- this program itself, no shell
        if done.returncode:
            raise Refused("not_generated", "没有生成完；再运行一次会从断点继续。")
        return
    load_demo_org()
    if not matters(limit=1):
        load_shipped_catalog()
    made = generate_cases(cases, seed=seed, say=lambda text: print("→ " + text, flush=True))
    print(f"生成 {made.cases} 件案件、{made.events} 条办案记录（{made.seconds:.0f} 秒）")
