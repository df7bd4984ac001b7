"""What the law says to each command of the shared vectors, which the phone's tables are held to as well."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from minzhifa.law.procedure import CaseState, Command, Performer, Refusal, decide, evolve
from minzhifa.rules import shipped

BOOK = json.loads((Path(__file__).parent.parent / "vectors.json").read_text("utf-8"))
AT = date.fromisoformat(BOOK["at"])
ACTIONS = [step[0] for step in BOOK["story"]]


def _command(step: list[Any]) -> Command:
    action, on, who, facts, *part = step
    person = BOOK["people"][who]
    by = Performer(person["account_id"], person["name"], frozenset(person["roles"]), person["officer_id"])
    return Command(action, by, on, facts, *part)


def _take(state: CaseState, steps: list[list[Any]]) -> CaseState:
    for step in steps:
        outcome = decide(state, _command(step), shipped(), AT)
        assert not isinstance(outcome, Refusal), (step[0], outcome)
        for event in outcome:
            state = evolve(state, event)
    return state


@cache
def _story(length: int) -> CaseState:
    return _take(CaseState(), BOOK["story"][:length])


def _prior(vector: dict[str, Any]) -> CaseState:
    if "prior" in vector:
        state = _take(CaseState(), vector["prior"])
    elif vector.get("after_story"):
        state = _story(len(BOOK["story"]))
    else:
        state = _story(ACTIONS.index(vector["before"]))
    return _take(state, vector.get("then", []))


@pytest.mark.parametrize("vector", BOOK["vectors"], ids=lambda vector: vector["name"])
def test_the_law_answers_as_the_vector_says(vector: dict[str, Any]) -> None:
    state, expected = _prior(vector), vector["expect"]
    outcome = decide(state, _command(vector["step"]), shipped(), AT)
    if isinstance(outcome, Refusal):
        assert {"refused": outcome.code, "unknown": outcome.unknown, "article": outcome.article} == expected
        assert outcome.message.endswith("。")
        return
    (event,) = outcome
    clocks, late = event.facts.get("clocks", {}), event.facts.get("late", [])
    assert {
        "stage": evolve(state, event).stage,
        "event": event.type,
        "facts": sorted(event.facts),
        "due": {key: clock["due"] for key, clock in clocks.items()},
        "late": [one["term"] for one in late],
    } == expected


def test_there_are_many_vectors_and_no_two_of_one_name() -> None:
    names = [vector["name"] for vector in BOOK["vectors"]]
    assert len(names) >= 80
    assert len(names) == len(set(names))


def test_every_refusal_of_the_vectors_names_an_article() -> None:
    refusals = [vector["expect"] for vector in BOOK["vectors"] if "refused" in vector["expect"]]
    assert len(refusals) > 60
    assert [one for one in refusals if not one["article"]] == []
