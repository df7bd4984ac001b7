"""Surcharges and money in words."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhifa.law.errors import BadInput
from minzhifa.law.fines import surcharge
from minzhifa.law.money import capitals, format_yuan, parse_yuan
from minzhifa.law.terms import Pause

DUE = date(2024, 10, 8)
fines = st.decimals(0, 10_000_000, places=2)


@pytest.mark.parametrize(
    ("fine", "due", "paid", "days", "amount"),
    [
        ("20000", "2024-10-08", "2024-10-20", 12, "7200.00"),
        ("200", "2024-11-20", "2024-11-20", 0, "0.00"),
        ("3000", "2024-11-20", "2024-12-24", 34, "3000.00"),
        ("3000", "2024-11-20", "2024-11-10", 0, "0.00"),
        ("0.05", "2024-11-20", "2024-11-30", 10, "0.02"),
    ],
)
def test_a_worked_surcharge_comes_out(fine: str, due: str, paid: str, days: int, amount: str) -> None:
    owed = surcharge(Decimal(fine), date.fromisoformat(due), date.fromisoformat(paid))
    assert (owed.days, str(owed.amount)) == (days, amount)


def test_days_of_reconsideration_are_not_counted() -> None:
    pause = Pause(date(2024, 10, 15), date(2024, 11, 30))
    owed = surcharge(Decimal(20000), DUE, date(2024, 10, 20), [pause])
    assert (owed.days, owed.amount) == (6, Decimal("3600.00"))
    assert "扣除复议、诉讼等期间 6 日" in owed.explanation


def test_the_cap_is_the_fine_itself_and_is_explained() -> None:
    owed = surcharge(Decimal(3000), date(2024, 11, 20), date(2024, 12, 24))
    assert owed.capped
    assert "已达上限" in owed.explanation
    assert surcharge(Decimal(3000), date(2011, 1, 1), date(2011, 2, 4), cap=None).amount == Decimal("3060.00")


@given(fines, st.integers(-30, 400), st.integers(0, 30))
def test_the_surcharge_grows_with_time_and_never_passes_the_fine(fine: Decimal, late: int, more: int) -> None:
    first = surcharge(fine, DUE, DUE + timedelta(late)).amount
    second = surcharge(fine, DUE, DUE + timedelta(late + more)).amount
    assert 0 <= first <= second <= fine


@given(fines, st.integers(0, 100), st.integers(-20, 60), st.integers(0, 60))
def test_a_pause_never_makes_it_dearer(fine: Decimal, late: int, gap: int, length: int) -> None:
    begin = DUE + timedelta(gap)
    paused = surcharge(fine, DUE, DUE + timedelta(late), [Pause(begin, begin + timedelta(length))])
    assert paused.amount <= surcharge(fine, DUE, DUE + timedelta(late)).amount


@pytest.mark.parametrize("fine", [Decimal("-0.01"), Decimal("0.001"), Decimal("NaN"), Decimal("1e15")])
def test_an_amount_that_is_no_fine_is_refused(fine: Decimal) -> None:
    with pytest.raises(BadInput, match="金额"):
        surcharge(fine, DUE, DUE)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("100500", "壹拾万零伍佰元整"),
        ("0.05", "伍分"),
        ("1152.00", "壹仟壹佰伍拾贰元整"),
        ("1000000.50", "壹佰万元伍角"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("0", "零元整"),
        ("10", "壹拾元整"),
        ("10010000", "壹仟零壹万元整"),
        ("100000000", "壹亿元整"),
        ("20000", "贰万元整"),
        ("0.50", "伍角"),
    ],
)
def test_amounts_are_written_in_capitals(amount: str, words: str) -> None:
    assert capitals(Decimal(amount)) == words


@given(st.decimals(0, 999_999_999, places=2), st.decimals(0, 999_999_999, places=2))
def test_different_amounts_have_different_words(one: Decimal, two: Decimal) -> None:
    assert (capitals(one) == capitals(two)) is (one == two)


def test_yuan_are_formatted_with_separators_and_two_places() -> None:
    assert format_yuan(Decimal(20000)) == "¥20,000.00"
    assert format_yuan(Decimal("0.5")) == "¥0.50"


@pytest.mark.parametrize(
    ("text", "amount"), [("20000", "20000.00"), ("¥20,000.00", "20000.00"), ("￥200元", "200.00"), (" 0.5 ", "0.50")]
)
def test_typed_amounts_are_read(text: str, amount: str) -> None:
    assert str(parse_yuan(text)) == amount


@pytest.mark.parametrize("text", ["", "-5", "1e3", "2,00", "1.234", "二百", "NaN", "9999999999999", "1 000"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="金额"):
        parse_yuan(text)
