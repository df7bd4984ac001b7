"""裁量权基准 as data: read with line and column, computed with a proof that can be replayed. Pure; amounts in yuan."""

from __future__ import annotations

from minzhifa.law.benchmark.combine import Combined, combine
from minzhifa.law.benchmark.compute import compute
from minzhifa.law.benchmark.facts import read_facts
from minzhifa.law.benchmark.format import json_schema
from minzhifa.law.benchmark.model import Benchmark, Fact
from minzhifa.law.benchmark.parse import Malformed, parse
from minzhifa.law.benchmark.proof import Standing, Step, replay
from minzhifa.law.benchmark.result import Deviation, Result, deviation
from minzhifa.law.benchmark.whatif import Counterfactual, counterfactuals

__all__ = [
    "Benchmark", "Combined", "Counterfactual", "Deviation", "Fact", "Malformed", "Result", "Standing", "Step",
    "combine", "compute", "counterfactuals", "deviation", "json_schema", "parse", "read_facts", "replay",
]  # fmt: skip
