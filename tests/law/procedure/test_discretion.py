"""Penalties compared: range, weight, and what is not known."""

from __future__ import annotations

import pytest

from minzhifa.law.discretion import (
    KIND_REASON,
    KINDS,
    base_missing,
    complete,
    kind_of,
    never_heavier,
    order_of,
    shown_bounds,
    within_range,
)

WARNING, LICENCE = {"kind": "0101"}, {"kind": "0303"}
RANGE = {"min": "1000", "max": "5000", "unit": "yuan"}


def _fine(amount: str | None) -> dict[str, str | None]:
    return {"kind": "0201", "name": "罚款", "amount": amount}


@pytest.mark.parametrize(
    ("told", "final", "answer"),
    [
        ([_fine("100")], [_fine("100.00")], True),
        ([_fine("100")], [_fine("100.01")], False),
        ([_fine("100")], [_fine("99")], True),
        ([_fine("100")], [WARNING], None),
        ([WARNING], [_fine("1")], False),
        ([_fine("100")], [_fine("50"), WARNING], False),
        ([_fine("100"), WARNING], [_fine("100")], True),
        ([LICENCE], [_fine("1")], False),
        ([LICENCE], [{"kind": "0301"}], None),
        ([{"kind": "0301", "days": 30}], [{"kind": "0301", "days": 60}], False),
        ([_fine(None)], [_fine("5")], None),
        (None, [_fine("5")], None),
        ([{"kind": "?", "name": "游街"}], [WARNING], None),
    ],
)
def test_the_decision_is_never_heavier_than_the_notice(told: object, final: object, answer: bool | None) -> None:
    assert never_heavier(told, final).ok is answer


LADDER = ("0101", "0201|0202", "0301|0401", "0303")


@pytest.mark.parametrize(
    ("told", "final", "certain", "answer"),
    [
        ([_fine("100")], [WARNING], True, True),
        ([_fine("100")], [WARNING], False, None),  # the order is ours: nobody can tell
        ([{"kind": "0301"}], [{"kind": "0401"}], True, None),  # equals
        ([{"kind": "0301"}], [LICENCE], False, False),
        ([WARNING], [{"kind": "0404"}], True, None),  # not in the order
        ([_fine("100")], [WARNING, {"kind": "0401"}], True, False),
        ([LICENCE], [_fine("1")], True, False),  # money that was not told is never added
    ],
)
def test_another_kind_is_judged_only_by_a_certain_order(
    told: object, final: object, certain: bool, answer: bool | None
) -> None:
    found = never_heavier(told, final, order_of(LADDER, certain=certain))
    assert found.ok is answer
    assert (found.fields == (KIND_REASON,)) is (answer is None)


@pytest.mark.parametrize(
    ("penalties", "bounds", "discretion", "answer"),
    [
        ([_fine("1000")], RANGE, None, True),
        ([_fine("5000")], RANGE, None, True),
        ([_fine("5000.01")], RANGE, None, False),
        ([_fine("999.99")], RANGE, {"grade": "lighter"}, False),
        ([_fine("999.99")], RANGE, {"grade": "减轻"}, True),
        ([_fine("999.99")], RANGE, None, None),
        ([_fine("6000")], [RANGE, RANGE], None, True),
        ([_fine("6000")], {"min": "1", "max": "2", "unit": "multiple", "base_amount": "3000"}, None, True),
        ([_fine("6000")], {"min": "1", "max": "2", "unit": "multiple", "base": "货值金额"}, None, None),
        ([_fine("10")], {"min": None, "max": "50", "kind": "fixed"}, None, True),
        ([_fine("10")], None, None, None),
        ([WARNING], None, None, True),
        ([_fine("x")], RANGE, None, False),
        (None, RANGE, None, None),
    ],
)
def test_the_fine_lies_within_the_statutory_range(
    penalties: object, bounds: object, discretion: object, answer: bool | None
) -> None:
    found = within_range(penalties, bounds, discretion)
    assert found.ok is answer
    assert found.ok is True or found.why.endswith("。")


def test_a_multiple_without_its_base_names_the_amount_that_is_missing() -> None:
    multiple = {"min": "0.5", "max": "3", "unit": "multiple", "base": "货值金额"}
    assert base_missing(multiple) == "货值金额"
    found = within_range([_fine("10")], multiple, None)
    assert found.ok is None
    assert found.fields == ("range.base_amount",)
    assert "货值金额" in found.why
    assert base_missing({**multiple, "base_amount": "-5"}) == "货值金额"


def test_computed_bounds_are_rounded_into_the_range() -> None:
    multiple = {"min": "0.5", "max": "0.05", "unit": "multiple", "base_amount": "3333.33"}
    bounds = shown_bounds(multiple)
    assert bounds is not None
    assert [str(one) for one in bounds] == ["1666.67", "166.66"]
    assert shown_bounds({"unit": "multiple", "max": "3"}) is None


def test_penalty_kinds_are_known_by_code_and_by_the_names_that_decisions_use() -> None:
    assert kind_of({"name": "吊销营业执照"}) == "0303"
    assert kind_of({"kind": "02", "name": "没收违法所得"}) == "0202"
    assert kind_of({"name": "责令改正"}) is None
    assert all(kind_of({"name": kind.label}) == code for code, kind in KINDS.items())


def test_a_penalty_without_amount_or_kind_is_not_complete() -> None:
    assert complete([_fine("10"), WARNING]).ok is True
    assert complete([_fine(None)]).ok is None
    assert complete([_fine("0")]).ok is False
    assert complete([_fine("-1")]).ok is False
    assert complete([]).ok is False
    assert complete(None).ok is None
