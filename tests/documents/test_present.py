"""Values on paper."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhifa.documents.present import capital, date, instant, money, party_lines


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("10.05", "壹拾元零伍分"),
        ("15", "壹拾伍元整"),
        ("1001", "壹仟零壹元整"),
        ("20000", "贰万元整"),
        ("100500", "壹拾万零伍佰元整"),
        ("100010001", "壹亿零壹万零壹元整"),
        ("1000000.50", "壹佰万元伍角"),
    ],
)
def test_an_amount_in_capital_characters(amount: str, text: str) -> None:
    assert capital(Decimal(amount)) == text


@given(st.integers(min_value=1, max_value=10**12))
def test_capital_characters_read_back_as_the_same_number(value: int) -> None:
    read = cn2an.cn2an(capital(Decimal(value)).removesuffix("元整"), "smart")
    assert read == value


def test_what_cannot_be_written_in_capitals_is_refused() -> None:
    with pytest.raises(ValueError, match="大写"):
        capital(Decimal(-1))
    with pytest.raises(ValueError, match="大写"):
        capital(Decimal(10) ** 16)


@pytest.mark.parametrize(
    ("value", "text"),
    [("2026-03-05", "2026年3月5日"), ("2025-04", "2025年4月"), ("2025", "2025年"), ("春天", "春天"), (None, "")],
)
def test_dates_may_be_partial_and_are_never_guessed(value: str | None, text: str) -> None:
    assert date(value) == text


def test_instants_are_shown_in_the_time_of_shanghai() -> None:
    assert instant("2026-03-05T16:05:00+00:00") == "2026年3月6日0时05分"
    assert instant("2026-03-05") == "2026年3月5日"
    assert instant("2026-13-05T99:05") == "2026-13-05T99:05"


def test_money_that_is_no_amount_is_left_as_it_is() -> None:
    assert money("1952") == "1,952.00元（大写：人民币壹仟玖佰伍拾贰元整）"
    assert money("约2万元") == "约2万元"
    assert money("NaN") == "NaN"
    assert money("") == ""


def test_a_person_is_presented_as_a_person_and_a_company_as_a_company() -> None:
    assert [row["label"] for row in party_lines({"kind": "natural_person", "name": "林", "id_number": "1"})] == [
        "姓名",
        "身份证件号码",
    ]
    assert [
        row["label"] for row in party_lines({"kind": "sole_trader", "name": "店", "legal_representative": "林"})
    ] == [
        "字号名称",
        "经营者",
    ]
