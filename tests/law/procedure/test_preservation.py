"""先行登记保存 as a part of a case: several at once, approved or at once, seven working days, then free by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from procedure_story import OFFICERS, PEOPLE, Step, attempt, before, rules, take

from minzhifa.law.procedure import CaseState, Event, Refusal, evolve, parts_of

PART = "preservation-1"
KEPT = {"goods": [{"name": "饼干", "quantity": "12包"}], "reason": "可能转移"}
SCENE: dict[str, Any] = {
    "taken_at": "2025-03-10T09:30", "counted": True, "delivered": True, "presence": "signed", "place": "仓库",
    "keeper": "吴某",
}  # fmt: skip
PROPOSE: Step = ("preserve_evidence", "2025-03-09", "li", {"officers": OFFICERS, "preservation": KEPT})
APPROVE: Step = ("approve_preservation", "2025-03-10", "head", {})
TAKE: Step = ("take_preserved", "2025-03-10", "li", {"officers": OFFICERS, "preservation_scene": SCENE})
AT_ONCE: Step = (
    "preserve_at_once", "2025-03-10", "li",
    {"officers": OFFICERS, "preservation": {**KEPT, "urgent": "正在装车"}, "preservation_scene": SCENE},
)  # fmt: skip
GIVE_BACK: dict[str, Any] = {"preservation_end": {"text": "返还饼干十二包"}}


def refused(state: CaseState, step: Step, part: str = PART) -> Refusal:
    outcome = attempt(state, step, part=part)
    assert isinstance(outcome, Refusal), outcome
    return outcome


def dispose(on: str, way: str = "test") -> Step:
    """A measure taken on what is kept."""
    return "dispose_preservation", on, "head", {"preservation_end": {"way": way, "text": "送检"}}


def shown(state: CaseState, on: str) -> tuple[str, bool]:
    """What the page calls the part that day, and whether it is still work."""
    one = parts_of(state, PEOPLE["head"], rules(), date.fromisoformat(on))[0]
    return one.stage_label, one.open


@pytest.fixture
def filed() -> CaseState:
    return before("set_elements")


@pytest.fixture
def kept(filed: CaseState) -> CaseState:
    state = take(filed, PROPOSE)
    return take(take(state, APPROVE, part=PART), TAKE, part=PART)


def test_seven_working_days_run_from_the_day_it_was_taken(kept):
    assert kept.parts[PART].stage == "in_force"
    assert kept.parts[PART].clocks["preservation"]["due"] == "2025-03-19"
    assert take(kept, dispose("2025-03-19"), part=PART).parts[PART].stage == "disposed"


def test_it_lapses_by_itself_and_is_called_so_without_anybodys_act(kept):
    assert shown(kept, "2025-03-19") == ("保存中", True)
    assert shown(kept, "2025-03-20") == ("已自动解除", True)
    answer = refused(kept, dispose("2025-03-20", "confiscate"))
    assert (answer.code, answer.article) == ("preservation_lapsed", "处罚法第五十六条；市监程序第三十五条第二款")
    assert "2025年3月19日" in answer.message


def test_what_lapsed_may_always_be_given_back_and_the_delay_is_kept(kept):
    state = take(kept, ("release_preservation", "2025-03-24", "head", GIVE_BACK), part=PART)
    assert state.parts[PART].stage == "released"
    assert [one["term"] for one in state.parts[PART].facts["late"]] == ["preservation"]
    assert shown(state, "2025-03-24") == ("已解除", False)


def test_after_it_lapsed_the_officer_records_the_return_and_not_before(kept):
    told = {"preservation_end": {"returned_on": "2025-03-19", "receiver": "林某", "text": "返还饼干十二包"}}
    answer = refused(kept, ("return_preserved", "2025-03-19", "li", told))
    assert (answer.code, answer.article) == ("preservation_is_running", "处罚法第五十六条；市监程序第三十五条第二款")
    told["preservation_end"]["returned_on"] = "2025-03-20"
    state = take(kept, ("return_preserved", "2025-03-20", "li", told), part=PART)
    assert shown(state, "2025-03-20") == ("已解除", False)


def test_several_at_once_have_each_their_own_days(kept):
    second = take(kept, (*PROPOSE[:1], "2025-03-12", *PROPOSE[2:]))
    second = take(second, (*APPROVE[:1], "2025-03-12", *APPROVE[2:]), part="preservation-2")
    scene = {**SCENE, "taken_at": "2025-03-13T10:00"}
    facts = {"officers": OFFICERS, "preservation_scene": scene}
    second = take(second, ("take_preserved", "2025-03-13", "li", facts), part="preservation-2")
    assert [one.clocks["preservation"]["due"] for one in second.parts.values()] == ["2025-03-19", "2025-03-24"]


def test_the_head_approves_first_and_nobody_his_own_proposal(filed):
    state = take(filed, PROPOSE)
    assert refused(state, TAKE).code == "wrong_stage"
    assert refused(state, (*APPROVE[:2], "both", {})).code == "own_proposal"
    state = take(state, ("refuse_preservation", "2025-03-10", "head", {"reason": "没有灭失的可能"}), part=PART)
    assert state.parts[PART].stage == "refused"


@pytest.mark.parametrize(
    ("change", "code", "article"),
    [
        ({"counted": False}, "scene_not_lawful", "处罚法第五十六条；市监程序第三十四条第一款"),
        ({"delivered": False}, "scene_not_lawful", "处罚法第五十六条；市监程序第三十四条第一款"),
        ({"presence": "absent"}, "scene_not_witnessed", "处罚法第五十六条；市监程序第四十三条"),
        ({"counted": None}, "fact_missing", "处罚法第五十六条；市监程序第三十四条第一款"),
    ],
)
def test_each_duty_on_the_spot_is_asked_with_its_article(filed, change, code, article):
    state = take(take(filed, PROPOSE), APPROVE, part=PART)
    step = (*TAKE[:3], {"officers": OFFICERS, "preservation_scene": {**SCENE, **change}})
    answer = refused(state, step)
    assert (answer.code, answer.article) == (code, article)


@pytest.mark.parametrize(("at", "late"), [("2025-03-11T09:30", None), ("2025-03-11T09:31", ["preservation_emergency"])])
def test_done_at_once_it_is_reported_within_a_day_and_ratified(filed, at, late):
    state = take(filed, AT_ONCE)
    report = {"preservation": {"reported_at": at}}
    state = take(state, ("ratify_preservation", "2025-03-11", "head", report), part=PART)
    assert state.parts[PART].stage == "in_force"
    kept = state.parts[PART].facts.get("late")
    assert (kept and [one["term"] for one in kept]) == late
    assert state.parts[PART].clocks["preservation"]["due"] == "2025-03-19"


def test_not_ratified_it_can_only_be_released(filed):
    state = take(filed, AT_ONCE)
    state = take(state, ("reject_preservation", "2025-03-11", "head", {"reason": "没有灭失的可能"}), part=PART)
    assert refused(state, dispose("2025-03-12")).code == "wrong_stage"
    assert take(state, ("release_preservation", "2025-03-11", "head", GIVE_BACK), part=PART).parts[PART].stage


@pytest.mark.parametrize(
    ("domain", "code"),
    [
        ("market", None),
        ("agriculture", None),
        ("housing", "at_once_not_provided"),
        ("transport", "at_once_not_provided"),
    ],
)
def test_only_where_the_fields_rules_allow_it_is_it_done_before_approval(filed, domain, code):
    state = CaseState.from_json({**filed.to_json(), "facts": {**filed.facts, "domain": domain}})
    answer = attempt(state, AT_ONCE)
    assert (answer.code if isinstance(answer, Refusal) else None) == code


def test_an_entry_of_before_with_the_act_on_the_case_itself_still_evolves(filed):
    old = Event("case.preserve_evidence", "preserve_evidence", "2025-03-08", {"preservations": [{"id": "p1"}]})
    state = evolve(filed, old)
    assert state.done["preserve_evidence"] == "2025-03-08"
    assert state.facts["preservations"] == [{"id": "p1"}]
