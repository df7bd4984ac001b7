"""查封扣押 as a part of a case: approved or done at once, thirty days, tested, released, never past its day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from procedure_story import OFFICERS, PEOPLE, Step, attempt, before, rules, take

from minzhifa.law.procedure import CaseState, Refusal, parts_of

PART = "coercion-1"
GOODS = [{"name": "饼干", "spec": "500克", "quantity": "12包", "state": "完好", "place": "仓库"}]
COERCION = {
    "kind": "seize", "goods": GOODS, "reason": "涉嫌超过保质期", "basis": "《食品安全法》第一百一十条第（四）项",
    "related": True, "no_necessities": True, "not_sealed": True, "own_power": True,
}  # fmt: skip
SCENE: dict[str, Any] = {
    "imposed_at": "2025-03-10T09:30", "certificate_shown": True, "rights_told": True, "party": "present",
    "statement": "无", "findings": "饼干十二包装箱加封", "delivered": True, "keeper": "本局罚没仓库，吴某",
    "signature": "signed", "recording": "YX20250310-01",
}  # fmt: skip
PROPOSE: Step = ("propose_coercion", "2025-03-08", "li", {"officers": OFFICERS, "coercion": COERCION})
IMPOSE: Step = ("impose_coercion", "2025-03-10", "li", {"officers": OFFICERS, "coercion_scene": SCENE})
AT_ONCE: Step = (
    "impose_at_once", "2025-03-10", "li",
    {"officers": OFFICERS, "coercion": {**COERCION, "urgency": "当事人正在转移"}, "coercion_scene": SCENE},
)  # fmt: skip
RELEASE = {"coercion_end": {"ground": "other", "returned": "饼干十二包"}}
EXPIRED = {"coercion_end": {"ground": "expired", "returned": "饼干十二包"}}
RETURN = {"coercion_return": {"returned_on": "2025-04-11", "receiver": "林某", "text": "饼干十二包", "signed": True}}


def refused(state: CaseState, step: Step, part: str = PART) -> Refusal:
    outcome = attempt(state, step, part=part)
    assert isinstance(outcome, Refusal), outcome
    return outcome


@pytest.fixture
def filed() -> CaseState:
    return before("set_elements")


@pytest.fixture
def in_force(filed: CaseState) -> CaseState:
    state = take(filed, PROPOSE)
    state = take(state, ("approve_coercion", "2025-03-09", "head", {}), part=PART)
    return take(state, IMPOSE, part=PART)


def sent_for_testing(first: str, last: str, *, on: str = "2025-03-12", told: bool = True) -> Step:
    """Goods sent for testing, the period told."""
    sent = {"institution": "省质检院", "items": "酸价", "from_on": first, "until": last, "told": told}
    return "begin_testing", on, "li", {"testing": sent}


def clock(state: CaseState, name: str = "seizure") -> dict[str, Any]:
    return dict(state.parts[PART].clocks[name])


def test_thirty_natural_days_run_from_the_day_it_was_done_and_do_not_roll(in_force):
    assert in_force.parts[PART].stage == "in_force"
    assert (clock(in_force)["start"][:10], clock(in_force)["due"]) == ("2025-03-10", "2025-04-09")


def test_the_head_approves_first_and_nobody_his_own_proposal(filed):
    state = take(filed, PROPOSE)
    assert refused(state, IMPOSE).code == "wrong_stage"
    assert refused(state, ("approve_coercion", "2025-03-09", "both", {})).code == "own_proposal"


@pytest.mark.parametrize(
    ("change", "code", "article"),
    [
        ({"certificate_shown": False}, "scene_not_lawful", "强制法第十八条第（三）项"),
        ({"rights_told": False}, "scene_not_lawful", "强制法第十八条第（五）项"),
        ({"delivered": False}, "scene_not_lawful", "强制法第二十四条第一款"),
        ({"party": "absent"}, "witness_missing", "强制法第十八条第（九）项"),
        ({"signature": "witness"}, "signature_does_not_fit", "强制法第十八条第（八）项、第（九）项"),
        ({"signature": "refused"}, "refusal_not_noted", "强制法第十八条第（八）项"),
        ({"signature": None}, "fact_missing", "强制法第十八条第（八）项、第（九）项"),
        ({"recording": None}, "fact_missing", "国办发〔2018〕118号；市监程序第四十四条"),
        ({"certificate_shown": None}, "fact_missing", "强制法第十八条第（三）项"),
    ],
)
def test_each_duty_on_the_spot_is_asked_with_its_article(filed, change, code, article):
    state = take(filed, PROPOSE)
    state = take(state, ("approve_coercion", "2025-03-09", "head", {}), part=PART)
    answer = refused(state, ("impose_coercion", "2025-03-10", "li", {
        "officers": OFFICERS, "coercion_scene": {**SCENE, **change}}))  # fmt: skip
    assert (answer.code, answer.article) == (code, article)


@pytest.mark.parametrize(
    ("change", "code", "article"),
    [
        ({"related": False}, "objects_not_permitted", "强制法第二十三条第一款"),
        ({"no_necessities": False}, "objects_not_permitted", "强制法第二十三条第一款"),
        ({"not_sealed": False}, "objects_not_permitted", "强制法第二十三条第二款"),
        ({"own_power": False}, "coercion_delegated", "强制法第十条、第十七条第一款、第二十二条"),
        ({"basis": "有关规定"}, "coercion_basis_unclear", "强制法第十条、第十七条第一款、第二十二条"),
        ({"basis": "《行政强制法》第二十二条"}, "coercion_basis_unclear", "强制法第十条、第十七条第一款、第二十二条"),
    ],
)
def test_what_may_not_be_seized_and_by_whom_not(filed, change, code, article):
    step = (*PROPOSE[:3], {"officers": OFFICERS, "coercion": {**COERCION, **change}})
    answer = refused(filed, step, part="")
    assert (answer.code, answer.article) == (code, article)


def test_one_officer_alone_seizes_nothing(filed):
    step = (*PROPOSE[:3], {"officers": OFFICERS[:1], "coercion": COERCION})
    assert refused(filed, step, part="").code == "too_few_officers"


def test_done_at_once_it_is_reported_within_a_day_and_ratified(filed):
    state = take(filed, AT_ONCE)
    assert state.parts[PART].stage == "emergency"
    report = clock(state, "coercion_emergency_report")
    assert (report["due"], report["due_at"]) == ("2025-03-11", "2025-03-11T09:30")
    report = {"coercion": {"reported_at": "2025-03-10T15:00", "ratified_at": "2025-03-11T09:30"}}
    state = take(state, ("ratify_coercion", "2025-03-11", "head", report), part=PART)
    assert state.parts[PART].stage == "in_force"
    assert not state.parts[PART].facts.get("late")
    assert state.parts[PART].facts["coercion"]["goods"] == GOODS


@pytest.mark.parametrize("at", ["2025-03-12T10:00", "2025-03-11T09:31"])
def test_approval_after_the_hour_is_kept_as_late_even_when_the_report_was_in_time(filed, at):
    report = {"coercion": {"reported_at": "2025-03-10T10:00", "ratified_at": at}}
    state = take(take(filed, AT_ONCE), ("ratify_coercion", "2025-03-12", "head", report), part=PART)
    assert state.parts[PART].facts["late"]


def test_report_and_approval_follow_what_was_done(filed):
    report = {"coercion": {"reported_at": "2025-03-10T15:00", "ratified_at": "2025-03-10T14:00"}}
    answer = refused(take(filed, AT_ONCE), ("ratify_coercion", "2025-03-11", "head", report))
    assert (answer.code, answer.article) == ("report_out_of_order", "强制法第十九条")


def test_the_twenty_four_hours_do_not_stop_on_holidays(filed):
    scene = {**SCENE, "imposed_at": "2025-10-01T15:20"}
    facts = {"officers": OFFICERS, "coercion": {**COERCION, "urgency": "正在转移"}, "coercion_scene": scene}
    state = take(filed, ("impose_at_once", "2025-10-01", "li", facts))
    assert clock(state, "coercion_emergency_report")["due_at"] == "2025-10-02T15:20"


def test_what_is_not_ratified_can_only_be_released(filed):
    state = take(filed, AT_ONCE)
    state = take(state, ("reject_coercion", "2025-03-11", "head", {"reason": "情节显著轻微"}), part=PART)
    assert state.parts[PART].stage == "to_release"
    assert refused(state, ("propose_coercion_extension", "2025-03-12", "li", {})).code == "wrong_stage"
    assert take(state, ("release_coercion", "2025-03-11", "head", RELEASE), part=PART).parts[PART].stage == "to_return"


def test_one_extension_of_thirty_days_and_no_second(in_force):
    reason = {"coercion": {"extension_reason": "需要向三地核实"}}
    state = take(in_force, ("propose_coercion_extension", "2025-04-07", "li", reason), part=PART)
    state = take(state, ("approve_coercion_extension", "2025-04-08", "head", {}), part=PART)
    assert clock(state)["due"] == "2025-05-09"
    answer = refused(state, ("propose_coercion_extension", "2025-05-06", "li", reason))
    assert (answer.code, answer.article) == ("seizure_extended", "强制法第二十五条第一款")


def test_after_its_day_the_seizure_is_neither_extended_nor_used_only_released(in_force):
    reason = {"coercion": {"extension_reason": "需要核实"}}
    answer = refused(in_force, ("propose_coercion_extension", "2025-04-10", "li", reason))
    assert (answer.code, answer.article) == ("seizure_expired", "强制法第二十八条第一款第（四）项")
    assert "2025年4月9日" in answer.message
    state = take(in_force, ("release_coercion", "2025-04-10", "head", EXPIRED), part=PART)
    assert state.parts[PART].stage == "to_return"
    state = take(state, ("return_goods", "2025-04-11", "li", RETURN), part=PART)
    assert state.parts[PART].stage == "released"


def test_after_its_day_it_is_called_over_and_the_release_is_owed(in_force):
    shown = [parts_of(in_force, PEOPLE["head"], rules(), date(2025, 4, day))[0] for day in (9, 10)]
    assert [(one.stage_label, one.open) for one in shown] == [("查封扣押中", True), ("期限已届满", True)]


@pytest.mark.parametrize(("ground", "code"), [("expired", "term_not_over"), ("decided", "release_before_decision")])
def test_a_release_names_a_ground_that_is_true(in_force, ground, code):
    end = {"coercion_end": {"ground": ground, "returned": "饼干"}}
    answer = refused(in_force, ("release_coercion", "2025-03-20", "head", end))
    assert (answer.code, answer.article) == (code, "强制法第二十八条第一款")


def test_the_extension_is_told_to_the_party_once(in_force):
    told = ("tell_coercion_extension", "2025-04-08", "li", {
        "coercion_extension": {"told_on": "2025-04-08", "receiver": "林某"}})  # fmt: skip
    assert refused(in_force, told).code == "no_extension"
    reason = {"coercion": {"extension_reason": "需要向三地核实"}}
    state = take(in_force, ("propose_coercion_extension", "2025-04-07", "li", reason), part=PART)
    state = take(state, ("approve_coercion_extension", "2025-04-08", "head", {}), part=PART)
    state = take(state, told, part=PART)
    answer = refused(state, told)
    assert (answer.code, answer.article) == ("told_already", "强制法第二十五条第二款")


def test_the_days_of_testing_are_not_counted_for_the_seizure_nor_for_the_decision(in_force):
    state = take(in_force, sent_for_testing("2025-03-12", "2025-03-23"), part=PART)
    assert clock(state)["due"] == "2025-04-21"
    assert state.clocks["decision"]["due"] == "2025-06-16"
    done = {"testing": {"ended_on": "2025-03-21", "result": "不合格"}}
    state = take(state, ("end_testing", "2025-03-21", "li", done), part=PART)
    assert clock(state)["due"] == "2025-04-19"
    assert state.clocks["decision"]["due"] == "2025-06-16"


def test_days_of_testing_beyond_the_period_that_was_told_do_count(in_force):
    state = take(in_force, sent_for_testing("2025-03-12", "2025-03-21"), part=PART)
    done = {"testing": {"ended_on": "2025-03-31", "result": "不合格"}}
    state = take(state, ("end_testing", "2025-03-31", "li", done), part=PART)
    assert clock(state)["due"] == "2025-04-19"


def test_testing_that_takes_longer_is_told_anew_and_follows_the_first_period(in_force):
    state = take(in_force, sent_for_testing("2025-03-12", "2025-03-21"), part=PART)
    answer = refused(state, sent_for_testing("2025-03-21", "2025-03-31", on="2025-03-21"))
    assert (answer.code, answer.article) == ("testing_overlaps", "强制法第二十五条第三款")
    state = take(state, sent_for_testing("2025-03-22", "2025-03-31", on="2025-03-21"), part=PART)
    assert clock(state)["due"] == "2025-04-29"


def test_testing_that_was_not_told_is_not_left_out(in_force):
    answer = refused(in_force, sent_for_testing("2025-03-12", "2025-03-21", told=False))
    assert (answer.code, answer.article) == ("testing_not_told", "强制法第二十五条第三款")


def test_testing_without_a_definite_period_is_refused(in_force):
    answer = refused(in_force, sent_for_testing("2025-03-12", "2025-03-01"))
    assert (answer.code, answer.article) == ("testing_days_reversed", "强制法第二十五条第三款")


def test_goods_are_not_confiscated_without_a_decision_that_says_so(in_force):
    end = {"coercion_end": {"way": "confiscated", "text": "没收", "basis": "处罚决定书"}}
    answer = refused(in_force, ("dispose_coercion", "2025-03-20", "head", end))
    assert (answer.code, answer.article) == ("disposal_before_decision", "强制法第二十七条")


def test_the_case_is_not_closed_while_goods_are_held(filed):
    state = before("propose_closing")
    host = take(filed, AT_ONCE)
    held = CaseState.from_json({**state.to_json(), "parts": host.to_json()["parts"]})
    answer = refused(held, ("propose_closing", "2025-05-12", "li", {"closing": {"reason": "performed"}}), part="")
    assert answer.code == "part_is_open"


def test_goods_released_while_they_are_tested_let_the_cases_own_term_go_on(in_force):
    state = take(in_force, sent_for_testing("2025-03-12", "2025-03-25"), part=PART)
    assert state.clocks["decision"]["pauses"][-1]["to"] == "2025-03-25"
    state = take(state, ("release_coercion", "2025-03-20", "head", RELEASE), part=PART)
    assert state.clocks["decision"]["pauses"][-1]["to"] == "2025-03-19"
    assert state.clocks["decision"]["due"]
