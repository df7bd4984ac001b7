"""Samples and transfers to the police, walked through the forms of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import side_roads as road
from admin_pages import words
from case_desk import Desk
from case_story import HEAD, OFFICER, everyone
from side_roads import SECTION, TODAY, ago, papers, recorded, refused


@pytest.fixture
def desk(province: None, db: None, settings: pytest.FixtureRequest) -> Iterator[Desk]:
    """The bureau's people and a filed case."""
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    found = Desk()
    road.filed(found)
    yield found


def test_a_sample_is_taken_sent_and_its_result_told(desk: Desk) -> None:
    part = "sampling-1/"
    taken = {
        "officers": everyone(desk), "sampling__sampled_at": f"{ago(20)}T09:30", "sampling__place": "门店",
        "sampling__way": "spot", "sampling__goods__0__name": "饼干", "sampling__goods__0__quantity": "3 包",
        "sampling__goods__0__seal": "F1", "sampling__certificate_shown": "yes", "sampling__sealed": "yes",
        "sampling__listed": "yes", "sampling__presence": "signed",
    }  # fmt: skip
    refused(desk, OFFICER, "take_sample", "加贴封条", on=ago(20), **{**taken, "sampling__sealed": "no"})
    desk.act(OFFICER, "take_sample", on=ago(20), **taken)
    sent = {
        "testing__institution": "省质检院", "testing__standing": "qualified", "testing__items": "酸价",
        "testing__from_on": ago(19), "testing__until": (TODAY + timedelta(3)).isoformat(),
    }  # fmt: skip
    desk.act(OFFICER, f"{part}send_sample", on=ago(19), **sent)
    result = {
        "testing__ended_on": ago(5), "test_result__number": "JY1", "test_result__conclusion": "fail",
        "test_result__text": "酸价不合格",
    }  # fmt: skip
    desk.act(OFFICER, f"{part}receive_test_result", on=ago(5), **result)
    told = {
        "test_result__told_at": f"{ago(4)}T10:00", "test_result__way": "direct", "test_result__retest_rule": "drug",
    }  # fmt: skip
    desk.act(OFFICER, f"{part}tell_test_result", on=ago(4), **told)
    refused(desk, OFFICER, f"{part}end_sampling", "申请复检的期限", sampling_end__objection="silent")
    assert {"sampling_record", "testing_entrustment", "testing_notice", "test_result_notice"} <= set(papers(desk))
    assert "检验报告（编号JY1）" in desk.open(OFFICER, "evidence/").content.decode()
    assert "结果已告知" in words(desk.open(OFFICER, "parts/"))


def test_a_suspected_crime_is_reported_approved_and_handed_over(desk: Desk) -> None:
    part = "criminal_transfer-1/"
    named = {
        "officers": everyone(desk)[:2], "transfer__suspicion": "生产、销售伪劣产品罪",
        "transfer__standard": "刑法第一百四十条",
    }  # fmt: skip
    desk.act(SECTION, "form_transfer_team", on=ago(5), **named)
    found = {"transfer__facts": "销售金额六万元", "transfer__evidence": "台账"}
    desk.act(OFFICER, f"{part}propose_criminal_transfer", on=ago(4), **found)
    approval = {"transfer_approval__decider": "chief", "transfer_approval__decided_at": f"{ago(3)}T09:00"}
    desk.act(HEAD, f"{part}approve_criminal_transfer", on=ago(3), **approval)
    handing = {
        "handing__police": "鼓楼公安分局", "handing__sent_at": f"{ago(3)}T16:00", "handing__report": "yes",
        "handing__tests": "none", "handing__others": "无",
    }  # fmt: skip
    refused(desk, OFFICER, f"{part}hand_to_police", "涉案物品清单", on=ago(3), **handing)
    desk.act(OFFICER, f"{part}hand_to_police", on=ago(3), handing__no_goods="yes", **handing)
    assert recorded(desk)[-1] == "hand_to_police"
    made = {"criminal_transfer_approval", "criminal_transfer_report", "criminal_transfer_letter"}
    assert made <= set(papers(desk))
