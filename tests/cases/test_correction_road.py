"""Correction and revocation over the engine: their papers with numbers, and what the case shows afterwards."""

from __future__ import annotations

from typing import Any

from cases_road import AT, Road

SLIP = {
    "kind": "supplement", "reason": "制作时遗漏", "harmless": True,
    "items": [{"place": "尾部", "wrong": "", "right": "决定日期"}],
}  # fmt: skip
REVOKED = {
    "ground": "own_review", "outcome": "revoked", "reason": "认定事实有误", "basis": "《行政处罚法》第七十五条第二款",
}  # fmt: skip


def page(road: Road) -> Any:
    from minzhifa.cases.queries import case_page

    assert road.case_id
    return case_page(road.actor("gl_officer1"), road.case_id, on=AT.date())


def test_a_correction_leaves_its_numbered_paper_and_the_decision_as_it_was(road: Road) -> None:
    road.until("serve_decision")
    before = page(road).state.facts["decision"]
    on = AT.date().isoformat()
    road.act("gl_officer1", "propose_correction", on, {"correction": SLIP})
    road.act("gl_head", "approve_correction", on, {}, part="correction-1")
    seen = page(road)
    paper = next(d for d in seen.documents if d.kind == "correction_notice")
    assert "补正" in paper.number
    assert seen.state.facts["decision"] == before


def test_a_revocation_leaves_its_paper_its_term_and_nothing_to_pay(road: Road) -> None:
    road.until("serve_decision")
    on = AT.date().isoformat()
    road.act("gl_officer1", "propose_revocation", on, {"revocation": REVOKED})
    road.act("gl_head", "approve_revocation", on, {}, part="revocation-1")
    seen = page(road)
    assert "撤变" in next(d for d in seen.documents if d.kind == "revocation_decision").number
    terms = {t.term_id: t for t in seen.terms}
    assert terms["revocation-1:disclosure_withdrawal"].due.isoformat() == "2026-11-26"
    assert terms["payment"].stopped
    assert seen.state.facts["decision"]["penalties"] == []
