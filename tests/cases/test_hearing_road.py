"""A hearing over the engine: names from the register, papers with numbers, terms, what lists propose next."""

from __future__ import annotations

from typing import Any

import pytest
from cases_road import AT, EVIDENCE, PENALTIES, RANGE, Road

PART = "hearing-1"
BIG = [{**PENALTIES[0], "amount": "150000.00"}]
RECORD = {
    "attendance": "party", "attendees": "办案人员二人；法定代表人", "opened": True, "charge": "拟罚款十五万元",
    "defence": "请求从轻", "cross_examination": "没有异议", "closing": "各自坚持意见", "signed": "signed",
}  # fmt: skip


@pytest.fixture
def asked(road: Road) -> Road:
    road.until("set_elements")
    opinion = {
        "officers": road.officers(), "opinion": {"outcome": "penalty", "reasons": "事实清楚"}, "penalties": BIG,
        "range": {**RANGE, "max": "200000"}, "basis": ["《食品安全法》第一百二十四条第一款第（五）项"],
        "discretion": {"grade": "一般", "reasons": "货值较小"},
        "significance": {
            "major_public_interest": False, "complex": False, "statutory": False, "major_violation": False
        },
    }  # fmt: skip
    assert EVIDENCE
    road.act("gl_officer1", "conclude_investigation", "2026-06-24", opinion)
    for name in ("submit_review", "complete_review", "approve_notice"):
        road.steps()[name]()
    told = {"notice": {"served_on": "2026-07-03", "way": "direct", "hearing_told": True}}
    road.act("gl_officer1", "serve_notice", "2026-07-03", told)
    asked_on = {"hearing": {"requested_on": "2026-07-06", "way": "written", "asked_by": "林某"}}
    road.act("gl_officer1", "request_hearing", "2026-07-06", asked_on)
    return road


def person(road: Road, username: str) -> dict[str, str]:
    return {"officer_id": str(road.actor(username).officer_id), "name": "冒名"}


def summoned(road: Road) -> Road:
    """Everything up to the day of the hearing."""
    hearing: dict[str, Any] = {"presiding": person(road, "gl_hearing")}
    road.act("gl_head", "appoint_presiding", "2026-07-07", {"hearing": hearing})
    road.act("gl_officer1", "hand_over_hearing_file", "2026-07-08", {"hearing": {"file": "案卷一册"}}, part=PART)
    plan = {
        "planned_at": "2026-07-24T09:00", "place": "三楼听证室", "openness": "open",
        "recorder": person(road, "gl_reviewer"),
    }  # fmt: skip
    road.act("gl_hearing", "schedule_hearing", "2026-07-09", {"hearing": plan}, part=PART)
    told = {"notified_on": "2026-07-10", "notice_way": "直接送达", "others_notified": "已通知"}
    road.act("gl_officer1", "serve_hearing_notice", "2026-07-10", {"hearing": told}, part=PART)
    public = {"announced_on": "2026-07-16", "announced_where": "网站"}
    road.act("gl_hearing", "announce_hearing", "2026-07-16", {"hearing": public}, part=PART)
    return road


def page(road: Road) -> Any:
    from minzhifa.cases.queries import case_page

    assert road.case_id
    return case_page(road.actor("gl_officer1"), road.case_id, on=AT.date())


def next_acts(road: Road) -> list[str]:
    return [act.action for act in page(road).case.next_acts]


def test_names_are_those_of_the_register_whatever_was_sent(asked: Road) -> None:
    hearing = page(summoned(asked)).state.parts[PART].facts["hearing"]
    assert {hearing["presiding"]["name"], hearing["recorder"]["name"]} & {"冒名", ""} == set()


def test_notice_and_announcement_have_their_numbers(asked: Road) -> None:
    papers = {one.kind: one for one in page(summoned(asked)).documents}
    assert {"hearing_appointment", "hearing_notice", "hearing_announcement"} <= set(papers)
    assert "听通" in papers["hearing_notice"].number
    assert "听公" in papers["hearing_announcement"].number


def test_lists_propose_each_step_to_the_one_whose_turn_it_is(asked: Road) -> None:
    assert "appoint_presiding" in next_acts(asked)
    assert f"{PART}/hold_hearing" in next_acts(summoned(asked))


def test_held_and_reported_the_case_goes_to_its_legal_review(asked: Road) -> None:
    summoned(asked)
    held = {"hearing": {"held_on": "2026-07-24"}, "hearing_record": RECORD}
    asked.act("gl_hearing", "hold_hearing", "2026-07-24", held, part=PART)
    report = {"hearing_report": {"facts": "事实清楚", "dispute": "幅度", "opinion": "建议维持"}}
    asked.act("gl_hearing", "report_hearing", "2026-07-28", report, part=PART)
    seen = page(asked)
    assert {"hearing_record", "hearing_report"} <= {one.kind for one in seen.documents}
    assert seen.state.facts["hearing"]["result"] == "held"
    assert "submit_review" in next_acts(asked)


def test_the_presiding_officer_finds_the_hearing_on_the_workbench(asked: Road) -> None:
    from minzhifa.cases.queries import workbench

    assert workbench(asked.actor("gl_hearing"), AT.date()).queue == ()
    assert [one.id for one in workbench(asked.actor("gl_head"), AT.date()).queue] == [asked.case_id]
    summoned(asked)
    assert [one.id for one in workbench(asked.actor("gl_hearing"), AT.date()).queue] == [asked.case_id]
