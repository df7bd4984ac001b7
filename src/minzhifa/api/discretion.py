"""Discretion over the API: a benchmark's range, point, proof and counterfactuals for given facts. Nothing is stored."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from minzhifa import clock
from minzhifa.access.errors import NotFound
from minzhifa.api.schemas import Day, ProblemOut, Short, Strict
from minzhifa.catalog import queries as catalog
from minzhifa.law.benchmark import Benchmark, Result, combine, compute, counterfactuals, parse, read_facts
from minzhifa.law.errors import BadInput
from minzhifa.rules.benchmarks import parsed

router = Router(tags=["法"])
MOST_NORMS = 10


class NormIn(Strict):
    """一个规范：基准编号，或者直接给出的定义（TOML、JSON 文本）；以及事实。"""

    benchmark: Short | None = None
    definition: Annotated[str, Field(max_length=500_000)] | None = None
    facts: dict[str, Any] = {}


class DiscretionIn(Strict):
    """一个规范，或者几个规范（`same_act`：同一违法行为，取罚款数额高的；否则分别裁量）。"""

    norms: Annotated[list[NormIn], Field(min_length=1, max_length=MOST_NORMS)]
    same_act: bool = True
    on: Day | None = None


class DiscretionOut(Schema):
    """`status`: computed, exempt, incomplete, lacks_facts, ambiguous, no_grade. 金额为字符串（元，两位小数）。"""

    status: str
    answer: str
    range: dict[str, str | None] | None
    point: str | None
    chosen: str | None
    norms: list[dict[str, Any]]


@router.post("", response={200: DiscretionOut, 404: ProblemOut, 422: ProblemOut}, summary="计算裁量幅度")
def reckon(request: HttpRequest, payload: DiscretionIn) -> DiscretionOut:
    """幅度、建议数额、逐步推演（可复核）和“如果……”；缺事实、基准不全的，如实答复，不猜。"""
    on = payload.on or clock.today()
    answers = [_norm(one, on) for one in payload.norms]
    results = [result for result, _ in answers]
    norms = [{**result.to_json(), "counterfactuals": others} for result, others in answers]
    if len(results) == 1:
        one = norms[0]
        return DiscretionOut(
            status=one["status"], answer=one["answer"], range=one["range"], point=one["point"],
            chosen=one["benchmark"], norms=norms,
        )  # fmt: skip
    found = combine(results, same_act=payload.same_act).to_json()
    return DiscretionOut(
        status=found["status"], answer=found["answer"], range=found["range"], point=found["point"],
        chosen=found["chosen"], norms=norms,
    )  # fmt: skip


def _norm(one: NormIn, on: date) -> tuple[Result, list[dict[str, Any]]]:
    definition = _definition(one, on)
    facts = read_facts(definition, one.facts)
    result = compute(definition, facts)
    return result, [other.to_json() for other in counterfactuals(definition, facts, result)]


def _definition(one: NormIn, on: date) -> Benchmark:
    if (one.benchmark is None) == (one.definition is None):
        raise BadInput("基准编号 benchmark 和定义 definition 写且只写一个。", fields=("norms",))
    if one.definition is not None:
        syntax = "json" if one.definition.lstrip().startswith("{") else "toml"
        return parse(one.definition, syntax=syntax, name="（定义）")
    card = catalog.benchmark(str(one.benchmark), on)
    if card is None:
        raise NotFound(f"没有编号为“{one.benchmark}”、{on.isoformat()} 施行的裁量基准。")
    if not card.definition:
        raise BadInput(f"基准“{card.code}”只有文字，没有可计算的定义。", fields=("benchmark",))
    return parsed(card.definition, card.code)
