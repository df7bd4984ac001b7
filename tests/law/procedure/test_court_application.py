"""申请法院强制执行: unused remedies, three months, ten days after the demand, five materials; the court's answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from execution_story import APPLICATION, demanded, followed, paid, refused, served
from procedure_story import Step, take

from minzhifa.law.procedure import CaseState

PART = "court_application-1"
END = date(2026, 12, 31)
PROPOSE: Step = ("propose_court_application", "2025-11-18", "li", {"application": APPLICATION})


def on(day: str, **change: Any) -> Step:
    return ("propose_court_application", day, "li", {"application": {**APPLICATION, **change}})


@pytest.fixture
def urged() -> CaseState:
    return demanded(served())


@pytest.fixture
def submitted(urged: CaseState) -> CaseState:
    state = take(urged, PROPOSE)
    state = take(state, ("approve_court_application", "2025-11-19", "head", {}), part=PART)
    way = {"submission": {"submitted_on": "2025-11-20", "way": "窗口"}}
    return take(state, ("submit_court_application", "2025-11-20", "li", way), part=PART)


def act(state: CaseState, action: str, day: str, top: str, **facts: Any) -> CaseState:
    return take(state, (action, day, "li", {top: facts}), END, PART)


def test_the_package_lists_five_items_found_in_the_file(urged):
    rows = take(urged, PROPOSE).parts[PART].facts["court_package"]["rows"]
    assert [row["item"][:5] for row in rows] == ["强制执行申", "行政决定书", "当事人的意", "申请强制执", "法律、行政"]
    assert "2025年11月3日送达" in rows[2]["material"]
    assert "2025年4月30日送达" in rows[1]["material"]


def test_the_court_has_five_days_then_seven(submitted):
    assert submitted.parts[PART].clocks["court_acceptance"]["due"] == "2025-11-27"
    state = act(submitted, "record_court_acceptance", "2025-11-25", "acceptance", received_on="2025-11-25", number="1")
    clocks = state.parts[PART].clocks
    assert (clocks["court_ruling"]["due"], clocks["court_ruling_doubtful"]["due"]) == ("2025-12-04", "2025-12-25")
    state = act(state, "record_court_ruling", "2025-12-02", "ruling", received_on="2025-12-02", number="2")
    state = act(
        state, "record_court_execution", "2025-12-20", "court_execution", result="executed", ended_on="2025-12-20",
        text="划拨五万元",
    )  # fmt: skip
    assert state.parts[PART].stage == "executed"
    assert all(clock["stopped"] for clock in state.parts[PART].clocks.values())


@pytest.mark.parametrize(
    ("step", "code", "article"),
    [
        (on("2025-11-17"), "ten_days_running", "强制法第五十四条"),
        (on("2025-11-18", no_power=False), "own_power", "强制法第五十三条"),
        (on("2025-11-18", amount="100000.01"), "amount_too_high", "强制法第四十五条第二款"),
        (on("2025-11-18", target=""), "package_incomplete", "强制法第五十五条第一款第（四）项"),
        (on("2025-11-18", other=""), "package_incomplete", "强制法第五十五条第一款第（五）项"),
        (on("2025-11-18", court=""), "package_incomplete", "强制法第五十五条第一款第（一）项"),
    ],
)
def test_each_condition_is_asked_with_its_article(urged, step, code, article):
    answer = refused(urged, step)
    assert (answer.code, answer.article) == (code, article)


def test_before_both_remedies_ran_out_nobody_applies():
    state = demanded(served(), "2025-10-09", due_on="2025-10-20")
    answer = refused(state, on("2025-10-30"))
    assert (answer.code, answer.article) == ("remedies_open", "强制法第五十三条")


def test_after_three_months_nobody_applies_any_more(urged):
    from procedure_story import attempt

    due = urged.parts["demand-1"].clocks["court_application"]["due"]
    assert due == "2026-01-30"
    answer = attempt(urged, on("2026-02-02"), END)
    assert getattr(answer, "code", None) == "court_window_over"
    assert getattr(answer, "article", None) == "强制法第五十三条；处罚法第七十二条第二款"


def test_without_a_demand_nobody_applies():
    answer = refused(served(), PROPOSE)
    assert (answer.code, answer.article) == ("no_demand", "强制法第五十四条")


def test_a_suit_or_an_open_reconsideration_closes_this_road(urged):
    assert refused(followed(urged, "litigation", "2025-10-20"), PROPOSE).code == "remedy_used"
    begun = followed(urged, "reconsideration", "2025-06-20")
    assert refused(begun, PROPOSE).code == "remedy_runs"
    lost = followed(begun, "reconsideration_end", "2025-08-20")
    assert take(lost, PROPOSE).parts[PART].stage == "proposed"


def test_a_reconsideration_lost_moves_the_three_months(urged):
    lost = followed(followed(urged, "reconsideration", "2025-06-20"), "reconsideration_end", "2025-08-08")
    # 15 days to sue end on 25 August (23 is a Saturday); three months later is 25 November
    assert take(lost, on("2025-11-25")).parts[PART].stage == "proposed"
    assert refused(lost, on("2025-11-26")).code == "court_window_over"


def test_a_paid_fine_and_an_unserved_decision_go_to_no_court(urged):
    assert refused(paid(urged, "2025-11-10", "50000.00"), PROPOSE).code == "nothing_owed"
    bare = replace(urged, facts={**urged.facts, "decision": {**urged.facts["decision"], "decided_on": None}})
    answer = refused(bare, PROPOSE)
    assert (answer.code, answer.article) == ("package_incomplete", "强制法第五十五条第一款第（二）项")


def test_an_opinion_that_was_not_looked_at_keeps_the_application_back(urged):
    said = {"demand_statement": {"received_on": "2025-11-10", "point": "已经履行"}}
    state = take(urged, ("record_demand_statement", "2025-11-10", "li", said), part="demand-1")
    assert refused(state, PROPOSE).article == "强制法第三十六条"


def test_the_head_signs_what_another_proposed(urged):
    answer = refused(take(urged, PROPOSE), ("approve_court_application", "2025-11-19", "both", {}), PART)
    assert answer.code == "own_proposal"


@pytest.mark.parametrize(
    ("result", "stage"), [("accepted", "accepted"), ("execute", "executing"), ("refused", "rejected")]
)
def test_against_a_refusal_there_are_fifteen_days(submitted, result, stage):
    state = act(submitted, "record_court_refusal", "2025-11-26", "acceptance", received_on="2025-11-26", number="理由")
    assert state.parts[PART].clocks["court_objection"]["due"] == "2025-12-11"
    filed = {"filed_on": "2025-12-11", "court": "中级人民法院", "reason": "材料齐全"}
    back = act(state, "file_objection", "2025-12-11", "objection", **filed)
    over = act(back, "record_objection_result", "2025-12-26", "objection", result=result, received_on="2025-12-26")
    assert over.parts[PART].stage == stage
    late = {"objection": {**filed, "filed_on": "2025-12-12"}}
    answer = refused(state, ("file_objection", "2025-12-12", "li", late), PART)
    assert (answer.code, answer.article) == ("objection_late", "强制法第五十六条第二款")


def test_a_refusal_to_enforce_has_its_own_article(submitted):
    state = act(submitted, "record_court_acceptance", "2025-11-25", "acceptance", received_on="2025-11-25", number="1")
    state = act(state, "record_ruling_refusal", "2025-12-05", "ruling", received_on="2025-12-05", number="理由")
    late = {"objection": {"filed_on": "2025-12-31", "court": "中级人民法院", "reason": "理由"}}
    answer = refused(state, ("file_objection", "2025-12-31", "li", late), PART)
    assert (answer.code, answer.article) == ("objection_late", "强制法第五十八条第三款")
