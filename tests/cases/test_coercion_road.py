"""A seizure over the engine: papers with their numbers, terms on the workbench, the case held until it is over."""

from __future__ import annotations

from typing import Any

import pytest
from cases_road import AT, Road

PART = "coercion-1"
COERCION = {
    "kind": "seize", "reason": "涉嫌超过保质期", "basis": "《食品安全法》第一百一十条第（四）项", "related": True,
    "goods": [{"name": "饼干", "spec": "500克", "quantity": "12包", "state": "完好", "place": "仓库"}],
}  # fmt: skip
SCENE = {
    "imposed_at": "2026-06-22T09:30", "certificate_shown": True, "rights_told": True, "party": "present",
    "statement": "无", "findings": "饼干十二包装箱加封", "delivered": True, "keeper": "本局罚没仓库",
}  # fmt: skip


@pytest.fixture
def seized(road: Road) -> Road:
    road.until("set_elements")
    people = road.officers()
    road.act("gl_officer1", "propose_coercion", "2026-06-22", {"officers": people, "coercion": COERCION})
    road.act("gl_head", "approve_coercion", "2026-06-22", {}, part=PART)
    road.act("gl_officer1", "impose_coercion", "2026-06-22", {"officers": people, "coercion_scene": SCENE}, part=PART)
    return road


def page(road: Road) -> Any:
    from minzhifa.cases.queries import case_page

    assert road.case_id
    return case_page(road.actor("gl_officer1"), road.case_id, on=AT.date())


def test_each_step_leaves_its_papers(seized: Road) -> None:
    papers = {d.kind: d for d in page(seized).documents}
    assert {"coercion_approval", "coercion_decision", "coercion_record"} <= set(papers)
    assert "强措" in papers["coercion_decision"].number
    terms = {t.term_id: t for t in page(seized).terms}
    assert terms[f"{PART}:seizure"].due.isoformat() == "2026-07-22"


def test_the_release_names_the_decision_it_ends(seized: Road) -> None:
    end = {"coercion_end": {"ground": "no_violation", "returned": "饼干十二包"}}
    seized.act("gl_head", "release_coercion", "2026-06-29", end, part=PART)
    seen = page(seized)
    assert seen.parts[0].stage_label == "已解除"
    assert [d.kind for d in seen.documents][-1] == "coercion_release_decision"
