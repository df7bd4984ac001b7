"""Whatever is typed into an act of execution, today or from an old record: an answer, never a crash."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
from execution_story import demanded, followed, served, surcharged
from procedure_story import PEOPLE, TODAY, rules

from minzhifa.law.procedure import CaseState, Command, Procedure, Refusal, Row, decide, decide_recorded, evolve

NAMES = ("payment_plan", "surcharge", "demand", "substitute", "court_application")
BAD: tuple[Any, ...] = (None, "", "x", 7, -1.5, True, ["x"], [{"due_on": "x", "amount": "NaN"}], {"a": 1}, "2025-13-40")
ROWS = [(rules().procedures[name], row) for name in NAMES for row in rules().procedures[name].rows]
EVERYBODY = replace(PEOPLE["both"], roles=frozenset(role for _, row in ROWS for role in row.who))


def _states() -> list[CaseState]:
    plain = served()
    return [CaseState(), plain, followed(demanded(surcharged(plain)), "reconsideration", "2025-11-10")]


STATES = _states()


def _facts(row: Row, bad: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for need in (*row.needs, *row.asks):
        top, _, inner = need.key.partition(".")
        if inner:
            found.setdefault(top, {})[inner] = bad
        else:
            found[top] = bad
    return found


@pytest.mark.parametrize(("procedure", "row"), ROWS, ids=lambda one: one.action if isinstance(one, Row) else one.id)
def test_any_value_gets_an_answer(procedure: Procedure, row: Row) -> None:
    for host, stage, bad in itertools.product(STATES, row.from_stages, BAD):
        part = "" if row.opens else "x-1"
        state = replace(host, stage="served") if row.host and "served" in row.host else host
        if part:
            state = replace(state, parts={**state.parts, part: CaseState(procedure=procedure.id, stage=stage)})
        command = Command(row.action, EVERYBODY, "2025-12-01", _facts(row, bad), part)
        outcome = decide(state, command, rules(), TODAY)
        if not isinstance(outcome, Refusal):
            for event in outcome:
                assert evolve(state, event)
        old = replace(state, facts={**state.facts, "back_entry": {"source": "record"}})
        assert decide_recorded(old, command, rules(), TODAY)
