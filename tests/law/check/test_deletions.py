"""No guard of a released act can be left out without a property noticing."""

from __future__ import annotations

import pytest

from minzhifa.law.check import MARKS, MODELS, Memo, check, deletions
from minzhifa.law.check.conditions import CONDITIONS
from minzhifa.law.check.deletions import WHO
from minzhifa.law.procedure import GUARDS
from minzhifa.rules import shipped

HELD = shipped().procedures
SMALL = ("coercion", "correction", "rectification")


@pytest.mark.parametrize("name", SMALL)
def test_each_guard_left_out_breaks_a_property(name: str) -> None:
    memo: Memo = {}
    check(HELD[name], HELD, memo=memo)
    left = list(deletions(HELD[name], HELD, memo))
    assert len(left) == sum(len(row.guards) for row in HELD[name].rows)
    assert [(one.action, one.guard) for one in left if not one.noticed] == []


def test_every_guard_of_every_act_is_said_by_a_formula_or_asked_for_by_what_the_act_does() -> None:
    asked = {one.guard: one for one in CONDITIONS}
    silent = {
        (held.id, row.action, guard)
        for held in HELD.values()
        for row in held.rows
        for guard in row.guards
        if guard not in {*MODELS, *WHO} and not (guard in asked and asked[guard].at(row))
    }
    assert silent == set()


def test_what_acts_have_to_ask_is_said_of_guards_that_exist() -> None:
    assert set(MARKS) <= set(GUARDS)


def test_an_act_that_only_shares_a_mark_is_asked_too() -> None:
    condition = next(one for one in CONDITIONS if one.guard == "coercion_is_permitted")
    bearing = [(name, row) for name, held in HELD.items() for row in held.rows if condition.at(row)]
    assert {name for name, _ in bearing} == {"coercion"}
    assert all(condition.guard in row.guards for _, row in bearing)
