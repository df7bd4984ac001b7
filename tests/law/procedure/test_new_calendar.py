"""A term that waited for the holidays of a year goes on by itself once they are loaded; nobody has to start it anew."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from procedure_story import PEOPLE, STORY, before

from minzhifa.law.holidays import Calendar
from minzhifa.law.procedure import CaseState, Command, Refusal, awake, decide, evolve
from minzhifa.law.rulebook import Rules
from minzhifa.rules import shipped

TODAY = date(2025, 12, 31)


def without_2025() -> Rules:
    """The rules as they were before the holidays of 2025 were known."""
    whole = shipped().calendar
    return shipped().with_calendar(
        replace(whole, years={year: one for year, one in whole.years.items() if year != 2025})
    )


def served(rules: Rules) -> CaseState:
    """The party is told while the calendar of the year is missing."""
    state = before("serve_notice")
    action, on, who, facts = next(step for step in STORY if step[0] == "serve_notice")
    outcome = decide(state, Command(action, PEOPLE[who], on, facts), rules, TODAY)
    assert not isinstance(outcome, Refusal), outcome
    return evolve(state, outcome[0])


def propose(state: CaseState, rules: Rules) -> Any:
    action, _, who, facts = next(step for step in STORY if step[0] == "propose_decision")
    return decide(state, Command(action, PEOPLE[who], "2025-05-12", facts), rules, TODAY)


def test_without_the_calendar_the_day_is_unknown_and_nothing_is_guessed() -> None:
    state = served(without_2025())
    assert (state.clocks["statement"]["due"], state.clocks["statement"]["missing_year"]) == (None, 2025)
    refusal = propose(state, without_2025())
    assert isinstance(refusal, Refusal)
    assert refusal.unknown


def test_with_the_calendar_the_same_act_is_done_and_the_event_tells_the_days() -> None:
    state = served(without_2025())
    outcome = propose(state, shipped())
    assert not isinstance(outcome, Refusal), outcome
    told = outcome[0].facts["clocks"]["statement"]
    assert (told["due"], told["missing_year"]) == ("2025-04-24", None)
    after = evolve(state, outcome[0])
    assert after.clocks["statement"]["due"] == "2025-04-24"
    again = evolve(CaseState.from_json(json.loads(json.dumps(state.to_json()))), outcome[0])
    assert again == after


def test_the_page_sees_the_day_before_anything_is_done() -> None:
    state = served(without_2025())
    assert awake(state, shipped()).clocks["statement"]["due"] == "2025-04-24"
    assert awake(state, without_2025()) is state
    known = before("record_statement")
    assert awake(known, shipped()) is known


def test_a_calendar_has_the_shape_this_test_relies_on() -> None:
    assert isinstance(shipped().calendar, Calendar)
    assert 2025 in shipped().calendar.years
