"""Benchmark texts for the tests: one of each shape."""

from __future__ import annotations

from typing import Any

from minzhifa.law.benchmark import Benchmark, Result, compute, parse, read_facts

HEAD = 'format = 1\nid = "T1"\ntitle = "试"\nlaw = "《试行法》第一条"\nsource = "试"\n'
TABLE = (
    HEAD
    + """shape = "grades"

[[fact]]
key = "value"
label = "货值金额"
type = "money"

[[fact]]
key = "corrected"
label = "已经改正"
type = "flag"
if_true = "立案前已经改正"

[[statutory]]
text = "货值一倍以上十倍以下"
min = "value"
max = "10 * value"

[[grade]]
label = "较轻"
when = "corrected"
[[grade.cell]]
low = "value"
high = "3 * value"

[[grade]]
label = "一般"
when = "not corrected and value < 50000"
[[grade.cell]]
low = "3 * value"
high = "7 * value"

[[grade]]
label = "较重"
when = "not corrected and value >= 50000"
[[grade.cell]]
low = "7 * value"
"""
)
MODIFIED = (
    HEAD
    + """shape = "modifiers"

[[fact]]
key = "least"
label = "下限"
type = "money"
[[fact]]
key = "most"
label = "上限"
type = "money"
[[fact]]
key = "harm"
label = "造成损失"
type = "flag"
[[fact]]
key = "merit"
label = "有立功表现"
type = "flag"
[[fact]]
key = "forced"
label = "受人胁迫"
type = "flag"

[[statutory]]
text = "法定"
min = "least"
max = "most"

[[modifier]]
label = "从重"
effect = "heavier"
when = "harm"
value = 0.3
[[modifier]]
label = "从轻"
effect = "lighter"
when = "merit"
value = 0.3
[[modifier]]
label = "减轻"
effect = "mitigated"
when = "forced"
"""
)


def answer(text_or: str | Benchmark, **given: Any) -> Result:
    """The result for these facts."""
    benchmark = parse(text_or) if isinstance(text_or, str) else text_or
    return compute(benchmark, read_facts(benchmark, given))
