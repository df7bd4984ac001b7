"""The pages of a case that was entered from an old record: every tab opens, what is not known says so."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from case_desk import Desk
from case_story import HEAD, OFFICER
from test_case_pages import TABS

RECORDS = [
    ("investigating", {"dates": {"inspection": "2025-03"}}),
    ("notified", {"dates": {"prior_notice_served": "2025-03-03", "statement": "2025-03-05"}}),
    ("decided", {"penalties": [{"kind": "罚款", "amount_yuan": 5000.25}]}),
    ("served", {"dates": {"decision": "2014-10-09", "served": "2014-10-10"}}),
    ("performed", {"dates": {"performed": "2025-04-01"}, "procedure": "普通程序+复议"}),
]


@pytest.mark.parametrize(("stage", "more"), RECORDS)
def test_every_tab_of_an_old_case_opens_and_nothing_is_overdue(province, db, settings, stage, more):
    from minzhifa.cases.replay import archivist, replay_line

    settings.ALLOWED_HOSTS = ["*"]
    record = {
        "id": stage, "agency": "福州市鼓楼区市场监督管理局", "region_code": "350102", "field": "市场监管",
        "procedure": "普通程序", "party": {"type": "企业", "name": "某公司"}, "cause": "某案", "facts_summary": "某事",
        "doc_no": "鼓市监罚〔2025〕7号", **more,
    }  # fmt: skip
    at = datetime(2026, 6, 20, 1, 0, tzinfo=UTC)
    answer = replay_line(json.dumps(record), actor=archivist(), at=at).to_json()
    assert answer["ok"], answer
    desk = Desk()
    desk.code = answer["case_code"]
    for who in (OFFICER, HEAD):
        for tab in TABS:
            page = desk.open(who, tab)
            assert page.status_code == 200, tab
            assert "{%" not in page.content.decode() and "逾期" not in _stages(page.content.decode())
    bar = _stages(desk.open(OFFICER, "").content.decode())
    assert "日期不详" in bar
    assert desk.open(OFFICER, "file.pdf").content.startswith(b"%PDF")


def _stages(page: str) -> str:
    return page[page.index('<ol class="stages">') : page.index("</ol>", page.index('<ol class="stages">'))]
