"""A fine that is not paid, over the engine: instalments approved, missed, surcharge, demand; papers, numbers, terms."""

from __future__ import annotations

from typing import Any

import pytest
from cases_road import AT, Road

PLAN, SURCHARGE, DEMAND = "payment_plan-1", "surcharge-1", "demand-1"
REQUEST = {
    "applied_on": "2026-08-03", "kind": "instalments", "reason": "停业三个月", "evidence": "报表", "asked": "分两期",
}  # fmt: skip
ROWS = [{"due_on": "2026-09-10", "amount": "8000.00"}, {"due_on": "2026-10-12", "amount": "12000.00"}]


@pytest.fixture
def planned(road: Road) -> Road:
    road.until("serve_decision")
    road.act("gl_officer1", "register_plan_request", "2026-08-03", {"plan_request": REQUEST})
    plan = {"plan": {"kind": "instalments", "rows": ROWS}}
    road.act("gl_officer1", "propose_plan", "2026-08-04", plan, part=PLAN)
    road.act("gl_head", "approve_plan", "2026-08-05", {}, part=PLAN)
    return road


def page(road: Road) -> Any:
    from minzhifa.cases.queries import case_page

    assert road.case_id
    return case_page(road.actor("gl_officer1"), road.case_id, on=AT.date())


def test_the_plan_leaves_its_papers_and_a_term_for_each_line(planned: Road) -> None:
    seen = page(planned)
    papers = {d.kind: d for d in seen.documents}
    assert {"instalment_request", "instalment_decision"} <= set(papers)
    assert "分缴" in papers["instalment_decision"].number
    terms = {t.term_id: t.due.isoformat() for t in seen.terms if t.due and t.term_id.startswith(PLAN)}
    assert (terms[f"{PLAN}:instalment-1"], terms[f"{PLAN}:instalment-2"]) == ("2026-09-10", "2026-10-12")


def test_from_a_missed_line_to_the_demand(planned: Road) -> None:
    paid = {"plan_payment": {"amount": "8000.00", "paid_on": "2026-09-10"}}
    planned.act("gl_officer1", "record_instalment", "2026-09-10", paid, part=PLAN)
    planned.act("gl_officer1", "record_missed", "2026-10-13", {"plan_end": {"text": "没有缴纳"}}, part=PLAN)
    late = {"base": "12000.00", "from_on": "2026-10-13", "told_in": "notice", "reason": "第二期没有缴纳"}
    planned.act("gl_officer1", "propose_surcharge", "2026-10-14", {"surcharge": late})
    planned.act("gl_head", "approve_surcharge", "2026-10-15", {}, part=SURCHARGE)
    demand = {
        "duty": "money", "obligation": "缴纳罚款一万二千元", "due_on": "2026-11-20", "way": "到指定银行缴纳",
        "amount": "12000.00",
    }  # fmt: skip
    planned.act("gl_officer1", "issue_demand", "2026-11-02", {"demand": demand})
    way = {"demand_service": {"way": "direct", "served_on": "2026-11-03", "receiver": "林某"}}
    planned.act("gl_officer1", "serve_demand", "2026-11-03", way, part=DEMAND)
    seen = page(planned)
    papers = {d.kind: d for d in seen.documents}
    assert "加罚" in papers["surcharge_decision"].number
    assert "催" in papers["demand_notice"].number
    assert [one["amount"] for one in seen.state.facts["payments"]] == ["8000.00"]
    assert next(t.due for t in seen.terms if t.term_id == f"{DEMAND}:demand_notice").isoformat() == "2026-11-17"


def test_the_payment_tab_shows_plan_surcharge_and_demand(planned: Road) -> None:
    from django.template.loader import render_to_string

    from minzhifa.desk.cases.tabs import payment

    planned.act("gl_officer1", "record_missed", "2026-09-11", {"plan_end": {"text": "没有缴纳"}}, part=PLAN)
    shown = payment(planned.actor("gl_officer1"), page(planned), AT.date())
    assert [line.state for line in shown["plan"].lines] == ["missed", "missed"]
    assert (shown["plan"].rest, str(shown["late"].amount), shown["late"].capped) == ("20000.00", "20000.00", True)
    demand = {
        "duty": "money", "obligation": "缴纳罚款", "due_on": "2026-10-20", "way": "银行", "amount": "20000.00",
    }  # fmt: skip
    planned.act("gl_officer1", "issue_demand", "2026-10-08", {"demand": demand})
    shown = payment(planned.actor("gl_officer1"), page(planned), AT.date())
    assert [(one.part.id, one.part.stage_label) for one in shown["roads"]] == [(DEMAND, "催告书待送达")]
    html = render_to_string("desk/cases/tabs/payment.html", shown)
    assert all(word in html for word in ("未按期缴纳", "20,000.00", "催告书待送达", "已达上限"))
