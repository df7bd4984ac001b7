"""Each role's workbench: its own work with the right verb, or what the role does here and where."""

from __future__ import annotations

from datetime import date

import pytest
from admin_pages import words
from case_desk import Desk
from case_story import HEAD, OFFICER, walk

from minzhifa.cases.queries import NextAct
from minzhifa.desk.cases.lists import waiting

DAY = date(2026, 11, 23)


def test_a_row_waits_for_the_one_whose_turn_it_is_or_for_the_term_that_runs():
    approve = NextAct("approve_filing", "批准立案", ("agency_head",), ("me",))
    until = "等待陈述申辩期满（12月3日）"
    decide = NextAct("propose_decision", "提请作出处罚决定", ("officer",), (), "2026-12-04", until)
    assert waiting((approve,), [], DAY) == "等行政机关负责人批准立案"
    assert waiting((decide,), [decide], DAY) == until
    assert waiting((), [], DAY) == ""


def test_an_opinion_that_may_be_left_out_is_not_waited_for():
    endorse = NextAct("endorse", "提出审查意见", ("section_head",))
    approve = NextAct("approve_filing", "批准立案", ("agency_head",))
    assert waiting((endorse, approve), [], DAY) == "等行政机关负责人批准立案"


@pytest.fixture
def desk(db, province, settings):
    settings.DEMO = True
    return Desk()


def test_the_list_offers_what_can_be_done_and_else_says_what_it_waits_for(desk):
    walk(desk, "propose_filing")
    mine = words(desk.open(OFFICER, "/cases/"))
    assert "等行政机关负责人批准立案" in mine
    assert f"/cases/{desk.code}/do/approve_filing/" in desk.open(HEAD, "/cases/").content.decode()


def test_the_usual_views_of_the_list_are_one_click_and_the_chosen_one_is_marked(desk):
    page = desk.open(OFFICER, "/cases/?due=late").content.decode()
    assert '<a href="/cases/?due=late" aria-current="page">逾期</a>' in page
    assert '<a href="/cases/?who=mine">我办的</a>' in page
    assert "我办的" not in words(desk.open("fz_supervisor", "/cases/"))


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("gl_seal", "对外文书现在由系统用本机关的数字证书签名"),
        ("gl_archive", "等待归档的案件"),
        ("gl_hearing", "等待举行的听证"),
        ("gl_admin", "账号与授权"),
        ("fz_supervisor", "不能改动"),
        ("fz_procurator", "不能改动"),
        ("fj_data", "不看案件"),
        ("fj_operator", "不看案件"),
    ],
)
def test_every_role_is_told_what_it_does_here(desk, who, says):
    page = desk.open(who, "/")
    assert page.status_code == 200
    assert says in words(page)


def test_only_those_who_may_register_a_lead_are_offered_it(desk):
    assert "登记案源" in words(desk.open(OFFICER, "/"))
    for who in ("gl_head", "gl_archive", "fz_supervisor"):
        assert "登记案源" not in words(desk.open(who, "/"))
