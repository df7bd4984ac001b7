"""行政处罚法第三十七条: the text of the day of the act, unless the newer one is milder."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from minzhifa.law.applicable import Applies, Text, choose, milder_bounds
from minzhifa.law.errors import BadInput

OLD = Text(1, date(2018, 1, 1), date(2018, 3, 1), date(2025, 10, 15))
NEW = Text(2, date(2025, 6, 27), date(2025, 10, 15))
BEFORE, AFTER = date(2025, 10, 14), date(2025, 10, 15)


@pytest.mark.parametrize(("milder", "applies"), [(True, Applies.NEW), (False, Applies.OLD), (None, Applies.COMPARE)])
def test_an_act_before_the_change_follows_the_milder_text(milder: bool | None, applies: Applies) -> None:
    choice = choose([OLD, NEW], BEFORE, AFTER, lambda _o, _n: milder)
    assert (choice.at_act, choice.at_decision, choice.applies) == (OLD, NEW, applies)
    assert choice.article == "处罚法第三十七条"


def test_one_text_on_both_days_needs_no_comparison() -> None:
    assert choose([OLD, NEW], AFTER, AFTER, lambda _o, _n: None).applies == Applies.SAME


def test_an_unverified_commencement_is_said_and_not_hidden() -> None:
    unknown = Text(3, date(2019, 4, 23), None, date(2025, 10, 15))
    choice = choose([unknown, NEW], BEFORE, AFTER, lambda _o, _n: None)
    assert (choice.at_act, choice.sure, choice.applies) == (unknown, False, Applies.COMPARE)
    assert choose([NEW], BEFORE, AFTER, lambda _o, _n: True).applies == Applies.UNKNOWN


def test_a_statute_that_ended_without_a_successor_is_for_people_to_judge() -> None:
    choice = choose([OLD], BEFORE, AFTER, lambda _o, new: None if new is None else True)
    assert (choice.at_decision, choice.applies) == (None, Applies.COMPARE)
    assert "失效" in choice.why


def test_a_decision_before_the_act_is_refused() -> None:
    with pytest.raises(BadInput, match="早于"):
        choose([OLD], AFTER, BEFORE, lambda _o, _n: True)


@pytest.mark.parametrize(
    ("old", "new", "milder"),
    [
        (("10000", "100000"), ("10000", "50000"), True),
        (("10000", "100000"), ("5000", "100000"), True),
        (("10000", "100000"), ("10000", "100000"), False),
        (("10000", "100000"), ("20000", "200000"), False),
        (("10000", "100000"), ("20000", "50000"), None),
        ((None, "100000"), (None, None), None),
    ],
)
def test_of_two_ranges_the_milder_is_found_or_left_open(old, new, milder) -> None:
    def bounds(pair):
        return tuple(None if one is None else Decimal(one) for one in pair)

    assert milder_bounds(bounds(old), bounds(new)) is milder
    assert milder_bounds(None, bounds(new)) is None
