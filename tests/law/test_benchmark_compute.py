"""Range, point, proof, counterfactuals: examples and properties."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest
from benchmark_texts import HEAD, MODIFIED, TABLE, answer
from hypothesis import given
from hypothesis import strategies as st

from minzhifa.law.benchmark import combine, compute, counterfactuals, deviation, parse, read_facts, replay
from minzhifa.law.errors import BadInput
from minzhifa.rules.benchmarks import shipped_benchmark

table, modified = parse(TABLE), parse(MODIFIED)
money = st.decimals(min_value=0, max_value=10**9, places=2)
bounds = st.tuples(money, money).map(sorted)
SCORED = shipped_benchmark("BN26")
FLAGS = [key for key, fact in SCORED.facts.items() if fact.type == "flag"]


def test_a_grade_gives_range_point_and_a_cited_proof() -> None:
    result = answer(table, value="10000", corrected=False)
    assert (result.standing.low, result.standing.high, result.standing.point) == (30000, 70000, 50000)
    assert [step.op for step in result.proof] == ["statutory", "range", "point", "bound"]
    assert result.proof[1].cell == "T1 grade[2].cell[1]"
    assert all(step.citation for step in result.proof)


def test_an_open_upper_end_is_the_statutory_maximum() -> None:
    assert answer(table, value=50000, corrected=False).standing.high == 500000


def test_a_missing_fact_is_named_and_nothing_is_guessed() -> None:
    result = answer(table, value=10000)
    assert result.status == "lacks_facts"
    assert "已经改正（corrected）" in result.sentence
    assert result.to_json()["range"] is None


def test_an_unknown_fact_is_not_asked_for_when_it_cannot_matter() -> None:
    benchmark = shipped_benchmark("BN08")
    facts = {"party": "contractor", "kind": "building", "area": 100, "serious": False}
    assert answer(benchmark, **facts).status == "computed"


def test_two_grades_that_both_hold_are_an_ambiguous_rule() -> None:
    text = TABLE.replace('when = "not corrected and value < 50000"', 'when = "value < 50000"')
    assert answer(text, value=1, corrected=True).status == "ambiguous"


def test_a_cell_outside_the_statutory_range_yields_to_it_and_says_so() -> None:
    text = TABLE.replace('high = "3 * value"', 'high = "300 * value"').replace('low = "value"', 'low = "200 * value"')
    result = answer(text, value=100, corrected=True)
    assert (result.standing.low, result.standing.high) == (1000, 1000)
    assert "以法定幅度为准" in result.warnings[0]


def test_a_fact_changed_before_filing_is_told_with_what_would_follow() -> None:
    facts = read_facts(table, {"value": 10000, "corrected": False})
    sentences = [one.sentence for one in counterfactuals(table, facts)]
    assert "如果立案前已经改正：罚款 ¥10,000.00 至 ¥30,000.00，建议 ¥20,000.00。" in sentences


def test_lighter_and_heavier_take_their_thirty_percent() -> None:
    facts = {"least": 10000, "most": 110000, "harm": False, "merit": False, "forced": False}
    lighter, heavier = answer(modified, **{**facts, "merit": True}), answer(modified, **{**facts, "harm": True})
    assert (lighter.standing.low, lighter.standing.high) == (10000, 40000)
    assert (heavier.standing.low, heavier.standing.high) == (80000, 110000)


def test_reasons_both_ways_are_weighed_by_people() -> None:
    result = answer(modified, least=1, most=9, harm=True, merit=True, forced=False)
    assert result.status == "ambiguous"


def test_only_mitigation_goes_below_the_statutory_minimum() -> None:
    result = answer(modified, least=100, most=900, harm=False, merit=False, forced=True)
    assert result.standing.mitigated
    assert result.standing.high == 100


def test_a_fact_the_benchmark_does_not_ask_is_refused() -> None:
    with pytest.raises(BadInput, match="不涉及事实“weather”"):
        read_facts(table, {"weather": 1})


@pytest.mark.parametrize("value", ["abc", "-1", "1.005", True, [1], "NaN", "1e99", {"a": 1}])
def test_a_value_that_is_no_amount_is_refused(value: Any) -> None:
    with pytest.raises(BadInput):
        read_facts(table, {"value": value})


def test_a_fine_outside_the_range_is_a_deviation() -> None:
    kept = answer(table, value="10000", corrected=False).to_json()
    assert deviation(kept, Decimal(50000)) is None
    found = deviation(kept, Decimal(20000))
    assert found is not None
    assert "低于基准推荐幅度的下限 ¥30,000.00" in found.sentence


def test_one_act_under_two_norms_is_fined_by_the_higher_one() -> None:
    lower = answer(TABLE.replace('"T1"', '"T0"').replace("10 * value", "8 * value"), value=10000, corrected=False)
    higher = answer(table, value=10000, corrected=False)
    found = combine([lower, higher], same_act=True)
    assert found.chosen is higher
    assert "按照罚款数额高的" in found.sentence


def test_several_acts_are_each_fined() -> None:
    one = answer(table, value=10000, corrected=False)
    assert combine([one, one], same_act=False).point == 100000


def test_norms_cannot_be_compared_while_one_is_open() -> None:
    found = combine([answer(table, value=1), answer(table, value=10000, corrected=False)], same_act=True)
    assert found.status == "lacks_facts"
    assert found.chosen is None


@given(bounds, st.booleans(), st.booleans(), st.booleans())
def test_the_point_lies_in_the_range_and_the_range_in_the_law(limits: list[Decimal], a: bool, b: bool, c: bool) -> None:
    result = answer(modified, least=limits[0], most=limits[1], harm=a, merit=b, forced=c)
    if result.status != "computed":
        return
    at = result.standing
    assert at.low is not None and at.high is not None and at.point is not None
    assert at.low <= at.point <= at.high <= limits[1]
    assert at.mitigated or at.low >= limits[0]


@given(bounds, money, st.lists(st.booleans(), min_size=len(FLAGS), max_size=len(FLAGS)))
def test_a_score_stays_within_the_law_and_its_proof_replays(
    limits: list[Decimal], base: Decimal, flags: list[bool]
) -> None:
    facts = {
        "statutory_min": limits[0],
        "statutory_max": limits[1],
        "base": base,
        **dict(zip(FLAGS, flags, strict=True)),
    }
    result = answer(SCORED, **facts)
    at = result.standing
    assert at.point is not None
    assert limits[0] <= at.point <= limits[1]
    assert replay(result.proof) == at
    assert replay(result.to_json()["proof"]) == at


@given(bounds, money, st.lists(st.booleans(), min_size=7, max_size=7), st.integers(0, 6))
def test_a_graver_fact_never_makes_the_fine_smaller(
    limits: list[Decimal], base: Decimal, flags: list[bool], more: int
) -> None:
    graver = FLAGS[:7]
    facts: dict[str, Any] = {
        "statutory_min": limits[0],
        "statutory_max": limits[1],
        "base": base,
        "measures": False,
        "merit": False,
    }
    facts |= dict(zip(graver, flags, strict=True))
    before = answer(SCORED, **{**facts, graver[more]: False}).standing.point
    after = answer(SCORED, **{**facts, graver[more]: True}).standing.point
    assert before is not None and after is not None
    assert before <= after


@given(st.decimals(min_value=1, max_value=10**6, places=2))
def test_a_graver_grade_never_begins_or_ends_lower(value: Decimal) -> None:
    kept = [answer(table, value=value, corrected=flag).standing for flag in (True, False)]
    assert kept[0].low is not None and kept[1].low is not None and kept[0].high is not None and kept[1].high is not None
    assert kept[0].low <= kept[1].low
    assert kept[0].high <= kept[1].high


@given(st.randoms(use_true_random=False))
def test_the_order_of_facts_and_norms_does_not_matter(order: random.Random) -> None:
    facts = [("value", 12345), ("corrected", False)]
    order.shuffle(facts)
    assert answer(table, **dict(facts)).to_json() == answer(table, value=12345, corrected=False).to_json()
    norms = [
        answer(TABLE.replace('"T1"', f'"T{n}"').replace("10 *", f"{8 + n % 2} *"), value=9, corrected=True)
        for n in range(3)
    ]
    shuffled = norms[:]
    order.shuffle(shuffled)
    assert combine(shuffled, same_act=True).to_json() == combine(norms, same_act=True).to_json()


def test_a_proof_that_was_touched_does_not_replay() -> None:
    steps = answer(table, value="10000", corrected=False).to_json()["proof"]
    steps[1]["range"]["max"] = "80000"
    with pytest.raises(ValueError, match="第 2 步"):
        replay(steps)


def test_rounding_never_leaves_the_range() -> None:
    text = HEAD + (
        'shape = "grades"\n[[statutory]]\ntext = "五千元以下"\nmax = 5000\n[[grade]]\nlabel = "一"\nwhen = true\n'
        '[[grade.cell]]\nlow = 4960\nhigh = 4980\n[rounding]\nunit = 100\nmode = "up"\n'
    )
    at = answer(text).standing
    assert at.point == 4970


def test_a_division_by_zero_is_a_sentence() -> None:
    benchmark = parse(TABLE.replace('low = "value"', 'low = "value / value"'))
    with pytest.raises(BadInput, match="除数为零"):
        compute(benchmark, read_facts(benchmark, {"value": 0, "corrected": True}))
