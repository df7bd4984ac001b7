"""抽样取证 as a part of a case: taken openly, tested elsewhere, told to the party, tested again on request."""

from __future__ import annotations

from typing import Any

import pytest
from procedure_story import OFFICERS, Step, attempt, before, take

from minzhifa.law.procedure import CaseState, Refusal

PART = "sampling-1"
GOODS = [{"name": "饼干", "batch": "20250101", "quantity": "3包", "base": "12包", "seal": "F001"}]
SAMPLING: dict[str, Any] = {
    "sampled_at": "2025-03-10T09:30", "place": "门店", "way": "spot", "goods": GOODS, "certificate_shown": True,
    "sealed": True, "listed": True, "presence": "signed",
}  # fmt: skip
SENT = {"institution": "省质检院", "standing": "qualified", "items": "酸价", "from_on": "2025-03-12"}
RESULT = {"number": "JY-1", "conclusion": "fail", "text": "酸价不合格"}
TOLD = {"told_at": "2025-03-24T10:00", "way": "direct", "retest_rule": "food"}
AGAIN = {
    "requested_at": "2025-04-02T16:00",
    "reason": "检验方法不当",
    "institution": "国家中心",
    "from_on": "2025-04-03",
}
TAKE: Step = ("take_sample", "2025-03-10", "li", {"officers": OFFICERS, "sampling": SAMPLING})
SEND: Step = ("send_sample", "2025-03-12", "li", {"testing": SENT})
RECEIVE: Step = (
    "receive_test_result", "2025-03-21", "li", {"testing": {"ended_on": "2025-03-21"}, "test_result": RESULT},
)  # fmt: skip
TELL: Step = ("tell_test_result", "2025-03-24", "li", {"test_result": TOLD})
RETEST: Step = ("request_retest", "2025-04-03", "li", {"retest": AGAIN})
SILENT: dict[str, Any] = {"sampling_end": {"objection": "silent"}}


def refused(state: CaseState, step: Step, part: str = PART) -> Refusal:
    outcome = attempt(state, step, part=part)
    assert isinstance(outcome, Refusal), outcome
    return outcome


def changed(step: Step, key: str, **facts: Any) -> Step:
    """The step with parts of one fact replaced."""
    return (*step[:3], {**step[3], key: {**step[3][key], **facts}})


@pytest.fixture
def filed() -> CaseState:
    return before("set_elements")


@pytest.fixture
def told(filed: CaseState) -> CaseState:
    state = take(filed, TAKE)
    for step in (SEND, RECEIVE, TELL):
        state = take(state, step, part=PART)
    return state


@pytest.mark.parametrize(
    ("change", "code", "article"),
    [
        ({"certificate_shown": False}, "sample_not_lawful", "处罚法第五十五条第一款"),
        ({"sealed": False}, "sample_not_lawful", "处罚法第五十六条；市监程序第三十一条第一款"),
        ({"listed": False}, "sample_not_lawful", "处罚法第五十六条；市监程序第三十一条第一款"),
        ({"way": "bought"}, "sample_not_recorded", "处罚法第五十六条；市监程序第三十一条第二款"),
        ({"presence": "refused"}, "sample_not_witnessed", "处罚法第五十六条；市监程序第四十三条"),
        ({"sealed": None}, "fact_missing", "处罚法第五十六条；市监程序第三十一条第一款"),
    ],
)
def test_each_duty_at_the_taking_is_asked_with_its_article(filed, change, code, article):
    answer = refused(filed, changed(TAKE, "sampling", **change), part="")
    assert (answer.code, answer.article) == (code, article)


def test_one_officer_alone_takes_no_sample(filed):
    assert refused(filed, (*TAKE[:3], {**TAKE[3], "officers": OFFICERS[:1]}), part="").code == "too_few_officers"


def test_an_absent_party_is_made_up_for_by_a_recording(filed):
    state = take(filed, changed(TAKE, "sampling", presence="absent", recording="YX1"))
    assert state.parts[PART].stage == "taken"


def test_an_institution_without_qualification_needs_its_reason(filed):
    state = take(filed, TAKE)
    answer = refused(state, changed(SEND, "testing", standing="other"))
    assert (answer.code, answer.article) == ("institution_not_qualified", "处罚法第五十六条；市监程序第三十二条")
    step = changed(SEND, "testing", standing="other", standing_reason="没有法定机构检验本项目")
    assert take(state, step, part=PART).parts[PART].stage == "testing"


def test_the_days_of_testing_are_not_counted_and_the_report_is_evidence(filed):
    state = take(take(filed, TAKE), SEND, part=PART)
    assert state.clocks["decision"]["due"] is None
    state = take(state, RECEIVE, part=PART)
    assert state.clocks["decision"]["due"] == "2025-06-16"
    report = state.facts["evidence"][-1]
    assert (report["kind"], report["title"]) == ("expert", "检验报告（编号JY-1）")


def test_two_samples_are_tested_at_once_and_time_stands_still_until_the_last_is_back(filed):
    state = take(take(filed, TAKE), SEND, part=PART)
    state = take(take(state, TAKE), SEND, part="sampling-2")
    state = take(state, RECEIVE, part=PART)
    assert state.clocks["decision"]["due"] is None
    late = (*RECEIVE[:1], "2025-03-28", "li", {"testing": {"ended_on": "2025-03-28"}, "test_result": RESULT})
    state = take(state, late, part="sampling-2")
    assert state.clocks["decision"]["due"] == "2025-06-23"


def test_a_result_before_the_sample_was_sent_is_refused(filed):
    state = take(take(filed, TAKE), SEND, part=PART)
    assert refused(state, changed(RECEIVE, "testing", ended_on="2025-03-11")).code == "test_days_reversed"


@pytest.mark.parametrize(
    ("rule", "term", "due"),
    [
        ("food", "retest_food", "2025-04-02"),
        ("rapid", "retest_rapid", "2025-03-24"),
        ("goods", "retest_goods", "2025-04-08"),
        ("drug", "retest_drug", "2025-03-31"),
        ("device", "retest_device", "2025-04-02"),
    ],
)
def test_each_law_gives_its_own_time_for_a_second_test(filed, rule, term, due):
    state = take(filed, TAKE)
    for step in (SEND, RECEIVE, changed(TELL, "test_result", retest_rule=rule)):
        state = take(state, step, part=PART)
    assert state.parts[PART].clocks[term]["due"] == due


def test_four_hours_are_counted_to_the_minute(filed):
    state = take(filed, TAKE)
    for step in (SEND, RECEIVE, changed(TELL, "test_result", retest_rule="rapid")):
        state = take(state, step, part=PART)
    assert state.parts[PART].clocks["retest_rapid"]["due_at"] == "2025-03-24T14:00"
    late = changed(RETEST, "retest", requested_at="2025-03-24T14:01", from_on="2025-03-25")
    answer = refused(state, late)
    assert (answer.code, answer.article) == ("retest_late", "食品安全法第八十八条第二款")
    assert take(state, changed(late, "retest", requested_at="2025-03-24T14:00"), part=PART).parts[PART].stage


def test_a_second_test_in_time_at_another_institution_stands_beside_the_first(told):
    same = refused(told, changed(RETEST, "retest", institution="省质检院"))
    assert (same.code, same.article) == ("retest_same_institution", "食品安全法第八十八条第一款")
    state = take(told, RETEST, part=PART)
    assert state.clocks["decision"]["due"] is None
    back = {"ended_on": "2025-04-12", "number": "FJ-2", "conclusion": "pass", "text": "合格"}
    state = take(state, ("receive_retest_result", "2025-04-12", "li", {"retest": back}), part=PART)
    assert state.parts[PART].stage == "concluded"
    assert state.clocks["decision"]["due"] == "2025-06-24"
    assert [one["title"] for one in state.facts["evidence"][-2:]] == ["检验报告（编号JY-1）", "复检报告（编号FJ-2）"]


def test_a_request_after_its_time_is_not_taken(told):
    answer = refused(told, changed(RETEST, "retest", requested_at="2025-04-03T09:00"))
    assert (answer.code, answer.article) == ("retest_late", "食品安全法第八十八条第一款")


def test_the_result_is_final_when_the_time_is_over_or_the_party_has_no_objection(told):
    early = refused(told, ("end_sampling", "2025-04-02", "li", SILENT))
    assert (early.code, early.article) == ("retest_window_open", "食品安全法第八十八条第一款")
    assert take(told, ("end_sampling", "2025-04-03", "li", SILENT), part=PART).parts[PART].stage == "concluded"
    agreed = {"sampling_end": {"objection": "none"}}
    assert take(told, ("end_sampling", "2025-03-25", "li", agreed), part=PART).parts[PART].stage == "concluded"


def test_the_investigation_is_not_concluded_while_a_test_is_open(told):
    answer = refused(told, ("conclude_investigation", "2025-04-10", "li", {"officers": OFFICERS}), part="")
    assert answer.code == "part_is_open"


def test_a_sample_that_is_not_sent_goes_back(filed):
    end = {"sampling_end": {"text": "当事人已经承认，样品退还"}}
    state = take(take(filed, TAKE), ("release_sample", "2025-03-11", "li", end), part=PART)
    assert state.parts[PART].stage == "released"
