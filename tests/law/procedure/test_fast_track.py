"""快速办理: open on the grounds that the rules know, and never a way around a step."""

from __future__ import annotations

from procedure_story import attempt, before, step_of, take

from minzhifa.law.procedure import CaseState, Refusal


def taken(ground: str) -> CaseState:
    facts = {"fast_track": {"ground": ground, "reason": "防汛期间擅自开放景区"}}
    return take(before("set_elements"), ("take_fast_track", "2025-03-10", "section", facts))


def test_emergencies_are_dealt_with_fast_by_the_act_itself():
    assert taken("emergency").facts["fast_track"]["ground"] == "emergency"


def test_a_ground_that_no_loaded_rule_knows_is_refused():
    facts = {"fast_track": {"ground": "plain", "reason": "认错认罚"}}
    answer = attempt(before("set_elements"), ("take_fast_track", "2025-03-10", "section", facts))
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.article) == ("fast_track_closed", "《行政处罚法》第四十九条")


def test_fast_leaves_out_no_step():
    state = taken("emergency")
    answer = attempt(state, step_of("approve_decision"))
    assert isinstance(answer, Refusal)
    assert answer.code == "wrong_stage"
