"""What is left of a term is said in the term's own unit; a term without a calendar says which year is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("due", "on", "unit", "answer"),
    [
        (date(2026, 9, 30), date(2026, 9, 25), "wd", (3, "wd")),  # 28, 29, 30; the weekend between does not count
        (date(2026, 9, 30), date(2026, 9, 30), "wd", (0, "wd")),
        (date(2026, 9, 25), date(2026, 9, 29), "wd", (-2, "wd")),
        (date(2026, 9, 27), date(2026, 9, 26), "wd", (1, "d")),  # only a day off lies between
        (date(2026, 12, 31), date(2026, 12, 1), "d", (30, "d")),
        (date(2027, 1, 8), date(2026, 12, 28), "wd", (11, "d")),  # no calendar of 2027
    ],
)
def test_what_is_left_is_counted_in_the_unit_of_the_term(
    db: None, due: date, on: date, unit: str, answer: tuple[int, str]
) -> None:
    from minzhifa.cases.queries import left

    assert left(due, on, unit) == answer


def test_a_list_knows_the_unit_by_the_title(db: None) -> None:
    from minzhifa.cases.queries import unit_by_title

    assert unit_by_title("陈述申辩") == "wd"
    assert unit_by_title("作出处理决定") == "d"
    assert unit_by_title("没有这个期限") == "d"


def test_terms_of_a_case_name_their_unit_and_a_missing_year(road: Any) -> None:
    from minzhifa.cases.queries import case_page

    road.lead(on="2026-11-20", received_on="2026-11-20")
    page = case_page(road.actor("gl_head"), road.case_id, on=date(2026, 11, 23))
    (check,) = page.terms
    assert (check.left, check.unit, check.open_why) == (14, "wd", "")
    assert check.days_left == (check.due - date(2026, 11, 23)).days


def test_a_term_that_runs_into_a_year_without_calendar_says_so(road: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import cases_road

    from minzhifa.cases.queries import case_page

    monkeypatch.setattr(cases_road, "AT", cases_road.AT.replace(month=12, day=29))
    road.lead(on="2026-12-28", received_on="2026-12-28")
    (check,) = case_page(road.actor("gl_head"), road.case_id, on=date(2026, 12, 29)).terms
    assert (check.due, check.left, check.open_why) == (None, None, "2027 年放假安排尚未导入")


def test_a_term_of_days_without_calendar_warns_of_the_day_it_cannot_end_before(road: Any) -> None:
    from cases_road import party

    from minzhifa.cases.models import Case
    from minzhifa.cases.queries import case_page

    road.lead(on="2026-11-20", received_on="2026-11-20")
    filing = {"cause": "经营超过保质期的食品案", "party": party(), "officers": road.officers(),
              "violated": ["《食品安全法》第三十四条第（十）项"], "occurred_on": "2026-11-20"}  # fmt: skip
    road.act("gl_officer1", "propose_filing", "2026-11-23", filing)
    road.act("gl_head", "approve_filing", "2026-11-23")
    terms = {t.term_id: t for t in case_page(road.actor("gl_head"), road.case_id, on=date(2026, 11, 24)).terms}
    decision = terms["decision"]  # 90 days from 2026-11-23
    assert decision.due is None
    assert decision.open_why == "不早于2027年2月21日，2027 年放假安排尚未导入"
    assert (decision.left, decision.unit, decision.days_left) == (89, "d", 89)
    assert Case.objects.filter(pk=road.case_id).values_list("next_due", flat=True).get() == date(2027, 2, 21)
