"""What the rooms above the organisation add to `minzhifa demo load`: catalogue, templates, subjects, cases."""

from __future__ import annotations

import hashlib
import time
from datetime import date

from minzhifa import clock
from minzhifa.cases.sample import load_sample_cases
from minzhifa.catalog.demo import load_demo_list
from minzhifa.catalog.operations import ShippedTemplate, load_shipped_catalog, register_shipped_templates
from minzhifa.catalog.queries import matters
from minzhifa.documents.registry import DATA, kinds
from minzhifa.org.demo.login import require_demo
from minzhifa.org.demo.powers import load_demo_powers
from minzhifa.subjects.demo import Place, load_demo_subjects

TEMPLATES = DATA.parent / "templates"
LABEL, SINCE = "2026-1", date(2026, 1, 1)
SUBJECTS, SEED, POWERS, LISTED = 300, 36, 16, 12
PLACES = (
    Place("350102", "福州市鼓楼区"), Place("350104", "福州市仓山区"), Place("350302", "莆田市城厢区"),
    Place("350304", "莆田市荔城区"), Place("350305", "莆田市秀屿区"), Place("350582", "泉州市晋江市"),
)  # fmt: skip


def load() -> bool:
    """Load what is missing, a line a step; a second run changes nothing. False when a case could not be made.

    Raises `NotInDemoMode`.
    """
    require_demo()
    steps = (("事项库", _catalog), ("文书模板", _templates), ("执法对象", _subjects), ("乡镇赋权", load_powers),
             ("免罚清单", _lists))  # fmt: skip
    for title, step in steps:
        started = time.monotonic()
        print(f"演示{title}：{step()}（{time.monotonic() - started:.1f} 秒）", flush=True)
    started = time.monotonic()
    loaded = load_sample_cases(today=clock.today(), say=lambda text: print("  " + text, flush=True))
    seconds = time.monotonic() - started
    print(f"演示案件：新办理 {loaded.made} 件，已有 {loaded.present} 件（{seconds:.1f} 秒）", flush=True)
    return not loaded.refused


def _catalog() -> str:
    loaded = load_shipped_catalog()
    return (
        f"新载入条文 {loaded.provisions}、事项版本 {loaded.matter_versions}、裁量基准 {loaded.benchmarks}，"
        f"在用事项 {len(matters(limit=1000))}"
    )


def _templates() -> str:
    shipped = [
        ShippedTemplate(k.id, k.title, LABEL, hashlib.sha256((TEMPLATES / k.template).read_bytes()).hexdigest())
        for k in kinds()
    ]
    written = register_shipped_templates(templates=shipped, effective_from=SINCE)
    return f"{len(shipped)} 种，新登记 {written}"


def load_powers() -> str:
    """Hand the demo matters on to some townships, once; says how many."""
    urban = [(row.code, row.name) for row in matters("城市管理", kind="penalty", on=SINCE, limit=POWERS)]
    return f"赋权事项 {load_demo_powers(urban, at=clock.now())} 项"


def _lists() -> str:
    field = "市场监管"
    listed = {row.code: row.name for row in matters(field, kind="penalty", on=SINCE, limit=LISTED)}
    return f"{load_demo_list(listed, at=clock.now())} 份（另收录公开来源的清单）"


def _subjects() -> str:
    return f"{len(load_demo_subjects(SUBJECTS, seed=SEED, places=PLACES))} 个"
