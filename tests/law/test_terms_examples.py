"""Worked deadlines, computed by hand and by calendar: each goes through the rule that the rulebook serves."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from minzhifa.law.rulebook import Rules, compute
from minzhifa.law.terms import BackMode, Pause, Period
from minzhifa.law.terms_count import compute_period
from minzhifa.rules import shipped


@pytest.fixture(scope="module")
def rules() -> Rules:
    return shipped()


# start, term, domain, due
EXAMPLES = {
    "T01 hearing request over National Day": ("2024-09-27", "hearing_request", "market", "2024-10-10"),
    "T01 the general act gives the same": ("2024-09-27", "hearing_request", "general", "2024-10-10"),
    "T03 statement in agriculture": ("2024-09-27", "statement", "agriculture", "2024-10-08"),
    "T05 preserved evidence over Spring Festival": ("2025-01-24", "preservation", "general", "2025-02-10"),
    "T07 hearing notice counted back": ("2024-10-21", "hearing_notice", "general", "2024-10-11"),
    "T09 hearing announcement counted back": ("2025-10-10", "hearing_announcement", "market", "2025-09-29"),
    "T11 payment rolls past National Day": ("2024-09-16", "payment", "general", "2024-10-08"),
    "T13 payment without roll": ("2024-11-05", "payment", "general", "2024-11-20"),
    "T15 cash to the agency": ("2024-09-30", "cash_to_agency", "general", "2024-10-09"),
    "T17 publication": ("2024-09-25", "disclosure", "general", "2024-10-10"),
    "T19 withdrawal of a publication": ("2024-09-30", "disclosure_withdrawal", "general", "2024-10-10"),
    "T27 lead check in market supervision": ("2024-09-18", "filing_check", "market", "2024-10-14"),
    "T29 lead check in housing": ("2026-02-05", "filing_check", "housing", "2026-03-04"),
    "T31 lead check in agriculture": ("2025-04-25", "filing_check", "agriculture", "2025-05-08"),
    "T33 demand notice": ("2024-09-24", "demand_notice", "general", "2024-10-12"),
    "T35 second demand before substitute performance": (
        "2025-10-13",
        "substitute_performance_notice",
        "general",
        "2025-10-09",
    ),
    "T37 reconsideration rolls": ("2024-08-08", "reconsideration", "general", "2024-10-08"),
    "T39 application to the court": ("2024-09-18", "court_application", "general", "2024-12-18"),
    "T41 28 February to 28 May": ("2025-02-28", "court_application", "general", "2025-05-28"),
    "T43 after instalments": ("2025-07-31", "court_application", "general", "2025-10-31"),
    "T45 public notice in transport does not roll": ("2024-09-03", "public_notice", "transport", "2024-11-02"),
    "T47 closing form": ("2025-01-20", "closing", "market", "2025-02-14"),
    "T49 forwarding a reconsideration": ("2025-04-29", "reconsideration_forward", "general", "2025-05-09"),
    "T51 simple filing in housing": ("2024-09-27", "simple_filing", "housing", "2024-10-08"),
    "T53 simple filing in transport": ("2024-09-27", "simple_filing", "transport", "2024-10-10"),
    "T55 shortest publication": ("2024-06-03", "disclosure_minimum", "general", "2024-08-02"),
    "T57 earliest credit repair": ("2026-04-20", "credit_repair_ordinary", "general", "2026-07-20"),
    "T59 limitation": ("2022-11-15", "limitation", "general", "2024-11-15"),
}


@pytest.mark.parametrize("case", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_a_worked_example_comes_out(rules: Rules, case: tuple[str, str, str, str]) -> None:
    start, term, domain, due = case
    day = date.fromisoformat(start)
    assert compute(rules.term(term, domain, day), day, rules.calendar).due == date.fromisoformat(due)


def test_the_simple_filing_of_transport_has_two_readings_and_the_earlier_warns(rules: Rules) -> None:
    start = date(2024, 9, 27)
    computed = compute(rules.term("simple_filing", "transport", start), start, rules.calendar)
    assert computed.other is not None
    assert (computed.due, computed.other.due, computed.earliest) == (
        date(2024, 10, 10),
        date(2024, 10, 8),
        date(2024, 10, 8),
    )
    assert "另一种读法" in computed.explanation


def test_the_first_example_is_explained_day_by_day(rules: Rules) -> None:
    start = date(2024, 9, 27)
    text = compute(rules.term("hearing_request", "market", start), start, rules.calendar).explanation
    counted = (
        "9月29日（周日，国庆节调休上班）1，9月30日（周一）2，10月8日（周二）3，10月9日（周三）4，10月10日（周四）5"
    )
    assert counted in text
    assert "《市场监督管理行政处罚听证办法》第七条" in text
    assert "待核" not in text


def test_payment_explains_its_roll(rules: Rules) -> None:
    start = date(2024, 9, 16)
    computed = compute(rules.term("payment", "general", start), start, rules.calendar)
    assert computed.raw == date(2024, 10, 1)
    assert "原届满日：2024年10月1日（周二，国庆节），不是工作日，顺延至其后第一个工作日" in computed.explanation


def test_an_extension_counts_from_the_raw_end(rules: Rules) -> None:
    """T21: the 90 days end on Sunday 1 December and roll to the 2nd; 30 more days end on the 31st."""
    start = date(2024, 9, 2)
    rule = rules.term("decision", "market", start)
    plain = compute(rule, start, rules.calendar)
    assert (plain.raw, plain.due) == (date(2024, 12, 1), date(2024, 12, 2))
    extension = rule.extendable[0].period
    assert extension == Period.parse("30d")
    assert compute(rule, start, rules.calendar, extensions=[extension]).due == date(2024, 12, 31)


def test_a_suspension_adds_its_own_length(rules: Rules) -> None:
    """T23: 90 days and twelve excluded ones."""
    start = date(2025, 3, 3)
    pause = Pause(date(2025, 4, 1), date(2025, 4, 12), "鉴定")
    computed = compute(rules.term("decision", "market", start), start, rules.calendar, [pause])
    assert computed.due == date(2025, 6, 13)
    assert "不计入：2025年4月1日至2025年4月12日，共12日（鉴定）" in computed.explanation


def test_an_extended_seizure_ends_without_roll(rules: Rules) -> None:
    """T25: extension to the greatest length; the raw end 5 October is a holiday and stays."""
    start = date(2024, 9, 5)
    rule = rules.term("seizure", "general", start)
    assert compute(rule, start, rules.calendar).due == date(2024, 10, 5)
    extension = Period.parse("30d")
    assert compute(rule, start, rules.calendar, extensions=[extension]).due == date(2024, 11, 4)
    assert compute(rule, start, rules.calendar, extensions=[extension] * 2).due == date(2024, 11, 4)


@pytest.mark.parametrize(
    ("event", "days", "due"), [("2024-10-21", "7wd", "2024-10-10"), ("2025-10-13", "3wd", "2025-09-30")]
)
def test_the_strict_reading_of_days_before_is_one_working_day_earlier(
    rules: Rules, event: str, days: str, due: str
) -> None:
    computed = compute_period(
        Period.parse(days),
        date.fromisoformat(event),
        rules.calendar,
        back=True,
        back_mode=BackMode.CLEAR_DAYS,
    )
    assert computed.due == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("term", "start", "due"),
    [
        ("coercion_emergency_report", "2024-10-01T15:20", "2024-10-02T15:20"),
        ("transfer", "2024-09-30T17:00", "2024-10-01T17:00"),
    ],
)
def test_clocks_of_24_hours_do_not_stop_on_holidays(rules: Rules, term: str, start: str, due: str) -> None:
    moment = datetime.fromisoformat(start)
    rule = rules.term(term, "general", moment.date())
    assert compute(rule, moment, rules.calendar).due == datetime.fromisoformat(due)
