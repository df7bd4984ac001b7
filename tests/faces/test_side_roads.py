"""Every side road of a case, walked through the forms: who may, who may not and why, what is recorded and printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import hearings
import pytest
import side_roads as road
from case_desk import Desk, problems
from case_story import HEAD, OFFICER, REVIEWER, everyone
from side_roads import HEAD2, SECOND, SECTION, TODAY, ago, due, papers, raw, recorded, refused, stage

NOT_HIS = "职权之内"


@pytest.fixture
def desk(province: None, db: None, settings: pytest.FixtureRequest) -> Iterator[Desk]:
    """The bureau's people, no case yet."""
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    yield Desk()


def test_a_lead_is_declined_on_proposal_and_approval(desk):
    road.lead(desk)
    ground = "没有初步证据证明存在违法行为"
    refused(desk, HEAD, "propose_decline", NOT_HIS, decline__reason=ground)
    desk.act(OFFICER, "propose_decline", decline__reason=ground, decline__text="检查没有发现违法行为")
    refused(desk, SECTION, "approve_decline", NOT_HIS)
    desk.act(HEAD, "approve_decline")
    assert stage(desk) == "declined"
    assert recorded(desk)[-2:] == ["propose_decline", "approve_decline"]
    assert "decline_filing_approval" in papers(desk)
    refused(desk, OFFICER, "add_evidence", "案卷不再改动", evidence__kind="physical", evidence__title="样品")


def test_a_filing_is_returned_with_its_reason_and_proposed_again(desk):
    road.lead(desk)
    road.propose(desk)
    refused(desk, SECOND, "return_filing", NOT_HIS, reason="请补充违法行为发生的日期")
    answer = desk.send(HEAD, "do/return_filing/", reason="")
    assert answer.status_code == 422
    desk.act(SECTION, "return_filing", reason="请补充违法行为发生的日期")
    assert stage(desk) == "lead"
    assert "请补充违法行为发生的日期" in desk.open(OFFICER, "").content.decode()
    desk.act(OFFICER, "propose_filing", occurred_on=ago(40))
    desk.act(HEAD, "approve_filing")
    assert recorded(desk)[-3:] == ["return_filing", "propose_filing", "approve_filing"]
    assert "filing_approval" in papers(desk)


def test_a_recused_officer_takes_no_further_part(desk):
    road.filed(desk)
    who = everyone(desk)[1]
    refused(desk, "gl_archive", "request_recusal", "", recusal__who=who, recusal__reason="与当事人有利害关系")
    desk.act(OFFICER, "request_recusal", recusal__who=who, recusal__reason="是当事人的近亲属")
    granted = {"recusals__0__granted": "yes"}
    refused(desk, SECTION, "decide_recusal", NOT_HIS, **granted)
    desk.act(HEAD, "decide_recusal", doc__recusal_decision__finding="近亲属关系属实", **granted)
    assert recorded(desk)[-2:] == ["request_recusal", "decide_recusal"]
    assert "recusal_decision" in papers(desk)
    refused(desk, SECOND, "add_evidence", "已被决定回避", evidence__kind="physical", evidence__title="样品")
    refused(
        desk, OFFICER, "record_inspection", "已被决定回避", officers=everyone(desk), **road.RECORD,
    )  # fmt: skip


def test_a_refused_recusal_leaves_the_officer_at_work(desk):
    road.filed(desk)
    desk.act(OFFICER, "request_recusal", recusal__who=everyone(desk)[1], recusal__reason="同乡")
    desk.act(HEAD, "decide_recusal", **{"recusals__0__granted": "no"})
    desk.act(SECOND, "add_evidence", evidence__kind="physical", evidence__title="样品")


def test_the_recusal_of_the_head_needs_the_heads_together(desk):
    road.filed(desk)
    desk.act(OFFICER, "request_recusal", recusal__who="head", recusal__reason="与当事人有利害关系")
    granted = {"recusals__0__granted": "no"}
    refused(desk, HEAD2, "decide_recusal", "集体讨论", **granted)
    desk.act(
        HEAD2, "decide_recusal", collective__members="林某\n陈某", collective__conclusion="不存在应当回避的情形",
        **granted,
    )  # fmt: skip
    assert recorded(desk)[-1] == "decide_recusal"


KEPT = "preservation-1/"


def preserve(desk: Desk, taken: int) -> None:
    """先行登记保存, approved, counted and told on the spot."""
    on = ago(taken)
    typed = {
        "officers": everyone(desk), "preservation__reason": "可能灭失", "preservation__goods__0__name": "饼干",
        "preservation__goods__0__quantity": "12 包",
    }  # fmt: skip
    refused(desk, SECTION, "preserve_evidence", NOT_HIS, on=on, **typed)
    desk.act(OFFICER, "preserve_evidence", on=on, **typed)
    refused(desk, OFFICER, f"{KEPT}approve_preservation", NOT_HIS, on=on)
    desk.act(HEAD, f"{KEPT}approve_preservation", on=on)
    scene = {
        "officers": everyone(desk), "preservation_scene__taken_at": f"{on}T10:00", "preservation_scene__counted": "yes",
        "preservation_scene__delivered": "yes", "preservation_scene__presence": "signed",
        "preservation_scene__place": "库房", "preservation_scene__keeper": "林某",
    }  # fmt: skip
    desk.act(OFFICER, f"{KEPT}take_preserved", on=on, **scene)


def test_preserved_goods_are_disposed_of_within_seven_working_days(desk):
    road.filed(desk)
    preserve(desk, 3)
    assert due(desk, "preservation-1:preservation") > TODAY
    typed = {"preservation_end__way": "test", "preservation_end__text": "送省质检院"}
    refused(desk, OFFICER, f"{KEPT}dispose_preservation", NOT_HIS, **typed)
    desk.act(HEAD, f"{KEPT}dispose_preservation", **typed)
    assert recorded(desk)[-3:] == ["approve_preservation", "take_preserved", "dispose_preservation"]
    kinds = papers(desk)
    assert {"preservation_notice", "preservation_disposal"} <= set(kinds)
    assert kinds.count("preservation_approval") == 1


def test_preservation_lapses_by_itself_and_then_goods_can_only_be_given_back(desk):
    road.filed(desk)
    preserve(desk, 30)
    assert due(desk, "preservation-1:preservation") < TODAY
    assert "已自动解除" in desk.open(OFFICER, "parts/").content.decode()
    typed = {"preservation_end__way": "confiscate", "preservation_end__text": "没收"}
    refused(desk, HEAD, f"{KEPT}dispose_preservation", "自动解除", **typed)
    desk.act(HEAD, f"{KEPT}release_preservation", preservation_end__text="返还当事人")


def test_rectification_is_ordered_with_its_day(desk):
    road.filed(desk)
    typed = {"rectification__measures": "立即停止销售", "rectification__due_on": (TODAY + timedelta(7)).isoformat()}
    refused(desk, REVIEWER, "order_rectification", NOT_HIS, **typed)
    desk.act(OFFICER, "order_rectification", **typed)
    assert recorded(desk)[-1] == "order_rectification"
    assert "rectification_order" in papers(desk)


def test_what_was_ordered_is_looked_at_again_in_its_own_panel(desk):
    road.filed(desk)
    typed = {"rectification__measures": "立即停止销售", "rectification__due_on": TODAY.isoformat()}
    desk.act(OFFICER, "order_rectification", **typed)
    panel = desk.open(OFFICER, "parts/").content.decode()
    assert "责令改正（1）" in panel
    assert "立即停止销售" in panel
    assert f"/cases/{desk.code}/do/rectification-1/record_recheck/" in panel
    result = {"recheck__result": "unrectified", "recheck__summary": "仍在销售"}
    refused(desk, OFFICER, "rectification-1/record_recheck", "届满以前不能认定没有改正", **result)
    desk.act(OFFICER, "rectification-1/record_recheck", **{**result, "recheck__result": "rectified"})
    assert recorded(desk)[-1] == "record_recheck"
    assert "recheck_record" in papers(desk)
    assert "已改正" in desk.open(OFFICER, "parts/").content.decode()


def test_a_suspension_stops_the_clock_until_the_investigation_goes_on(desk):
    road.filed(desk, 150)
    before = raw(desk)
    ground = "因不可抗力致使案件暂时无法调查"
    refused(desk, SECTION, "propose_suspension", NOT_HIS, suspension__reason=ground)
    desk.act(OFFICER, "propose_suspension", on=ago(121), suspension__reason=ground)
    refused(desk, SECTION, "approve_suspension", NOT_HIS)
    desk.act(HEAD, "approve_suspension", on=ago(120))
    assert stage(desk) == "suspended"
    assert due(desk) is None
    refused(desk, OFFICER, "add_evidence", "中止", evidence__kind="physical", evidence__title="样品")
    refused(desk, REVIEWER, "resume", NOT_HIS, reason="中止的原因消除")
    desk.act(OFFICER, "resume", on=ago(100), reason="中止的原因消除")
    assert stage(desk) == "investigating"
    assert raw(desk) == before + timedelta(days=20)
    assert recorded(desk)[-3:] == ["propose_suspension", "approve_suspension", "resume"]
    assert {"suspension_decision", "resumption_notice"} <= set(papers(desk))


def test_a_first_extension_is_approved_and_a_second_one_decided_by_the_heads_together(desk):
    road.filed(desk, 150)
    first = raw(desk)
    refused(desk, OFFICER, "propose_second_extension", "已经延长过一次", on=ago(100), extension__reason="案情复杂")
    refused(desk, HEAD, "propose_extension", NOT_HIS, on=ago(100), extension__reason="案情复杂")
    desk.act(OFFICER, "propose_extension", on=ago(100), extension__reason="案情复杂，需要委托检验")
    refused(desk, SECTION, "approve_extension", NOT_HIS)
    desk.act(HEAD, "approve_extension", on=ago(99))
    second = due(desk)
    assert raw(desk) == first + timedelta(days=30)
    desk.act(OFFICER, "propose_second_extension", on=ago(60), extension__reason="检验尚未完成")
    until = (second + timedelta(days=45)).isoformat()
    refused(desk, HEAD, "approve_second_extension", "集体讨论", extension__until=until)
    heads = {"on": ago(60), "collective__members": "林某\n陈某", "collective__conclusion": "同意再次延长"}
    refused(desk, HEAD, "approve_second_extension", "没有晚于原期限", extension__until=second.isoformat(), **heads)
    desk.act(HEAD, "approve_second_extension", extension__until=until, **heads)
    assert due(desk).isoformat() == until
    assert recorded(desk)[-2:] == ["propose_second_extension", "approve_second_extension"]
    assert {"extension_approval"} <= set(papers(desk))


def test_a_proposal_that_is_not_approved_says_why(desk):
    road.filed(desk)
    desk.act(OFFICER, "propose_extension", extension__reason="案情复杂")
    refused(desk, SECOND, "decline_request", NOT_HIS, what="extension", reason="期限足够")
    desk.act(HEAD, "decline_request", what="extension", reason="期限足够")
    assert recorded(desk)[-1] == "decline_request"
    assert "期限足够" in desk.open(OFFICER, "").content.decode()


def test_time_of_testing_is_left_out_of_the_count(desk):
    road.filed(desk, 150)
    before = raw(desk)
    typed = {"exclusion__kind": "testing", "exclusion__from_on": ago(140), "exclusion__to_on": ago(131)}
    refused(desk, REVIEWER, "record_exclusion", NOT_HIS, **typed)
    desk.act(OFFICER, "record_exclusion", **typed)
    assert raw(desk) == before + timedelta(days=10)


def test_review_sends_the_case_back_and_the_round_begins_anew(desk):
    road.investigated(desk)
    road.conclude(desk)
    desk.act(OFFICER, "submit_review", on=ago(22), review__kind="case")
    opinion = {"review__conclusion": "supplement", "review__opinion": "请补充进货票据"}
    refused(desk, SECTION, "complete_review", NOT_HIS, **opinion)
    desk.act(REVIEWER, "complete_review", on=ago(22), **opinion)
    assert stage(desk) == "investigating"
    road.conclude(desk, on=21)
    road.reviewed(desk, on=21)
    refused(desk, OFFICER, "return_for_completion", NOT_HIS, reason="请补充货值的计算")
    desk.act(SECTION, "return_for_completion", reason="请补充货值的计算")
    assert stage(desk) == "investigating"
    assert "请补充货值的计算" in desk.open(OFFICER, "").content.decode()
    assert recorded(desk)[-1] == "return_for_completion"
    assert papers(desk).count("review_opinion") == 2


def test_a_hearing_is_requested_held_reported_and_reviewed_before_the_decision(desk):
    road.ready(desk, fine="150000", told="yes")
    refused(desk, REVIEWER, "request_hearing", NOT_HIS, hearing__requested_on=ago(18))
    refused(desk, OFFICER, "request_hearing", "届满", hearing__requested_on=ago(1))
    desk.act(OFFICER, "request_hearing", hearing__requested_on=ago(18))
    refused(desk, OFFICER, "propose_decision", "听证还没有结束")
    refused(desk, "gl_hearing", "record_hearing", "不是补录的案件", hearing__result="held", hearing__held_on=ago(3))
    hearings.organised(desk)
    hearings.held(desk)
    pauses = road.page_of(desk).state.clocks["decision"]["pauses"]
    assert [(one["from"], one["to"], one["why"]) for one in pauses] == [(ago(18), ago(3), "hearing")]
    refused(desk, OFFICER, "propose_decision", "未经法制审核")
    desk.act(OFFICER, "submit_review", review__kind="legal")
    desk.act(REVIEWER, "complete_review", review__conclusion="pass", review__opinion="同意", review__qualified="yes")
    refused(desk, OFFICER, "propose_decision", "集体讨论")
    members = {"panel__members": "林某\n陈某", "panel__conclusion": "同意处罚意见"}
    minutes = {
        "held_at": f"{ago(0)}T09:00", "place": "三楼会议室", "host": "林某", "recorder": "黄某",
        "opinions__0__name": "林某", "opinions__0__text": "同意",
        "opinions__1__name": "陈某", "opinions__1__text": "同意",
    }  # fmt: skip
    refused(desk, OFFICER, "hold_panel", NOT_HIS, **members)
    desk.act(HEAD, "hold_panel", **members, **{f"doc__panel_record__{key}": one for key, one in minutes.items()})
    desk.act(OFFICER, "propose_decision")
    desk.act(HEAD, "approve_decision")
    assert {"request_hearing", "report_hearing", "hold_panel"} <= set(recorded(desk))
    assert {"hearing_notice_of_right", "hearing_record", "panel_record", "penalty_decision"} <= set(papers(desk))


def test_a_waiver_in_writing_ends_the_wait(desk):
    road.investigated(desk)
    road.conclude(desk)
    road.reviewed(desk)
    road.notified(desk, on=1)
    refused(desk, OFFICER, "propose_decision", "陈述")
    typed = {"waiver__form": "written", "waiver__statement": "on", "waiver__hearing": "on"}
    refused(desk, REVIEWER, "waive_statement", NOT_HIS, **typed)
    desk.act(OFFICER, "waive_statement", **typed)
    desk.act(OFFICER, "propose_decision")
    assert recorded(desk)[-2:] == ["waive_statement", "propose_decision"]


def test_a_decision_is_returned_recalled_and_then_made(desk):
    road.ready(desk)
    desk.act(OFFICER, "propose_decision")
    refused(desk, REVIEWER, "return_decision", NOT_HIS, reason="理由要写具体")
    desk.act(HEAD, "return_decision", reason="理由要写具体")
    assert stage(desk) == "notified"
    desk.act(OFFICER, "propose_decision", decision__reasons="事实清楚，理由具体")
    refused(desk, SECOND, "recall_request", "只有提请人")
    desk.act(OFFICER, "recall_request")
    assert stage(desk) == "notified"
    desk.act(OFFICER, "propose_decision")
    refused(desk, OFFICER, "approve_decision", NOT_HIS)
    desk.act(HEAD, "approve_decision")
    assert stage(desk) == "decided"
    tail = ["return_decision", "propose_decision", "recall_request", "propose_decision", "approve_decision"]
    assert recorded(desk)[-5:] == tail
    assert "penalty_decision" in papers(desk)


def test_a_filing_is_withdrawn_and_the_case_closed(desk):
    ended(desk, "propose_withdrawal", "withdraw_filing", withdrawal__reason="认定的主体有误")
    assert stage(desk) == "withdrawn"
    assert "withdrawal_approval" in papers(desk)
    closed(desk, "withdrawn")


def test_an_investigation_is_terminated_and_the_case_closed(desk):
    ended(desk, "propose_termination", "terminate", termination__reason="当事人死亡，没有其他责任人")
    assert stage(desk) == "terminated"
    assert "termination_decision" in papers(desk)
    closed(desk, "terminated")


def ended(desk: Desk, ask: str, settle: str, **reason: str) -> None:
    """The investigation ends on proposal and approval."""
    road.filed(desk)
    refused(desk, SECTION, ask, NOT_HIS, **reason)
    desk.act(OFFICER, ask, **reason)
    refused(desk, OFFICER, settle, NOT_HIS)
    desk.act(HEAD, settle)
    assert recorded(desk)[-2:] == [ask, settle]


def closed(desk: Desk, reason: str) -> None:
    """And the case with it."""
    desk.act(OFFICER, "propose_closing", closing__reason=reason)
    desk.act(HEAD, "approve_closing")
    assert stage(desk) == "closed"


def test_a_proposal_may_be_taken_back_by_whoever_made_it(desk):
    road.lead(desk)
    road.propose(desk)
    refused(desk, SECOND, "recall_request", "只有提请人")
    refused(desk, HEAD, "recall_request", NOT_HIS)
    desk.act(OFFICER, "recall_request")
    assert stage(desk) == "lead"
    assert recorded(desk)[-1] == "recall_request"


def test_what_followed_the_decision_is_recorded(desk):
    road.served(desk)
    typed = {"follow_up__kind": "reconsideration", "follow_up__date": ago(2), "follow_up__text": "申请行政复议"}
    refused(desk, HEAD, "record_follow_up", NOT_HIS, **typed)
    desk.act(REVIEWER, "record_follow_up", **typed)
    assert recorded(desk)[-1] == "record_follow_up"
    assert stage(desk) == "served"


def test_a_fine_paid_in_parts_is_performed_closed_and_archived(desk):
    road.served(desk)
    part = {"payments__0__amount": "8,000", "payments__0__paid_on": ago(7)}
    refused(desk, HEAD, "record_payment", NOT_HIS, **part)
    desk.act(OFFICER, "record_payment", on=ago(7), **part)
    done = {"performance__on": ago(5), "performance__summary": "罚款已缴清"}
    refused(desk, OFFICER, "record_performance", "还没有缴清", **done)
    refused(desk, OFFICER, "propose_closing", "还没有执行完毕", closing__reason="performed")
    desk.act(SECTION, "record_payment", **{"payments__0__amount": "12000.00", "payments__0__paid_on": ago(5)})
    refused(desk, SECTION, "record_performance", NOT_HIS, **done)
    desk.act(OFFICER, "record_performance", **done)
    desk.act(OFFICER, "propose_closing")
    refused(desk, OFFICER, "approve_closing", NOT_HIS)
    desk.act(SECTION, "return_for_completion", reason="请补记送达情况")
    assert stage(desk) == "performed"
    desk.act(OFFICER, "propose_closing")
    desk.act(HEAD, "approve_closing")
    refused(desk, HEAD, "archive_case", NOT_HIS)
    desk.act("gl_archive", "archive_case")
    assert stage(desk) == "archived"
    assert {"closing_report", "payment_notice", "service_proof"} <= set(papers(desk))
    assert desk.open(OFFICER, "file.pdf").content.startswith(b"%PDF")


def test_section_heads_name_other_officers_for_the_case(desk):
    road.filed(desk)
    answer = desk.send(OFFICER, "do/assign_officers/", officers=everyone(desk))
    assert NOT_HIS in answer.content.decode(), problems(answer)
    desk.act(SECTION, "assign_officers", officers=everyone(desk))
    assert recorded(desk)[-1] == "assign_officers"
