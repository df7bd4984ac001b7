"""Counterfactuals: the same benchmark with one fact changed, where the answer changes with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from minzhifa.law.benchmark.compute import compute
from minzhifa.law.benchmark.expressions import Env, Value
from minzhifa.law.benchmark.facts import plain, shown
from minzhifa.law.benchmark.model import Benchmark, Fact
from minzhifa.law.benchmark.result import NO_GRADE, Result, yuan
from minzhifa.law.errors import BadInput

MOST = 12
SMALLEST = {"money": Decimal("0.01"), "number": Decimal("0.01"), "integer": Decimal(1)}


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """One fact told otherwise, and what would follow."""

    fact: Fact
    value: Value
    sentence: str
    result: Result

    def to_json(self) -> dict[str, Any]:
        """With the range and the point that would follow."""
        at, ranged = self.result.standing, self.result.has_range
        return {
            "fact": self.fact.key,
            "value": plain(self.value),
            "sentence": self.sentence,
            "status": self.result.status,
            "range": {"min": yuan(at.low), "max": yuan(at.high)} if ranged else None,
            "point": yuan(at.point) if ranged else None,
        }


def counterfactuals(benchmark: Benchmark, facts: Env, now: Result | None = None) -> tuple[Counterfactual, ...]:
    """For each changeable fact that was given: what if it were otherwise. Only where the answer differs."""
    now = now or compute(benchmark, facts)
    if not now.answered and now.status != NO_GRADE:
        return ()
    found: list[Counterfactual] = []
    for key, fact in benchmark.facts.items():
        if key not in facts or not fact.changeable:
            continue
        seen = {_outcome(now)}
        for value in _others(benchmark, fact, facts[key]):
            try:
                then = compute(benchmark, {**facts, key: value})
            except BadInput:
                continue
            if then.answered and _outcome(then) not in seen:
                seen.add(_outcome(then))
                found.append(Counterfactual(fact, value, f"{_if(fact, value)}：{then.sentence}", then))
    return tuple(found[:MOST])


def _outcome(result: Result) -> tuple[Any, ...]:
    at = result.standing
    return result.status, result.fine, at.low, at.high, at.point, result.besides


def _others(benchmark: Benchmark, fact: Fact, value: Value) -> Iterator[Value]:
    """The opposite, the other options, or a number on either side of each limit it is compared with."""
    if fact.type == "flag":
        yield not value
    elif fact.type == "choice":
        yield from (key for key, _ in fact.options if key != value)
    else:
        for limit in benchmark.limits.get(fact.key, ()):
            for near in (limit - SMALLEST[fact.type], limit):
                if near >= (fact.least or 0) and near != value and (fact.most is None or near <= fact.most):
                    yield near


def _if(fact: Fact, value: Value) -> str:
    if fact.type == "flag" and (words := fact.if_true if value else fact.if_false):
        return f"如果{words}"
    return f"如果{fact.label}为{shown(fact, value)}"
