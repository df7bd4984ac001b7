"""Every fact of every old record of the ordinary procedure stands on its case page and in its case file."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest
from case_desk import Desk

RECORDS = Path(__file__).parents[1] / "cases" / "data" / "records.jsonl"
ORDINARY = [
    record
    for record in map(json.loads, RECORDS.read_text("utf-8").splitlines())
    if record["procedure"].startswith("普通程序")
]
AT = datetime(2026, 6, 20, 1, 0, tzinfo=UTC)
WHOLE_PROVINCE = "fj_supervisor"
# Decision papers with a number of their own whose page stops before the outcome.
NUMBERED = ("FJ001", "FJ005", "FJ009", "FJ011")


def _facts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every scalar of a record by its path; what is null or only says yes or no is no text."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _facts(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _facts(inner, f"{path}[{place}]")
    elif value is not None and not isinstance(value, bool) and value != "":
        yield path, str(value)


def _plain(text: str) -> str:
    """Without blanks and line ends, which a page and a PDF set as they need them."""
    return re.sub(r"\s+", "", text)


def _entered(record: dict[str, Any]) -> str:
    from minzhifa.cases.replay import archivist, replay_line

    answer = replay_line(json.dumps(record, ensure_ascii=False), actor=archivist(), at=AT)
    assert answer.ok, answer
    return str(answer.case_code)


@pytest.mark.parametrize("record", ORDINARY, ids=[r["id"] for r in ORDINARY])
def test_page_and_case_file_show_every_fact(province, db, settings, record):
    settings.ALLOWED_HOSTS = ["*"]
    desk = Desk()
    desk.code = _entered(record)
    page = desk.open(WHOLE_PROVINCE, "").content.decode()
    shown = _plain(html.unescape(re.sub(r"<[^>]*>", "", page)))
    content = desk.open(WHOLE_PROVINCE, "file.pdf").content
    paper = _plain("".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(content)).pages))
    for path, text in _facts(record):
        assert _plain(text) in shown, (path, text)
        assert _plain(text) in paper, (path, text)


@pytest.mark.parametrize("ref", NUMBERED)
def test_a_numbered_decision_was_made_though_its_day_and_content_are_not_known(province, db, ref):
    from minzhifa.cases.queries import case_page_by_code
    from minzhifa.cases.replay import archivist

    (record,) = [r for r in ORDINARY if r["id"] == ref]
    page = case_page_by_code(archivist(), _entered(record), on=AT.date())
    assert page.case.stage == "decided"
    assert page.state.facts["decision"]["number"] == record["doc_no"]
    assert page.state.done["approve_decision"] == ""
    assert "decided_on" not in page.state.facts["decision"] or not page.state.facts["decision"]["decided_on"]
    assert not page.state.facts["decision"].get("penalties")
