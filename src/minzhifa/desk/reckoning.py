"""试算: a benchmark's facts asked for and its answer shown, on the catalogue page and in the forms of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from minzhifa.catalog import queries as catalogue
from minzhifa.catalog.queries import BenchmarkCard
from minzhifa.desk.request import today
from minzhifa.law.benchmark import Benchmark, Fact, compute, counterfactuals, read_facts
from minzhifa.law.errors import BadInput
from minzhifa.rules.benchmarks import parsed

YES_NO = (("true", "是"), ("false", "否"))


@dataclass(frozen=True, slots=True)
class Asked:
    """One fact as an input: its name in the form, its value so far, the options of a choice."""

    fact: Fact
    name: str
    value: str
    options: tuple[tuple[str, str], ...]


def definition_of(card: BenchmarkCard | None) -> Benchmark | None:
    """What computes it; None for a benchmark that is text only."""
    return parsed(card.definition, card.code) if card and card.definition else None


def is_general(card: BenchmarkCard) -> bool:
    """It applies to every matter of its field."""
    definition = definition_of(card)
    return definition is not None and definition.general


def asked(definition: Benchmark, known: Mapping[str, Any], prefix: str = "") -> list[Asked]:
    """The facts to ask for, with what is known filled in."""
    return [
        Asked(
            fact,
            prefix + key,
            _text(known.get(key)),
            fact.options if fact.type == "choice" else YES_NO if fact.type == "flag" else (),
        )
        for key, fact in definition.facts.items()
    ]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def answers(data: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a request: the last part of each name is the fact's key."""
    return {name.rpartition(".")[2]: data[name] for name in data}


def answer(definition: Benchmark, given: Mapping[str, Any]) -> dict[str, Any]:
    """Result and counterfactuals as the template shows them; a sentence where a fact has the wrong form."""
    known = {key: value for key, value in given.items() if key in definition.facts}
    try:
        facts = read_facts(definition, known)
        result = compute(definition, facts)
        others = [one.to_json() for one in counterfactuals(definition, facts, result)]
    except BadInput as error:
        return {"status": "bad_input", "answer": str(error)}
    return {**result.to_json(), "counterfactuals": others}


def benchmark_try(request: HttpRequest, code: str) -> HttpResponse:
    """The answer for the facts in the query, as a piece of a page."""
    definition = definition_of(catalogue.benchmark(code, today(request)))
    if definition is None:
        raise Http404
    found = answer(definition, answers(request.GET.dict()))
    return render(request, "desk/catalog/reckoned.html", {"found": found})
