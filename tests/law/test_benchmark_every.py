"""Every released benchmark on any facts, the borders of its grades before all: never a guess, never outside the law."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minzhifa.law.benchmark import Benchmark, Result, combine, compute, counterfactuals, read_facts, replay
from minzhifa.law.benchmark.model import Fact
from minzhifa.law.benchmark.whatif import SMALLEST
from minzhifa.law.errors import BadInput
from minzhifa.rules.benchmarks import shipped_benchmark, shipped_texts

KEYS = sorted(shipped_texts())
STATUSES = {"computed", "exempt", "incomplete", "lacks_facts", "ambiguous", "no_grade"}
QUIET = settings(max_examples=40, deadline=None, suppress_health_check=[*HealthCheck])


def told(data: st.DataObject, benchmark: Benchmark, fact: Fact) -> Any:
    """A value of the fact: an option, or a number at, just below or just above a border that some grade has."""
    if fact.type == "flag":
        return data.draw(st.booleans())
    if fact.type == "choice":
        return data.draw(st.sampled_from([key for key, _ in fact.options]))
    step = SMALLEST[fact.type]
    limits = [*benchmark.limits.get(fact.key, ()), fact.least or Decimal(0), Decimal(50_000)]
    near = {limit + sign * step for limit in limits for sign in (-1, 0, 1)}
    fits = [one for one in near if one >= (fact.least or 0) and (fact.most is None or one <= fact.most)]
    return str(data.draw(st.sampled_from(sorted(fits))))


def facts_of(data: st.DataObject, benchmark: Benchmark) -> dict[str, Any]:
    """Most facts told, some left out."""
    return {key: told(data, benchmark, fact) for key, fact in benchmark.facts.items() if data.draw(st.integers(0, 7))}


def sound(result: Result) -> None:
    """What no answer may break."""
    assert result.status in STATUSES
    assert result.sentence
    at = result.standing
    if result.status == "lacks_facts":
        assert result.lacks
    if not result.has_range:
        assert result.to_json()["point"] is None
        return
    assert at.low is not None and at.high is not None and at.point is not None
    assert at.low <= at.point <= at.high
    assert at.max is None or at.high <= at.max
    assert at.mitigated or at.min is None or at.low >= at.min
    assert result.proof
    assert all(step["cell"] and step["citation"] for step in (one.to_json() for one in result.proof))
    assert replay(result.proof) == at


@pytest.mark.parametrize("key", KEYS)
@QUIET
@given(st.data())
def test_a_benchmark_answers_within_the_law_or_says_what_it_lacks(key: str, data: st.DataObject) -> None:
    benchmark = shipped_benchmark(key)
    facts = read_facts(benchmark, facts_of(data, benchmark))
    try:
        result = compute(benchmark, facts)
    except BadInput as refusal:
        assert refusal.message.endswith("。")
        return
    sound(result)
    assert compute(benchmark, dict(reversed(facts.items()))) == result


@pytest.mark.parametrize("key", KEYS)
@QUIET
@given(st.data())
def test_what_would_follow_does_follow(key: str, data: st.DataObject) -> None:
    benchmark = shipped_benchmark(key)
    facts = read_facts(benchmark, facts_of(data, benchmark))
    try:
        now = compute(benchmark, facts)
    except BadInput:
        return
    for one in counterfactuals(benchmark, facts, now):
        again = compute(benchmark, {**facts, one.fact.key: one.value})
        assert (again.status, again.standing) == (one.result.status, one.result.standing)
        assert (again.status, again.fine, again.standing, again.besides) != (
            now.status,
            now.fine,
            now.standing,
            now.besides,
        )
        assert again.sentence in one.sentence
        sound(again)


@QUIET
@given(st.data())
def test_of_several_norms_on_one_act_one_fine_is_left_and_none_is_higher(data: st.DataObject) -> None:
    results = []
    for key in data.draw(st.lists(st.sampled_from(KEYS), min_size=2, max_size=3, unique=True)):
        benchmark = shipped_benchmark(key)
        try:
            results.append(compute(benchmark, read_facts(benchmark, facts_of(data, benchmark))))
        except BadInput:
            return
    body = combine(results, same_act=True).to_json()
    assert body["answer"]
    if all(one.has_range for one in results) and body.get("range"):
        assert Decimal(body["range"]["max"]) in {one.standing.high for one in results}
