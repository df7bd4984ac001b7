"""代履行: decided, told again three days before, watched, at cost; at once only on roads, rivers and public places."""

from __future__ import annotations

from typing import Any

import pytest
from execution_story import OFFICERS, demanded, refused, served
from procedure_story import before, take

from minzhifa.law.procedure import CaseState

PART = "substitute-1"
ACT = {"duty": "act", "duty_until": "2025-05-20", "due_on": "2025-06-10", "obligation": "清除堆放物", "amount": None}
SUBSTITUTE: dict[str, Any] = {
    "harm": "pollution", "reason": "污染河道", "basis": "强制法第五十条", "subject": "堆放物三十吨", "way": "清运",
    "planned_at": "2025-06-27T09:00", "budget": "8000.00", "budget_basis": "人工、运费报价", "performer": "third_party",
    "performer_name": "某环卫公司", "disinterested": True,
}  # fmt: skip
AGAIN = {"demand": {"obligation": "清除堆放物", "due_on": "2025-06-26", "way": "自行清运"}}
SCENE: dict[str, Any] = {
    "done_on": "2025-06-27", "watched": True, "signed": True, "peaceful": True, "party": "present",
    "findings": "清运完毕", "cost": "7800.00", "charged": "7800.00",
}  # fmt: skip


@pytest.fixture
def urged() -> CaseState:
    return demanded(served(), "2025-05-26", **ACT)


def told(state: CaseState, on: str = "2025-06-24") -> CaseState:
    state = take(state, ("propose_substitute", "2025-06-12", "li", {"substitute": SUBSTITUTE}))
    state = take(state, ("approve_substitute", "2025-06-13", "head", {}), part=PART)
    way = {"substitute_service": {"served_on": "2025-06-16", "way": "直接送达", "receiver": "法定代表人"}}
    state = take(state, ("serve_substitute", "2025-06-16", "li", way), part=PART)
    again = {**AGAIN, "demand_again": {"served_on": on}}
    return take(state, ("demand_substitute", on, "li", again), part=PART)


def test_the_whole_road(urged):
    state = told(urged)
    early = refused(
        state, ("carry_out_substitute", "2025-06-26", "li", {
            "officers": OFFICERS, "substitute_scene": {**SCENE, "done_on": "2025-06-26"}}), PART)  # fmt: skip
    assert (early.code, early.article) == ("substitute_too_early", "强制法第五十一条第一款第（一）项")
    done = {"officers": OFFICERS, "substitute_scene": SCENE}
    state = take(state, ("carry_out_substitute", "2025-06-27", "li", done), part=PART)
    assert state.parts[PART].stage == "done"


def test_the_second_demand_comes_three_working_days_before(urged):
    state = take(urged, ("propose_substitute", "2025-06-12", "li", {"substitute": SUBSTITUTE}))
    state = take(state, ("approve_substitute", "2025-06-13", "head", {}), part=PART)
    way = {"substitute_service": {"served_on": "2025-06-16", "way": "直接送达", "receiver": "法定代表人"}}
    state = take(state, ("serve_substitute", "2025-06-16", "li", way), part=PART)
    late = {**AGAIN, "demand_again": {"served_on": "2025-06-25"}}
    answer = refused(state, ("demand_substitute", "2025-06-25", "li", late), PART)
    assert (answer.code, answer.article) == ("second_demand_late", "强制法第五十一条第一款第（二）项")
    assert "2025年6月24日" in answer.message


def test_when_the_party_performs_it_stops(urged):
    done = {"substitute_stop": {"text": "当事人已清运"}}
    assert take(told(urged), ("stop_substitute", "2025-06-26", "li", done), part=PART).parts[PART].stage == "stopped"


@pytest.mark.parametrize(
    ("change", "code", "article"),
    [
        ({"harm": "none"}, "harm_missing", "强制法第五十条"),
        ({"disinterested": False}, "interested_third_party", "强制法第五十条"),
        ({"disinterested": None}, "interest_unknown", "强制法第五十条"),
        ({"budget": "0"}, "bad_amount", "强制法第五十一条第二款"),
        ({"budget_basis": ""}, "fact_missing", "强制法第五十一条第二款"),
        ({"planned_at": "2025-06-28T09:00"}, "on_a_holiday", "强制法第四十三条第一款"),
    ],
)
def test_each_condition_is_asked_with_its_article(urged, change, code, article):
    answer = refused(urged, ("propose_substitute", "2025-06-12", "li", {"substitute": {**SUBSTITUTE, **change}}))
    assert (answer.code, answer.article) == (code, article)


def test_without_a_demand_that_ran_out_there_is_no_substitute(urged):
    step = ("propose_substitute", "2025-06-10", "li", {"substitute": SUBSTITUTE})
    assert refused(urged, step).code == "demand_is_running"
    assert refused(served(), step).code == "no_demand"


@pytest.mark.parametrize(
    ("change", "code", "article"),
    [
        ({"watched": False}, "scene_not_lawful", "强制法第五十一条第一款第（三）项"),
        ({"signed": False}, "scene_not_lawful", "强制法第五十一条第一款第（四）项"),
        ({"peaceful": False}, "scene_not_lawful", "强制法第五十一条第三款"),
        ({"charged": "7800.01"}, "cost_too_high", "强制法第五十一条第二款"),
    ],
)
def test_each_duty_on_the_spot_is_asked_with_its_article(urged, change, code, article):
    facts = {"officers": OFFICERS, "substitute_scene": {**SCENE, **change}}
    answer = refused(told(urged), ("carry_out_substitute", "2025-06-27", "li", facts), PART)
    assert (answer.code, answer.article) == (code, article)


ONCE = {**{key: value for key, value in SUBSTITUTE.items() if key != "harm"}, "place": "river", "unable": True}


def test_a_river_is_cleared_at_once_and_the_absent_party_told():
    state = before("set_elements")
    state = take(state, ("decide_substitute_at_once", "2025-03-10", "head", {"substitute": ONCE}))
    scene = {**SCENE, "done_on": "2025-03-10", "party": "absent"}
    step = ("carry_out_at_once", "2025-03-10", "li", {"officers": OFFICERS, "substitute_scene": scene})
    answer = refused(state, step, PART)
    assert (answer.code, answer.article) == ("absent_not_told", "强制法第五十二条")
    scene["told_on"] = "2025-03-10"
    assert take(state, step, part=PART).parts[PART].stage == "done"


@pytest.mark.parametrize(
    ("change", "code"), [({"place": "elsewhere"}, "place_not_named"), ({"unable": False}, "party_is_able")]
)
def test_nothing_else_is_done_at_once(change, code):
    step = ("decide_substitute_at_once", "2025-03-10", "head", {"substitute": {**ONCE, **change}})
    answer = refused(before("set_elements"), step)
    assert (answer.code, answer.article) == (code, "强制法第五十二条")
