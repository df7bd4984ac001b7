"""`minzhifa law discretion`: range, point, proof and counterfactuals of a benchmark for given facts, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from minzhifa.law.benchmark import Benchmark, Result, combine, compute, counterfactuals, read_facts
from minzhifa.law.benchmark.result import LACKS
from minzhifa.law.errors import BadInput
from minzhifa.rules.benchmarks import open_benchmark, read_text, shipped_benchmark, shipped_texts

REFUSED = 2


def add_parser(commands: Any) -> None:
    """Register the door under `minzhifa law`."""
    one = commands.add_parser("discretion", help="按裁量权基准计算幅度、建议数额并给出推演")
    one.add_argument(
        "benchmark", nargs="*", help="基准编号或者文件（.toml、.json）；同一行为违反几个规范的，依次写几个"
    )
    one.add_argument("--facts", help="事实文件（JSON 对象：事实的键或者名称 → 取值）；“-”读标准输入")
    one.add_argument("--separate", action="store_true", help="几个基准对应几个违法行为，分别裁量")
    one.add_argument("--list", action="store_true", help="列出随系统发布的基准及其所需的事实")


def run(options: argparse.Namespace) -> int:
    """Print the answer; 2 and a sentence when facts are lacking. Raises `BadInput`, `NoAnswer`."""
    if options.list:
        _list()
        return 0
    if not options.benchmark:
        raise BadInput("缺少参数：benchmark。")
    if not options.facts:
        raise BadInput("缺少参数：--facts。")
    benchmarks = [open_benchmark(one) for one in options.benchmark]
    given = _facts(options.facts)
    results = [_compute(one, given, strict=len(benchmarks) == 1) for one in benchmarks]
    _no_strangers(benchmarks, given)
    if len(results) == 1:
        (result, others), body = results[0], {}
        body = {**result.to_json(), "counterfactuals": others}
    else:
        body = combine([result for result, _ in results], same_act=not options.separate).to_json()
    print(json.dumps(body, ensure_ascii=False, indent=2))
    if short := [result for result, _ in results if result.status == LACKS]:
        print("".join(result.sentence for result in short), file=sys.stderr)
        return REFUSED
    return 0


def _compute(benchmark: Benchmark, given: dict[str, Any], *, strict: bool) -> tuple[Result, list[dict[str, Any]]]:
    facts = read_facts(benchmark, given, strict=strict)
    result = compute(benchmark, facts)
    return result, [one.to_json() for one in counterfactuals(benchmark, facts, result)]


def _no_strangers(benchmarks: list[Benchmark], given: dict[str, Any]) -> None:
    names = {name for one in benchmarks for fact in one.facts.values() for name in (fact.key, fact.label)}
    if strange := [name for name in given if name not in names]:
        raise BadInput(f"所列基准都不涉及事实“{strange[0]}”。")


def _facts(name: str) -> dict[str, Any]:
    text = sys.stdin.read() if name == "-" else _file(name)
    try:
        found = json.loads(text, parse_float=Decimal, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise BadInput(f"事实文件第 {error.lineno} 行第 {error.colno} 列：JSON 写法有误。") from None
    except RecursionError:
        raise BadInput("事实文件嵌套过深。") from None
    if not isinstance(found, dict):
        raise BadInput("事实文件应为 JSON 对象：事实的键或者名称 → 取值。")
    return found


def _file(name: str) -> str:
    if not Path(name).is_file():
        raise BadInput(f"没有文件 {name}。")
    return read_text(Path(name))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise BadInput(f"事实“{min(twice)}”写了两次。")
    return dict(pairs)


def _list() -> None:
    rows = []
    for key in shipped_texts():
        one = shipped_benchmark(key)
        facts = {fact.key: fact.label for fact in one.facts.values()}
        rows.append(
            {"id": key, "title": one.title, "law": one.law, "incomplete": one.incomplete or None, "facts": facts}
        )
    print(json.dumps(rows, ensure_ascii=False, indent=2))
