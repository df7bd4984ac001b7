"""The hearing at the desk: who is asked next, the workbench of the presiding officer, papers, refusals in words."""

from __future__ import annotations

import hearings
import pytest
import side_roads as road
from admin_pages import words
from case_desk import Desk, problems
from case_story import HEAD, OFFICER
from hearings import PART, PRESIDING
from side_roads import ago, papers


@pytest.fixture
def desk(db, province, settings):
    settings.DEMO = True
    found = Desk()
    road.ready(found, fine="150000", told="yes")
    return found


@pytest.fixture
def asked(desk):
    typed = {
        "hearing__requested_on": ago(18), "hearing__asked_by": "法定代表人", "hearing__way": "written",
        "hearing__agents__0__name": "吴敏", "hearing__agents__0__relation": "律师",
    }  # fmt: skip
    desk.act(OFFICER, "request_hearing", **typed)
    assert road.page_of(desk).state.facts["hearing"]["agents"][0]["name"] == "吴敏"
    return desk


def test_the_head_is_asked_to_appoint_and_chooses_among_officers_who_did_not_investigate(asked):
    assert "指定听证主持人" in words(asked.open(OFFICER, "/cases/"))
    home = asked.open(HEAD, "/").content.decode()
    assert "等待指定听证主持人的案件" in home
    assert f"/cases/{asked.code}/do/appoint_presiding/" in home
    form = asked.open(HEAD, "do/appoint_presiding/").content.decode()
    assert hearings.officer_id(PRESIDING) in form
    assert hearings.officer_id(OFFICER) not in form


def test_the_queue_of_the_presiding_officer_follows_the_hearing(asked):
    assert asked.code not in words(asked.open(PRESIDING, "/"))
    hearings.appointed(asked)
    page = asked.open(PRESIDING, "/").content.decode()
    assert f"/cases/{asked.code}/do/{PART}/schedule_hearing/" in page
    hearings.scheduled(asked)
    assert f"/cases/{asked.code}/do/{PART}/serve_hearing_notice/" in asked.open(PRESIDING, "/").content.decode()


def test_the_panel_of_the_hearing_shows_who_presides_when_and_where(asked):
    hearings.organised(asked)
    tab = words(asked.open(OFFICER, "parts/"))
    for said in ("听证（1）", "已通知，待举行", "三楼听证室", "公开举行"):
        assert said in tab
    assert {"hearing_appointment", "hearing_notice", "hearing_announcement"} <= set(papers(asked))


def test_held_and_reported_it_leaves_record_and_report_and_the_queue(asked):
    hearings.organised(asked)
    answer = asked.send(PRESIDING, f"do/{PART}/hold_hearing/", on=ago(2), **{
        "hearing__held_on": ago(2), **hearings.RECORD})  # fmt: skip
    assert answer.status_code == 422
    assert any("改期的应当延期并重新通知" in one for one in problems(answer))
    hearings.held(asked)
    assert {"hearing_record", "hearing_report"} <= set(papers(asked))
    assert asked.code not in words(asked.open(PRESIDING, "/"))
    assert road.page_of(asked).state.facts["hearing"]["result"] == "held"


def test_absence_ends_the_hearing_with_a_paper(asked):
    hearings.organised(asked)
    typed = {"hearing_end__ground": "absent", "hearing_end__text": "经通知没有到场"}
    early = asked.send(PRESIDING, f"do/{PART}/terminate_hearing/", on=ago(4), **typed)
    assert early.status_code == 422
    asked.act(PRESIDING, f"{PART}/terminate_hearing", on=ago(3), **typed)
    assert "hearing_termination" in papers(asked)
    assert road.page_of(asked).state.facts["hearing"]["result"] == "waived"


def test_a_late_request_is_answered_on_paper(desk):
    typed = {
        "hearing_refusal__requested_on": ago(1), "hearing_refusal__asked_by": "法定代表人",
        "hearing_refusal__ground": "late", "hearing_refusal__reason": "期限已经届满",
    }  # fmt: skip
    desk.act(HEAD, "refuse_hearing", **typed)
    assert "hearing_refusal" in papers(desk)


def test_the_party_may_object_to_the_presiding_officer(asked):
    hearings.organised(asked)
    who = hearings.officer_id(PRESIDING)
    asked.act(OFFICER, "request_recusal", on=ago(4), recusal__who=who, recusal__reason="当事人认为有利害关系")
    waits = asked.send(PRESIDING, f"do/{PART}/hold_hearing/", on=ago(3), **{
        "hearing__held_on": ago(3), **hearings.RECORD})  # fmt: skip
    assert any("回避" in one for one in problems(waits))
