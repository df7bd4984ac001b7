"""What a corrected calendar does to clocks: pure, with the reason for each that stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from minzhifa.law.holidays import HolidayYear
from minzhifa.law.procedure import CaseState, Kept, Renewer, evolve, moved, shifted
from minzhifa.law.procedure.clocks import start
from minzhifa.law.procedure.dates import span
from minzhifa.law.rulebook import Rules
from minzhifa.rules import shipped

DAY = date(2025, 4, 18)  # a Friday: five working days end on 04-25, with one day off more on the make-up Sunday
OFF = date(2025, 4, 22)
TODAY = date(2025, 4, 21)


def corrected(*off: date) -> Rules:
    """2025 with more days off."""
    held = shipped().calendar
    year = held.years[2025]
    table = HolidayYear(2025, {**year.off, **dict.fromkeys(off, "测试节")}, year.work, "更正")
    return shipped().with_calendar(held.with_years([table]))


def case(stage: str = "told", **clock: Any) -> CaseState:
    """A case whose party was told on `DAY`."""
    begun = start("statement", "market", span(DAY.isoformat()), shipped())
    assert begun is not None
    return CaseState("ordinary", stage, {"domain": "market"}, {}, {"statement": {**begun, **clock}})


def shift(state: CaseState, rules: Rules, today: date = TODAY) -> Any:
    days = rules.calendar.differing(shipped().calendar, 2025)
    return shifted(state, Renewer(rules), [Renewer(shipped())], days, today)


def test_a_running_clock_moves_and_its_event_folds() -> None:
    state = case()
    events, shifts = shift(state, corrected(OFF))
    assert [(one.old, one.new, one.kept) for one in shifts] == [("2025-04-25", "2025-04-27", None)]
    (event,) = events
    after = evolve(state, event)
    assert after.clocks["statement"]["due"] == "2025-04-27"
    assert after.done == state.done
    assert "4月22日" not in after.clocks["statement"]["explanation"]
    assert shift(after, corrected(OFF)) == ((), ())


@pytest.mark.parametrize(
    ("state", "today", "why"),
    [
        (case(stopped="2025-04-23"), TODAY, Kept.ENDED),
        (case("archived"), TODAY, Kept.ENDED),
        (case(), date(2025, 4, 26), Kept.EXPIRED),
        (case(due="2025-04-24"), TODAY, Kept.UNLIKE),
    ],
    ids=["done", "closed", "run out", "another cause"],
)
def test_a_clock_that_stays_says_why(state: CaseState, today: date, why: Kept) -> None:
    events, shifts = shift(state, corrected(OFF), today)
    assert events == ()
    assert [one.kept for one in shifts] == [why]
    assert moved(shifts) == []


def test_a_clock_that_would_be_over_at_once_stays() -> None:
    longer = corrected(OFF)
    state = replace(case(), clocks={"statement": start("statement", "market", span(DAY.isoformat()), longer)})
    days = shipped().calendar.differing(longer.calendar, 2025)
    events, shifts = shifted(state, Renewer(shipped()), [Renewer(longer)], days, date(2025, 4, 27))
    assert (events, [one.kept for one in shifts]) == ((), [Kept.OVER])


def test_a_clock_of_a_part_moves_in_its_part() -> None:
    state = case("investigating")
    part = CaseState("preservation", "proposed", {}, {}, dict(state.clocks))
    events, shifts = shift(replace(state, clocks={}, parts={"preservation-1": part}), corrected(OFF))
    assert [event.part for event in events] == ["preservation-1"]
    assert [one.term for one in shifts] == ["preservation-1:statement"]


def test_days_that_stay_what_they_were_change_nothing() -> None:
    assert shift(case(), shipped()) == ((), ())
    assert shift(case(), corrected(date(2025, 4, 29))) == ((), ())


def test_a_change_that_evens_out_rewrites_the_explanation_and_moves_nothing() -> None:
    """One day off more before a make-up day more: the last day stays, the days that were counted are others."""
    held = shipped().calendar
    year = held.years[2025]
    table = HolidayYear(2025, {**year.off, OFF: "测试节"}, {**year.work, date(2025, 4, 19): "测试节"}, "更正")
    rules = shipped().with_calendar(held.with_years([table]))
    events, shifts = shift(case(), rules)
    assert shifts == ()
    assert "4月19日" in evolve(case(), events[0]).clocks["statement"]["explanation"]
