"""The facts of a case as a benchmark needs them: checked, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from minzhifa.law.benchmark.expressions import Value
from minzhifa.law.benchmark.model import Benchmark, Fact
from minzhifa.law.errors import BadInput
from minzhifa.law.words import yuan_words

MOST = Decimal("999999999999.99")
CENTS = 2
_YES = {True: True, False: False, "是": True, "否": False, "true": True, "false": False, "yes": True, "no": False}


def read_facts(benchmark: Benchmark, given: Mapping[str, Any], *, strict: bool = True) -> dict[str, Value]:
    """`given` by key or by Chinese name; None and "" are unknown.

    Raises `BadInput` (fields) for a value of the wrong form and, when `strict`, for a fact the benchmark does not ask.
    """
    by_label = {fact.label: fact for fact in benchmark.facts.values()}
    found: dict[str, Value] = {}
    for name, value in given.items():
        fact = benchmark.facts.get(name) or by_label.get(name)
        if fact is None:
            if strict:
                asked = "、".join(f.asked for f in benchmark.facts.values()) or "无"
                raise BadInput(f"基准 {benchmark.id} 不涉及事实“{name}”；涉及的有：{asked}。", fields=(str(name),))
            continue
        if value is None or value == "":
            continue
        if fact.key in found:
            raise BadInput(f"事实“{fact.label}”写了两次。", fields=(fact.key,))
        found[fact.key] = _value(fact, value)
    return found


def _value(fact: Fact, value: Any) -> Value:
    if fact.type == "flag":
        if isinstance(value, bool | str) and value in _YES:
            return _YES[value]
        raise BadInput(f"{fact.label}应回答是或者否（true、false）。", fields=(fact.key,))
    if fact.type == "choice":
        for key, label in fact.options:
            if value in (key, label):
                return key
        offered = "、".join(f"{label}（{key}）" for key, label in fact.options)
        raise BadInput(f"{fact.label}应为下列之一：{offered}。", fields=(fact.key,))
    return _number(fact, value)


def _number(fact: Fact, value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise BadInput(f"{fact.label}应为数。", fields=(fact.key,))
    try:
        number = Decimal(str(value).strip().replace(",", "") if isinstance(value, str) else str(value))
    except InvalidOperation:
        raise BadInput(f"{fact.label}“{str(value)[:40]}”不是数。", fields=(fact.key,)) from None
    if not number.is_finite() or abs(number) > MOST:
        raise BadInput(f"{fact.label}“{str(value)[:40]}”超出范围。", fields=(fact.key,))
    least = fact.least if fact.least is not None else Decimal(0)
    if number < least or (fact.most is not None and number > fact.most):
        most = "" if fact.most is None else f"，不大于 {fact.most:f}"
        raise BadInput(f"{fact.label}应不小于 {least:f}{most}。", fields=(fact.key,))
    if fact.type == "integer" and number != number.to_integral_value():
        raise BadInput(f"{fact.label}应为整数。", fields=(fact.key,))
    if fact.type == "money" and number != round(number, CENTS):
        raise BadInput(f"{fact.label}最多两位小数（分）。", fields=(fact.key,))
    return number


def shown(fact: Fact, value: Value) -> str:
    """The value as a sentence says it."""
    if fact.type == "flag":
        return "是" if value else "否"
    if fact.type == "choice":
        return dict(fact.options).get(str(value), str(value))
    if fact.type == "money":
        return yuan_words(Decimal(str(value)))
    return f"{Decimal(str(value)):f}{' ' + fact.unit if fact.unit else ''}"


def plain(value: Value) -> str | bool:
    """The value as JSON keeps it; numbers as strings."""
    return f"{value:f}" if isinstance(value, Decimal) else value
