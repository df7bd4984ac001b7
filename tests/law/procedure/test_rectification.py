"""责令改正 as a part of a case: ordered with its day, looked at again, done or not done; the engine of every part."""

from __future__ import annotations

import pytest
from procedure_story import OFFICERS, PEOPLE, STORY, TODAY, Step, attempt, before, rules, take, walk

from minzhifa.law.procedure import CaseState, Refusal, openings, parts_of

ORDER = {"rectification": {"measures": "立即下架", "due_on": "2025-03-20", "recheck_on": "2025-03-24"}}
PART = "rectification-1"
NOT_DONE = {"officers": OFFICERS, "recheck": {"result": "unrectified", "summary": "仍在销售"}}


def refused(state: CaseState, step: Step, part: str = "") -> Refusal:
    outcome = attempt(state, step, part=part)
    assert isinstance(outcome, Refusal)
    return outcome


@pytest.fixture
def ordered() -> CaseState:
    return take(before("set_elements"), ("order_rectification", "2025-03-10", "li", ORDER))


def test_an_order_begins_a_part_of_its_own_and_leaves_the_case_where_it_stands(ordered):
    assert ordered.stage == "investigating"
    part = ordered.parts[PART]
    assert (part.procedure, part.stage, part.done) == (
        "rectification",
        "ordered",
        {"order_rectification": "2025-03-10"},
    )
    assert "rectification" not in ordered.facts


def test_the_last_days_are_those_that_the_order_names(ordered):
    clocks = ordered.parts[PART].clocks
    assert (clocks["rectification"]["due"], clocks["recheck"]["due"]) == ("2025-03-20", "2025-03-24")
    assert "文书确定" in clocks["recheck"]["explanation"]


def test_without_a_day_of_its_own_the_recheck_is_due_when_the_order_ends():
    order = {"rectification": {"measures": "立即下架", "due_on": "2025-03-20"}}
    state = take(before("set_elements"), ("order_rectification", "2025-03-10", "li", order))
    assert state.parts[PART].clocks["recheck"]["due"] == "2025-03-20"


def test_what_was_rectified_ends_the_part(ordered):
    facts = {"officers": OFFICERS, "recheck": {"result": "rectified", "summary": "已下架"}}
    state = take(ordered, ("record_recheck", "2025-03-18", "li", facts), part=PART)
    assert state.parts[PART].stage == "rectified"
    assert state.parts[PART].clocks["recheck"]["stopped"] == "2025-03-18"
    answer = refused(state, ("record_recheck", "2025-03-19", "li", facts), part=PART)
    assert answer.code == "wrong_stage"


def test_before_the_day_is_over_nobody_has_failed_to_rectify(ordered):
    answer = refused(ordered, ("record_recheck", "2025-03-20", "li", NOT_DONE), part=PART)
    assert (answer.code, answer.article) == ("rectification_running", "处罚法第二十八条第一款")
    state = take(ordered, ("record_recheck", "2025-03-24", "li", NOT_DONE), part=PART)
    assert state.parts[PART].stage == "unrectified"


def test_what_was_not_rectified_is_given_more_time_or_dealt_with(ordered):
    state = take(ordered, ("record_recheck", "2025-03-24", "li", NOT_DONE), part=PART)
    longer = {"rectification": {"due_on": "2025-03-31"}, "reason": "等待检验机构"}
    again = take(state, ("extend_rectification", "2025-03-24", "section", longer), part=PART)
    assert again.parts[PART].stage == "ordered"
    assert again.parts[PART].facts["rectification"]["measures"] == "立即下架"
    assert again.parts[PART].clocks["rectification"]["due"] == "2025-03-31"
    ended = {"rectification_end": {"way": "penalty", "text": "一并处罚"}}
    assert take(state, ("end_rectification", "2025-03-25", "head", ended), part=PART).parts[PART].stage == "ended"


def test_a_recheck_needs_two_officers_as_every_inspection_does(ordered):
    alone = {**NOT_DONE, "officers": OFFICERS[:1]}
    answer = refused(ordered, ("record_recheck", "2025-03-24", "li", alone), part=PART)
    assert answer.code == "too_few_officers"


def test_an_order_whose_day_is_past_is_refused():
    late = {"rectification": {"measures": "立即下架", "due_on": "2025-03-09"}}
    answer = refused(before("set_elements"), ("order_rectification", "2025-03-10", "li", late))
    assert answer.code == "rectification_day_passed"


def test_several_orders_stand_beside_each_other(ordered):
    state = take(ordered, ("order_rectification", "2025-03-11", "li", ORDER))
    assert list(state.parts) == [PART, "rectification-2"]
    assert [one.title for one in parts_of(state, PEOPLE["li"], rules(), TODAY)] == ["责令改正（1）", "责令改正（2）"]


def test_a_part_that_is_not_there_is_refused(ordered):
    answer = refused(ordered, ("record_recheck", "2025-03-24", "li", NOT_DONE), part="rectification-9")
    assert answer.code == "no_such_part"


def test_an_order_is_offered_only_where_the_case_allows_it():
    offered = {one.action for one in openings(before("set_elements"), PEOPLE["li"], rules(), TODAY)}
    assert "order_rectification" in offered
    assert not openings(walk(), PEOPLE["li"], rules(), TODAY)
    answer = refused(walk("approve_closing"), ("order_rectification", "2025-05-20", "li", ORDER))
    assert answer.code == "wrong_stage"
    assert "已结案" in answer.message


def test_after_the_file_is_archived_nothing_of_a_part_changes(ordered):
    state = ordered
    for step in STORY[STORY.index(next(s for s in STORY if s[0] == "set_elements")) :]:
        state = take(state, step)
    answer = refused(state, ("record_recheck", "2025-05-21", "li", NOT_DONE), part=PART)
    assert answer.code == "case_is_closed_for_good"


def test_a_state_with_parts_survives_json(ordered):
    assert CaseState.from_json(ordered.to_json()) == ordered
    assert "parts" not in before("set_elements").to_json()
