"""The benchmark's calculation, performed by the platform itself and kept with the case: what it used and what came out.

A client names the benchmark (`discretion.code`) and the facts (`discretion.inputs`); the calculation and the departure
from it are never taken from outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from minzhifa.cases.errors import BadFacts
from minzhifa.catalog.queries import BenchmarkCard, benchmark
from minzhifa.law.benchmark import Result, compute, counterfactuals, deviation, read_facts
from minzhifa.law.benchmark.facts import plain
from minzhifa.law.benchmark.result import ARTICLE, LACKS
from minzhifa.law.discretion import FINE, total
from minzhifa.law.errors import BadInput
from minzhifa.rules.benchmarks import parsed

OWN = ("calculation", "deviation")
MEASURED = frozenset({"conclude_investigation", "propose_decision", "submit_review", "penalize_on_spot"})
ON_THE_KEPT = ("propose_decision", "submit_review")  # these go on from the calculation kept with the case
PENALTY = "penalty"


def measured(action: str, facts: Mapping[str, Any], known: Mapping[str, Any], on: date) -> dict[str, Any]:
    """`facts` with `discretion.calculation` and `discretion.deviation` as the platform finds them.

    Raises `BadFacts` for a benchmark that is not in force, facts of the wrong form, and facts that are lacking.
    """
    before = known.get("discretion")
    before = before if isinstance(before, Mapping) else {}
    given = facts.get("discretion")
    if (given is not None and not isinstance(given, Mapping)) or _no_penalty(action, known):
        return dict(facts)
    kept = before if action in ON_THE_KEPT else {}
    said = {**kept, **{key: value for key, value in (given or {}).items() if key not in OWN}}
    if not said.get("code"):
        said = {key: value for key, value in said.items() if key not in (*OWN, "inputs")}
        return {**facts, "discretion": said} if given is not None else dict(facts)
    if given is not None and ("code" in given or "inputs" in given):
        said = _calculated(said, on)
    return {**facts, "discretion": _compared(said, facts, known)}


def _no_penalty(action: str, known: Mapping[str, Any]) -> bool:
    """The decision concludes something else than a penalty; it takes no discretion."""
    outcome = (known.get("opinion") or {}).get("outcome")
    return action in ON_THE_KEPT and outcome not in (None, PENALTY)


def _calculated(said: dict[str, Any], on: date) -> dict[str, Any]:
    card = benchmark(str(said["code"]), on)
    if card is None or not card.definition:
        raise BadFacts("所选的裁量基准没有施行，或者没有可计算的定义。", "discretion.code", article=ARTICLE)
    inputs = said.get("inputs") or {}
    if not isinstance(inputs, Mapping):
        raise BadFacts("计算裁量幅度的事实应逐项写明。", "discretion.inputs", article=ARTICLE)
    try:
        calculation, inputs = calculate(card, inputs, on)
    except BadInput as error:
        fields = tuple(f"discretion.inputs.{name}" for name in error.fields) or ("discretion.inputs",)
        raise BadFacts(str(error), *fields, article=ARTICLE) from None
    grade = calculation.get("grade") or {}
    words = f"{card.violation}（{card.code}，第{card.version}版）" + (f"：{grade['label']}" if grade else "")
    return {**said, "inputs": inputs, "calculation": calculation, "benchmark": words}


def calculate(card: BenchmarkCard, inputs: Mapping[str, Any], on: date) -> tuple[dict[str, Any], dict[str, Any]]:
    """The calculation as it is kept, and the facts it used. Raises `BadInput` (fields) also for lacking facts."""
    definition = parsed(card.definition, card.code)
    facts = read_facts(definition, inputs)
    result = compute(definition, facts)
    if result.status == LACKS:
        raise BadInput(result.sentence, fields=tuple(fact.key for fact in result.lacks))
    used = {key: plain(value) for key, value in facts.items()}
    what_if = [one.to_json() for one in counterfactuals(definition, facts, result)]
    return {**_kept(result, card), "on": on.isoformat(), "inputs": used, "counterfactuals": what_if}, used


def _kept(result: Result, card: BenchmarkCard) -> dict[str, Any]:
    return {**result.to_json(), "benchmark": card.code, "catalogue_version": card.version}


def _compared(said: dict[str, Any], facts: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """The departure as a fact: lists and self-checks read it; the law compares again by itself."""
    said = {key: value for key, value in said.items() if key != "deviation"}
    outcome = (facts.get("opinion") or known.get("opinion") or {}).get("outcome")
    if outcome not in (None, PENALTY):
        return said
    penalties = (facts.get("decision") or {}).get("penalties") or facts.get("penalties") or known.get("penalties")
    try:
        found = deviation(said.get("calculation"), total(penalties or (), FINE))
    except (InvalidOperation, AttributeError, TypeError):
        return said
    if found is None:
        return said
    return {**said, "deviation": {"sentence": found.sentence, **_money(found.fine, found.low, found.high)}}


def _money(fine: Decimal, low: Decimal, high: Decimal) -> dict[str, str]:
    return {"fine": f"{fine:.2f}", "min": f"{low:.2f}", "max": f"{high:.2f}"}
