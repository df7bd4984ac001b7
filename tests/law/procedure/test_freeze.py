"""冻结存款、汇款: by act of parliament alone, within the amount, thirty days, told to both, released or lapsed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from freeze_story import (
    APPROVE,
    FREEZE,
    IMPOSE,
    PART,
    PROPOSE,
    RELEASE,
    SCENE,
    TOLD,
    delivered,
    frozen,
    refused,
    with_freeze,
)
from procedure_story import OFFICERS, PEOPLE, Step, before, rules, take

from minzhifa.law.procedure import CaseState, parts_of

POWER, AMOUNT = "强制法第十条、第二十九条第一款", "强制法第二十九条第二款"
EXTEND: Step = ("propose_freeze_extension", "2025-04-07", "li", {"freeze": {"extension_reason": "需要向三地核实"}})


@pytest.fixture
def filed() -> CaseState:
    return before("set_elements")


@pytest.fixture
def in_force(filed: CaseState) -> CaseState:
    return frozen(filed)


def clock(state: CaseState, name: str = "freeze") -> dict[str, Any]:
    return dict(state.parts[PART].clocks[name])


def extended(state: CaseState) -> CaseState:
    return take(take(state, EXTEND, part=PART), ("approve_freeze_extension", "2025-04-08", "head", {}), part=PART)


def told(bank: str, party: str) -> Step:
    facts = {"freeze_extension": {"institution_told_on": bank, "party_told_on": party, "receiver": "林某"}}
    return "tell_freeze_extension", max(bank, party), "li", facts


def test_thirty_natural_days_and_three_working_days_run_from_the_freezing(in_force):
    assert in_force.parts[PART].stage == "in_force"
    assert (clock(in_force)["start"][:10], clock(in_force)["due"]) == ("2025-03-10", "2025-04-09")
    assert clock(in_force, "freeze_delivery")["due"] == "2025-03-13"


@pytest.mark.parametrize(
    ("change", "code", "article"),
    [
        ({"law": None}, "fact_missing", POWER),
        ({"law_article": None}, "fact_missing", POWER),
        ({"law_article": "有关规定"}, "freeze_article_unclear", POWER),
        ({"law": "《示例管理条例》"}, "freeze_not_by_law", POWER),
        ({"law": "《某某部门行政处罚程序规定》"}, "freeze_not_by_law", POWER),
        ({"law": "《中华人民共和国行政强制法》"}, "freeze_not_by_law", POWER),
        ({"own_power": False}, "freeze_delegated", POWER),
        ({"amount": "80000.01"}, "freeze_too_much", AMOUNT),
        ({"amount": "0"}, "freeze_amount_is_nothing", AMOUNT),
        ({"amount": "许多"}, "bad_input", AMOUNT),
        ({"free": False}, "frozen_twice", AMOUNT),
    ],
)
def test_without_power_proportion_or_a_free_account_nothing_is_frozen(filed, change, code, article):
    answer = refused(filed, with_freeze(**change), part="")
    assert (answer.code, answer.article) == (code, article)


def test_a_township_that_acts_by_empowerment_does_not_freeze(filed):
    step = with_freeze()
    answer = refused(filed, (*step[:3], {**step[3], "powers": {"township": "某镇"}}), part="")
    assert answer.code == "freeze_delegated"


def test_several_freezes_of_a_case_together_stay_within_its_amount(in_force):
    answer = refused(in_force, with_freeze(amount="30000.01"), part="")
    assert (answer.code, answer.article) == ("freeze_too_much", AMOUNT)
    assert "另外冻结" in answer.message
    assert "freeze-2" in take(in_force, with_freeze(amount="30000")).parts


def test_the_head_approves_first_and_nobody_his_own_proposal(filed):
    state = take(filed, PROPOSE)
    assert refused(state, IMPOSE).code == "wrong_stage"
    assert refused(state, (*APPROVE[:2], "both", {})).code == "own_proposal"
    state = take(state, ("refuse_freeze", "2025-03-10", "head", {"reason": "情节显著轻微"}), part=PART)
    assert state.parts[PART].stage == "refused"


@pytest.mark.parametrize(
    ("change", "code", "article"),
    [
        ({"certificate_shown": False}, "scene_not_lawful", "强制法第十八条第（三）项、第三十条第一款"),
        ({"handed_at": "2025-03-10T10:30"}, "frozen_before_notice", "强制法第三十条第一款"),
        ({"frozen_amount": "50000.01"}, "frozen_too_much", AMOUNT),
        ({"receiver": None}, "fact_missing", "强制法第三十条第一款"),
    ],
)
def test_the_notice_comes_first_and_no_more_is_frozen_than_was_approved(filed, change, code, article):
    state = take(take(filed, PROPOSE), APPROVE, part=PART)
    answer = refused(state, (*IMPOSE[:3], {"officers": OFFICERS, "freeze_scene": {**SCENE, **change}}))
    assert (answer.code, answer.article) == (code, article)


def test_one_officer_alone_freezes_nothing(filed):
    state = take(take(filed, PROPOSE), APPROVE, part=PART)
    assert refused(state, (*IMPOSE[:3], {"officers": OFFICERS[:1], "freeze_scene": SCENE})).code == "too_few_officers"


def test_an_empty_account_is_recorded_as_not_frozen(filed):
    state = take(take(filed, PROPOSE), APPROVE, part=PART)
    state = take(state, ("drop_freeze", "2025-03-10", "li", {"freeze_end": {"reason": "账户没有余额"}}), part=PART)
    assert state.parts[PART].stage == "dropped"
    assert "freeze-2" in take(state, with_freeze(amount="80000")).parts


@pytest.mark.parametrize(("on", "late"), [("2025-03-13", None), ("2025-03-14", ["freeze_delivery"])])
def test_the_decision_reaches_the_party_within_three_working_days(in_force, on, late):
    state = take(in_force, delivered(on), part=PART)
    kept = state.parts[PART].facts.get("late")
    assert (kept and [one["term"] for one in kept]) == late
    assert refused(state, delivered(on)).code == "delivered_already"


def test_nobody_is_told_before_the_money_is_frozen(in_force):
    step = delivered("2025-03-10")
    early = {"freeze_delivery": {**step[3]["freeze_delivery"], "delivered_on": "2025-03-09"}}
    answer = refused(in_force, (*step[:3], early))
    assert (answer.code, answer.article) == ("told_before_freezing", "强制法第三十条第二款")


def test_one_extension_of_thirty_days_told_to_both_before_the_end(in_force):
    state = extended(in_force)
    assert clock(state)["due"] == "2025-05-09"
    answer = refused(state, (EXTEND[0], "2025-05-06", *EXTEND[2:]))
    assert (answer.code, answer.article) == ("freeze_extended", "强制法第三十二条第一款")
    answer = refused(state, told("2025-04-10", "2025-04-10"))
    assert (answer.code, answer.article) == ("told_after_lapse", "强制法第三十三条第三款")
    assert refused(state, told("2025-04-07", "2025-04-08")).code == "told_before_extension"
    state = take(state, told("2025-04-09", "2025-04-10"), part=PART)
    assert refused(state, told("2025-04-09", "2025-04-10")).code == "told_already"


def test_what_was_not_extended_is_not_told(in_force):
    assert refused(in_force, told("2025-03-20", "2025-03-20")).code == "no_extension"


def test_at_its_end_it_lapses_by_itself_and_the_release_is_still_owed(in_force):
    shown = [parts_of(in_force, PEOPLE["head"], rules(), date(2025, 4, day))[0] for day in (9, 10)]
    assert [(one.stage_label, one.open) for one in shown] == [("冻结中", True), ("期满，金融机构应当自行解除", True)]
    answer = refused(in_force, (EXTEND[0], "2025-04-10", *EXTEND[2:]))
    assert (answer.code, answer.article) == ("freeze_expired", "强制法第三十三条第三款")
    over = {"freeze_end": {"ground": "expired", "reason": "期满"}}
    assert take(in_force, ("release_freeze", "2025-04-10", "head", over), part=PART).parts[PART].stage == "to_unfreeze"


@pytest.mark.parametrize(("ground", "code"), [("expired", "term_not_over"), ("decided", "release_before_decision")])
def test_a_release_names_a_ground_that_is_true(in_force, ground, code):
    step = ("release_freeze", "2025-03-20", "head", {"freeze_end": {"ground": ground, "reason": "解除"}})
    answer = refused(in_force, step)
    assert (answer.code, answer.article) == (code, "强制法第三十三条第一款")
    assert (
        refused(in_force, (*step[:3], {"freeze_end": {"ground": "whatever", "reason": "解除"}})).code == "not_a_choice"
    )


def test_a_release_is_over_when_institution_and_party_were_told(in_force):
    state = take(in_force, ("release_freeze", "2025-03-20", "head", RELEASE), part=PART)
    assert clock(state)["stopped"] == "2025-03-20"
    early = {"freeze_end": {**TOLD["freeze_end"], "institution_told_on": "2025-03-19"}}
    answer = refused(state, ("confirm_unfreezing", "2025-03-21", "li", early))
    assert (answer.code, answer.article) == ("told_before_release", "强制法第三十三条第二款")
    state = take(state, ("confirm_unfreezing", "2025-03-21", "li", TOLD), part=PART)
    assert state.parts[PART].stage == "released"
    assert all(one["stopped"] for one in state.parts[PART].clocks.values())


def test_money_goes_to_the_police_only_with_its_case(in_force):
    end = {"freeze_end": {"transfer_to": "某县公安局", "text": "五万元", "told_on": "2025-03-20"}}
    answer = refused(in_force, ("hand_over_freeze", "2025-03-20", "head", end))
    assert (answer.code, answer.article) == ("no_criminal_transfer", "强制法第二十一条")


def test_the_case_is_not_closed_while_money_is_frozen(in_force):
    state = before("propose_closing")
    held = CaseState.from_json({**state.to_json(), "parts": in_force.to_json()["parts"]})
    answer = refused(held, ("propose_closing", "2025-05-12", "li", {"closing": {"reason": "performed"}}), part="")
    assert answer.code == "part_is_open"


def test_the_account_is_asked_for(filed):
    without = {key: value for key, value in FREEZE.items() if key != "account"}
    answer = refused(filed, (*PROPOSE[:3], {"officers": OFFICERS, "freeze": without}), part="")
    assert (answer.code, answer.fields) == ("fact_missing", ("freeze.account",))
