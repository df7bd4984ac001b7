"""Pages of the section head's opinion, of the confirmed address, of the public notice and of a spoken statement."""

from __future__ import annotations

import pytest
from case_desk import Desk, inputs
from case_story import ACT_DAY, OFFICER, steps

SECTION, HEAD = "gl_section", "gl_head"
TITLES = {
    "lead_register": "案件来源登记表",
    "address": "送达地址确认书",
    "record": "陈述申辩笔录",
    "public": "送达公告",
}


@pytest.fixture
def desk(province, db, settings):
    """A browser for each."""
    settings.ALLOWED_HOSTS = ["*"]
    return Desk()


def _walk(desk: Desk, last: str) -> None:
    for name, step in steps(desk).items():
        step()
        if name == last:
            return


def _documents(desk: Desk) -> str:
    return desk.open(OFFICER, "documents/").content.decode()


def test_the_section_head_finds_the_filing_says_his_opinion_and_the_head_reads_it(desk):
    _walk(desk, "propose_filing")
    inbox = desk.open(SECTION, "/approvals/").content.decode()
    assert "办案机构负责人审查：立案" in inbox
    page = desk.open(SECTION, f"/approvals/{desk.code}/endorse/")
    assert page.status_code == 200
    assert "立案审批表" in page.content.decode()
    assert inputs(page)["what"] == ["filing"]
    desk.act(SECTION, "endorse", opinion_text="事实有初步证据，同意立案调查")
    assert desk.code not in desk.open(SECTION, "/approvals/").content.decode()
    seen = desk.open(HEAD, f"/approvals/{desk.code}/approve_filing/").content.decode()
    assert "事实有初步证据，同意立案调查" in seen
    desk.act(HEAD, "approve_filing")
    assert "立案审批表" in _documents(desk)


def test_the_head_sees_that_no_opinion_was_given_and_may_go_on(desk):
    _walk(desk, "propose_filing")
    assert "没有提出意见" in desk.open(HEAD, f"/approvals/{desk.code}/approve_filing/").content.decode()
    desk.act(HEAD, "approve_filing")


def test_papers_of_registration_address_and_spoken_statement_stand_on_the_documents_tab(desk):
    _walk(desk, "approve_filing")
    assert TITLES["lead_register"] in _documents(desk)
    desk.act(
        OFFICER, "confirm_address", service_consent__electronic="yes", service_consent__phone="0591-87650000",
        service_consent__electronic_address="lin@example.cn",
    )  # fmt: skip
    assert TITLES["address"] in _documents(desk)
    facts = desk.open(OFFICER, "history/").content.decode()
    assert "lin@example.cn" not in facts


def test_a_spoken_statement_makes_its_record_and_a_written_one_none(desk):
    _walk(desk, "serve_notice")
    desk.act(OFFICER, "record_statement", **{"statements__0__point": "数量很少"})
    assert TITLES["record"] not in _documents(desk)
    desk.act(
        OFFICER, "record_statement", **{"statements__0__point": "已经改正"}, statement_meeting__place="三楼会议室",
        statement_meeting__begun_at=f"{ACT_DAY}T09:00", statement_meeting__ended_at=f"{ACT_DAY}T09:30",
        statement_meeting__speaker="林某",
    )  # fmt: skip
    assert TITLES["record"] in _documents(desk)


def test_a_public_notice_is_made_before_the_service_that_counts_from_it(desk):
    _walk(desk, "approve_notice")
    desk.act(OFFICER, "publish_service", public_notice__reason="当事人下落不明", public_notice__medium="门户网站")
    assert TITLES["public"] in _documents(desk)
    offered = inputs(desk.open(OFFICER, "do/serve_notice/"))
    assert offered["notice.way"] == ["public_notice"]
    assert offered["notice.published_on"] != [""]
