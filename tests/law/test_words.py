"""One wording for dates and money in sentences."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from minzhifa.law.words import day_words, month_day, yuan_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 12, 3), "2026年12月3日"),
        ("2026-12-03", "2026年12月3日"),
        ("2025-04", "2025年4月"),
        ("2025", "2025年"),
        (datetime(2024, 10, 2, 15, 20), "2024年10月2日 15:20"),  # noqa: DTZ001 -- an hour of the wall clock
        ("去年夏天", "去年夏天"),
        (None, "日期不详"),
    ],
)
def test_a_date_is_written_with_year_month_and_day_and_a_partial_one_stays_partial(value, words):
    assert day_words(value) == words


def test_money_has_its_sign_thousands_and_two_places():
    assert yuan_words(Decimal("8000")) == "¥8,000.00"
    assert month_day(date(2026, 12, 3)) == "12月3日"
