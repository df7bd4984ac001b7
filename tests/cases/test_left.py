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
