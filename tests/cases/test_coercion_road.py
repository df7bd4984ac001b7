"""A seizure over the engine: papers with their numbers, terms on the workbench, the case held until it is over."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from cases_road import AT, Road

PART = "coercion-1"
COERCION = {
    "kind": "seize", "reason": "涉嫌超过保质期", "basis": "《食品安全法》第一百一十条第（四）项", "related": True,
    "no_necessities": True, "not_sealed": True, "own_power": True,
    "goods": [{"name": "饼干", "spec": "500克", "quantity": "12包", "state": "完好", "place": "仓库"}],
}  # fmt: skip
SCENE = {
    "imposed_at": "2026-06-22T09:30", "certificate_shown": True, "rights_told": True, "party": "present",
    "statement": "无", "findings": "饼干十二包装箱加封", "delivered": True, "keeper": "本局罚没仓库",
    "signature": "signed", "recording": "YX20260622-01",
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


def test_the_release_names_the_decision_it_ends_and_the_goods_go_back_on_a_signed_list(seized: Road) -> None:
    end = {"coercion_end": {"ground": "no_violation", "returned": "饼干十二包"}}
    seized.act("gl_head", "release_coercion", "2026-06-29", end, part=PART)
    seen = page(seized)
    assert seen.parts[0].stage_label == "已解除，待退还"
    assert [d.kind for d in seen.documents][-1] == "coercion_release_decision"
    assert seen.case.owed(AT.date()).startswith("查封扣押（1）已解除，待退还：退还财物")
    back = {"coercion_return": {"returned_on": "2026-06-29", "receiver": "林某", "text": "饼干", "signed": True}}
    seized.act("gl_officer1", "return_goods", "2026-06-29", back, part=PART)
    seen = page(seized)
    assert seen.parts[0].stage_label == "已解除，已退还"
    assert [d.kind for d in seen.documents][-1] == "goods_return_list"
    assert not seen.case.owed(AT.date())


def test_perishables_are_sold_on_papers_of_their_own(seized: Road) -> None:
    sale = {
        "goods": COERCION["goods"], "why": "次日到期", "way": "sell", "price_basis": "同日批发价",
        "evidence_kept": "留样", "consent": "owner",
    }  # fmt: skip
    seized.act("gl_officer1", "propose_sale", "2026-06-23", {"coercion_sale": sale}, part=PART)
    seized.act("gl_head", "approve_sale", "2026-06-23", {}, part=PART)
    result = {"sold_on": "2026-06-24", "buyer": "某某商行", "proceeds": "120.00", "kept_in": "涉案款专户"}
    seized.act("gl_officer1", "record_sale", "2026-06-24", {"coercion_sale": result}, part=PART)
    assert [d.kind for d in page(seized).documents][-2:] == ["sale_approval", "sale_record"]


def test_after_its_term_the_workbench_says_what_is_to_be_done_and_by_whom(seized: Road) -> None:
    from minzhifa.cases.queries import workbench

    found = workbench(seized.actor("gl_officer1"), AT.date())
    mine = [c for c in found.owed if c.id == seized.case_id]
    assert [c.owed(AT.date()) for c in mine] == [
        "查封扣押（1）期限已届满：解除查封扣押，退还财物；已经决定没收的，登记处理"
    ]
    assert not [c for c in found.overdue if c.id == seized.case_id]
    act = mine[0].next_acts[0]
    assert (act.action, act.roles, act.since) == (f"{PART}/release_coercion", ("agency_head",), "2026-07-23")
    assert seized.case_id not in {c.id for c in workbench(seized.actor("gl_officer1"), date(2026, 7, 22)).owed}
    over = [t for t in page(seized).terms if t.term_id == f"{PART}:seizure"]
    assert over[0].owed.startswith("解除查封扣押")
