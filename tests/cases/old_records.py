"""Shared by the tests of old records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cases_road import AT

RECORDS = [
    json.loads(line) for line in (Path(__file__).parent / "data" / "records.jsonl").read_text("utf-8").splitlines()
]
ORDINARY = [r for r in RECORDS if r["procedure"].startswith("普通程序")]
OTHERS = [r for r in RECORDS if not r["procedure"].startswith("普通程序")]
BASE = {
    "agency": "福州市鼓楼区市场监督管理局", "region_code": "350102", "field": "市场监管", "procedure": "普通程序",
    "party": {"type": "企业", "name": "某公司"}, "cause": "某案", "facts_summary": "某事",
}  # fmt: skip


def replay(record: Any) -> Any:
    """The answer for one record, or one raw line."""
    from minzhifa.cases.replay import archivist, replay_line

    line = record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)
    return replay_line(line, actor=archivist(), at=AT)


def page_of(code: str) -> Any:
    """The case page as the archivist sees it."""
    from minzhifa.cases.queries import case_page_by_code
    from minzhifa.cases.replay import archivist

    return case_page_by_code(archivist(), code, on=AT.date())
