"""What a decision says of the hearing that the party asked for."""

from __future__ import annotations

import pytest
from documents.samples import FACTS

from minzhifa.documents.wording_hearing import defence

HELD = {
    "requested_on": "2026-03-20", "result": "held", "held_on": "2026-04-10", "presiding": {"name": "郑国平"},
    "report": "建议维持拟处罚意见。",
}  # fmt: skip
SILENT = {**FACTS, "statements": [], "hearing": None, "notice": {"served_on": "2026-03-13"}}


def test_a_decision_after_a_hearing_is_made_on_its_record():
    text = defence({**SILENT, "hearing": HELD}, None) or ""
    assert "2026年4月10日举行听证，由郑国平主持" in text
    assert "听证报告的意见：建议维持拟处罚意见。" in text
    assert text.endswith("本决定根据听证笔录作出。")
    assert "未要求听证" not in text


@pytest.mark.parametrize(("result", "said"), [("withdrawn", "撤回听证申请"), ("waived", "放弃听证权利")])
def test_a_hearing_given_up_is_told_as_such(result, said):
    text = defence({**SILENT, "hearing": {"requested_on": "2026-03-20", "result": result}}, None) or ""
    assert said in text
    assert "未要求听证" not in text


def test_statements_stand_beside_the_hearing():
    both = {**SILENT, "statements": FACTS["statements"], "hearing": HELD}
    text = defence(both, None) or ""
    assert "当事人提出" in text
    assert "举行听证" in text


def test_without_either_nothing_was_asked_for():
    assert "也未要求听证" in (defence(SILENT, None) or "")
