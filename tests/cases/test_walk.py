"""The whole road of the ordinary procedure."""

from __future__ import annotations

from cases_road import AT, Road, party


def test_a_case_goes_from_lead_to_archive(road: Road) -> None:
    from minzhifa.cases.queries import case_page

    done = road.until("archive_case")
    assert done.stage == "archived"
    page = case_page(road.actor("gl_officer1"), done.case_id, on=AT.date())
    assert page.case.stage_label == "已归档"
    kinds = [d.kind for d in page.documents]
    assert {"prior_notice", "penalty_decision", "service_proof", "investigation_report", "review_opinion"} <= set(kinds)
    assert all(d.number for d in page.documents if d.kind in ("prior_notice", "penalty_decision"))
    assert [b.state for b in page.bar] == ["done"] * 7 + ["current"]
    assert page.bar[1].on == "2026-06-09"
    assert {t.term_id: t for t in page.terms}["decision"].due.isoformat() == "2026-09-07"
    assert page.disclosure[0].due.isoformat() == "2026-07-30"
    days = {one.title: one for one in page.disclosure}
    assert days["企业信用信息公示系统公示（同省）"].due.isoformat() == "2026-08-18"
    assert days["停止公示（通报批评、较低数额罚款）"].due.isoformat() == "2026-11-18"
    assert days["停止公示（其他）"].due.isoformat() == "2029-08-18"
    assert days["撤回处罚决定信息"].due is None
    summary = next(row for row in page.publication if row.label == "信息摘要的内容")
    assert all(part in summary.text for part in ("福州云堃食品有限公司", "罚款", "2026-07-21"))
    assert not any(row.gap for row in page.matrix)
    assert [f.rule_id for f in page.findings if f.veto and f.ok is False] == []
    assert page.case.next_due is None


def test_a_case_may_be_returned_extended_suspended_and_withdrawn(road: Road) -> None:
    road.until("propose_filing")
    back = road.act("gl_head", "return_filing", "2026-06-09", {"reason": "案由写得不准"})
    assert back.stage == "lead"
    filing = {"cause": "某案", "party": party(), "officers": road.officers(), "violated": ["某法第一条"]}
    road.act("gl_officer1", "propose_filing", "2026-06-10", filing)
    road.act("gl_head", "approve_filing", "2026-06-10")
    reason = [{"reason": "等待检验结论", "kind": "testing"}]
    road.act("gl_officer1", "propose_suspension", "2026-06-15", {"suspensions": reason})
    assert road.act("gl_head", "approve_suspension", "2026-06-15").stage == "suspended"
    assert road.act("gl_officer1", "resume", "2026-06-25", {"reason": "检验结论已出"}).stage == "investigating"
    road.act("gl_officer1", "propose_extension", "2026-08-20", {"extensions": [{"reason": "案情复杂"}]})
    road.act("gl_head", "approve_extension", "2026-08-21")
    road.act("gl_officer1", "propose_withdrawal", "2026-08-24", {"withdrawal": {"reason": "不属于本机关管辖"}})
    assert road.act("gl_head", "withdraw_filing", "2026-08-25").stage == "withdrawn"


def test_a_lead_may_be_declined(road: Road) -> None:
    road.lead()
    decline = {"decline": {"reason": "没有违法事实", "ground": "no_violation"}, "party": party(), "cause": "某案"}
    road.act("gl_officer1", "propose_decline", "2026-06-09", decline)
    assert road.act("gl_head", "approve_decline", "2026-06-10").stage == "declined"
