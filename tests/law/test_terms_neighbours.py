"""Deadlines beside the worked examples, each counted by hand: Spring Festival, make-up days, month ends, leap days."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from minzhifa.law.errors import UnknownYear
from minzhifa.law.rulebook import Rules, compute
from minzhifa.law.terms import Pause, Period
from minzhifa.rules import shipped


@pytest.fixture(scope="module")
def rules() -> Rules:
    return shipped()


# start, term, domain, due; in the comment the days as they were counted
EXAMPLES = {
    # 1/24, 1/26 Sun (make-up), 1/27, 2/5, 2/6
    "T02 hearing request into Spring Festival": ("2025-01-23", "hearing_request", "market", "2025-02-06"),
    # 2/14 Sat (make-up), 2/24, 25, 26, 27
    "T04 statement in market supervision": ("2026-02-13", "statement", "market", "2026-02-27"),
    # as T04, then 2/28 Sat (make-up), 3/2
    "T06 preserved evidence over two make-up days": ("2026-02-13", "preservation", "market", "2026-03-02"),
    # back: 2/25, 24, 14 Sat (make-up), 13, 12, 11, 10
    "T08 hearing notice counted back over the festival": ("2026-02-26", "hearing_notice", "general", "2026-02-10"),
    # back: 2/8 Sat (make-up), 7, 6
    "T10 hearing announcement": ("2025-02-10", "hearing_announcement", "market", "2025-02-06"),
    # raw Wed 1/29, in the festival until 2/4
    "T12 payment rolls past Spring Festival": ("2025-01-14", "payment", "general", "2025-02-05"),
    # raw Sat 2/14 is a make-up day: no roll
    "T14 payment ends on a make-up Saturday": ("2026-01-30", "payment", "general", "2026-02-14"),
    # 2/18 Sun (make-up), 2/19
    "T16 cash collected on New Year's Eve": ("2024-02-09", "cash_to_agency", "general", "2024-02-19"),
    # 5/6, 7, 8, 9, 12, 13, 14
    "T18 publication over May Day": ("2025-04-30", "disclosure", "general", "2025-05-14"),
    # 9/20 Sun (make-up), 21, 22
    "T20 withdrawal over a make-up Sunday": ("2026-09-18", "disclosure_withdrawal", "general", "2026-09-22"),
    # 7/3 + 90 = 10/1, off until 10/8
    "T22 ninety days end on National Day": ("2025-07-03", "decision", "market", "2025-10-09"),
    # the Act has no roll of its own
    "T22 by the Act alone the raw day stays": ("2025-07-03", "decision", "general", "2025-10-01"),
    # raw 2026-02-19 is a holiday and stays
    "T26 a seizure ends in the festival": ("2026-01-20", "seizure", "general", "2026-02-19"),
    # 1/30, 2/2-6, 2/9-13, 2/14 Sat (make-up), 2/24, 25, 26
    "T28 lead check in market supervision": ("2026-01-29", "filing_check", "market", "2026-02-26"),
    # 9/26, 28 Sun, 29, 30, 10/9, 10, 11 Sat, 13-17, 20, 21, 22
    "T30 lead check in housing over National Day": ("2025-09-25", "filing_check", "housing", "2025-10-22"),
    # 2/4 Sun (make-up), 5-9, 2/18 Sun (make-up)
    "T32 lead check in agriculture ends on a Sunday": ("2024-02-02", "filing_check", "agriculture", "2024-02-18"),
    # 12/25, 26, 29, 30, 31, 1/4 Sun (make-up), 5-8
    "T34 demand notice over New Year": ("2025-12-24", "demand_notice", "general", "2026-01-08"),
    # back: 5/9 Sat (make-up), 8, 7
    "T36 second demand": ("2026-05-11", "substitute_performance_notice", "general", "2026-05-07"),
    "T38 suit: six months": ("2024-03-18", "litigation", "general", "2024-09-18"),
    "T40 suit: 31 August has no 31 February": ("2024-08-31", "litigation", "general", "2025-02-28"),
    # raw Sat 2026-02-28 is a make-up day
    "T42 court application ends on a make-up Saturday": (
        "2025-11-30", "court_application", "general", "2026-02-28",
    ),
    "T44 court application into a leap February": ("2023-11-30", "court_application", "general", "2024-02-29"),
    "T46 public notice does not roll": ("2026-01-22", "public_notice", "general", "2026-02-21"),
    # 9/23-27, 29 Sun, 30, 10/8-11, 12 Sat, 14, 15, 16
    "T48 closing form over National Day": ("2024-09-20", "closing", "market", "2024-10-16"),
    # raw 2025-02-01
    "T50 reconsideration rolls past Spring Festival": ("2024-12-03", "reconsideration", "general", "2025-02-05"),
    # 2/14 Sat (make-up), 2/24
    "T52 simple filing in agriculture": ("2026-02-13", "simple_filing", "agriculture", "2026-02-24"),
    "T56 longest publication from a month's end": ("2024-08-31", "disclosure_maximum", "general", "2026-08-31"),
    "T58 serious record: a year": ("2026-04-20", "credit_repair_serious", "general", "2027-04-20"),
    "T60 two years from a leap day": ("2024-02-29", "limitation", "general", "2026-02-28"),
    "five years from a leap day": ("2024-02-29", "limitation_long", "general", "2029-02-28"),
    "three years from a leap day": ("2024-02-29", "enforcement_suspended", "general", "2027-02-28"),
    "six months from 31 August": ("2026-08-31", "limitation", "public_security", "2027-02-28"),
}  # fmt: skip


@pytest.mark.parametrize("case", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_a_deadline_counted_by_hand_comes_out(rules: Rules, case: tuple[str, str, str, str]) -> None:
    start, term, domain, due = case
    day = date.fromisoformat(start)
    assert compute(rules.term(term, domain, day), day, rules.calendar).due == date.fromisoformat(due)


def test_the_extension_of_a_rolled_term_starts_from_the_raw_day(rules: Rules) -> None:
    """T22: raw 1 October, rolled to the 9th; thirty more days are counted from the 1st."""
    start = date(2025, 7, 3)
    computed = compute(rules.term("decision", "market", start), start, rules.calendar, extensions=[Period.parse("30d")])
    assert computed.due == date(2025, 10, 31)


def test_a_suspension_across_the_last_day_moves_it_by_what_was_left(rules: Rules) -> None:
    """T24: 12 of the 90 days are left when the 21 days of suspension begin; they run on from 11 October."""
    start = date(2025, 7, 3)
    pause = Pause(date(2025, 9, 20), date(2025, 10, 10), "鉴定")
    assert compute(rules.term("decision", "market", start), start, rules.calendar, [pause]).due == date(2025, 10, 22)


def test_an_extended_seizure_ends_on_a_saturday_and_stays(rules: Rules) -> None:
    start = date(2026, 1, 20)
    rule = rules.term("seizure", "general", start)
    assert compute(rule, start, rules.calendar, extensions=[Period.parse("30d")]).due == date(2026, 3, 21)


def test_an_extended_lead_check_goes_on_from_its_end(rules: Rules) -> None:
    """T28 and fifteen more: 2/27, 2/28 Sat (make-up), 3/2 to 3/6, 3/9 to 3/13, 3/16, 17, 18."""
    start = date(2026, 1, 29)
    rule = rules.term("filing_check", "market", start)
    assert compute(rule, start, rules.calendar, extensions=[Period.parse("15wd")]).due == date(2026, 3, 18)


@pytest.mark.parametrize(
    ("term", "domain", "start", "due"),
    [
        ("coercion_emergency_report", "market", "2026-02-14T23:30", "2026-02-15T23:30"),
        ("coercion_emergency_report", "general", "2024-02-28T08:00", "2024-02-29T08:00"),
        ("simple_filing", "public_security", "2026-12-31T22:15", "2027-01-01T22:15"),
        ("retest_rapid", "general", "2026-10-01T21:00", "2026-10-02T01:00"),
    ],
)
def test_hours_run_through_holidays_leap_days_and_years_without_a_calendar(
    rules: Rules, term: str, domain: str, start: str, due: str
) -> None:
    moment = datetime.fromisoformat(start)
    rule = rules.term(term, domain, moment.date())
    assert compute(rule, moment, rules.calendar).due == datetime.fromisoformat(due)


def test_a_last_day_in_a_year_without_a_calendar_is_not_guessed(rules: Rules) -> None:
    start = date(2026, 12, 20)
    with pytest.raises(UnknownYear, match="2027"):
        compute(rules.term("payment", "general", start), start, rules.calendar)
