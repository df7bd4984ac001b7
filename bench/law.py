"""The law alone, without a database: decisions by procedure, terms recomputed, procedures proved, benchmarks computed.

Beside the time by the clock stands the CPU time of this process: other work on the machine moves only the first.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from bench.report import keep, quantile, say
from minzhifa.law.benchmark import compute as reckon
from minzhifa.law.benchmark import read_facts
from minzhifa.law.check import Memo, check
from minzhifa.law.procedure import CaseState, Command, Performer, Procedure, decide, recomputed
from minzhifa.law.procedure.table import CASE, Row
from minzhifa.rules import shipped
from minzhifa.rules.benchmarks import shipped_benchmark, shipped_texts

TIMES, CASES, TERMS_A_CASE = 40, 2000, 5
MIXED = 667  # so many cases of one field of law
DAY = date(2026, 6, 9)
FILLED = {
    "date": DAY.isoformat(), "future": "2026-06-30", "time": "2026-06-09T09:30", "flag": True, "money": "100.00",
    "lines": ["一"], "rows": [{"id": "1"}],
}  # fmt: skip
OFFICERS = [{"officer_id": one, "name": one, "certificate": one, "valid": True, "why": ""} for one in ("o", "p")]
FINE = [{"kind": "0201", "name": "罚款", "amount": "60000.00"}]
TOLD: dict[str, Any] = {  # a case as it stands late: what guards look back on
    "source_kind": "inspection", "summary": "检查发现", "domain": "market", "region": "350102", "cause": "某违法行为",
    "received_on": "2026-03-03", "occurred_on": "2026-03-03", "discovered_on": "2026-03-03", "officers": OFFICERS,
    "party": {"kind": "legal_person", "name": "某某公司"}, "violated": ["第一条"], "basis": ["第二条"],
    "evidence": [{"id": "e1", "title": "笔录", "kind": "8"}], "penalties": FINE,
    "elements": [{"key": "act", "text": "实施了该行为", "evidence": ["e1"]}],
    "opinion": {"outcome": "penalty", "reasons": "清楚"}, "range": {"min": "50000", "max": "100000", "unit": "yuan"},
    "discretion": {"grade": "general", "reasons": "初次"},
    "significance": dict.fromkeys(("major_public_interest", "complex", "statutory", "major_violation"), False),
    "review": {"kind": "case", "conclusion": "pass", "opinion": "同意"},
    "notice": {"served_on": "2026-04-17", "way": "direct", "hearing_told": True, "penalties": FINE},
    "decision": {"penalties": FINE, "reasons": "事实", "decided_on": "2026-05-08", "outcome": "penalty"},
    "service": {"way": "direct", "served_on": "2026-05-09", "receiver": "某某"},
}  # fmt: skip


def bench() -> dict[str, Any]:
    """Measure, print and keep."""
    line: dict[str, Any] = {"decide": _decisions()}
    for name, (median, slowest, asked) in line["decide"].items():
        say(f"法：{name} 判断中位数 {median} 微秒 CPU，最慢 {slowest} 微秒（{asked} 个事项）")
    line["terms"] = _terms()
    say(f"重算 {CASES * TERMS_A_CASE} 个期限：{line['terms']['wall_s']} 秒，CPU {line['terms']['cpu_s']} 秒")
    line["check"] = _timed(_checked)
    procedures = len(shipped().procedures)
    say(f"全部 {procedures} 个程序核对一遍：{line['check']['wall_s']} 秒，CPU {line['check']['cpu_s']} 秒")
    line["benchmarks"] = _benchmarks()
    say(
        f"裁量基准计算：中位数 {line['benchmarks']['median_us']} 微秒 CPU，最慢 {line['benchmarks']['slowest_us']} 微秒"
    )
    keep("law", line)
    return line


def _timed(work: Callable[[], object]) -> dict[str, float]:
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return {"wall_s": round(time.perf_counter() - clock, 2), "cpu_s": round(time.process_time() - cpu, 2)}


def _micro(work: Callable[[], object], times: int = TIMES) -> float:
    """Median CPU time of one call in microseconds."""
    found = []
    for _ in range(times):
        began = time.thread_time_ns()
        work()
        found.append((time.thread_time_ns() - began) / 1000)
    return round(quantile(found, 0.5), 1)


def _decisions() -> dict[str, tuple[float, float, int]]:
    """Procedure → median and slowest of its acts in µs (each the median of many decisions), and how many acts."""
    rules, found = shipped(), {}
    for held in rules.procedures.values():
        asked = [_asked(held, row) for row in held.rows]
        times = [_micro(partial(decide, state, command, rules, DAY)) for state, command in asked]
        found[held.id] = (quantile(times, 0.5), max(times), len(times))
    return found


def _asked(held: Procedure, row: Row) -> tuple[CaseState, Command]:
    """The act where it may be done, in a case that is told to its end, with a form that is filled in."""
    facts: dict[str, Any] = {}
    for need in row.needs:
        top, _, rest = need.key.partition(".")
        value = FILLED.get(need.type) or next(iter(need.choices), "说明")
        held_facts = facts.setdefault(top, [{}] if row.facts.get(top) == "append" else {})
        if rest:
            (held_facts[-1] if isinstance(held_facts, list) else held_facts)[rest] = value
    facts |= {key: value for key, value in TOLD.items() if key in facts or key in row.checks}
    by, stage = Performer("a", "林某", frozenset(row.who), "o"), row.from_stages[0]
    if held.kind == CASE:
        return CaseState(held.id, stage, TOLD), Command(row.action, by, DAY.isoformat(), facts)
    parts = {} if row.opens else {"p-1": CaseState(held.id, stage)}
    around = CaseState("ordinary", row.host[0] if row.host else "investigating", TOLD, parts=parts)
    return around, Command(row.action, by, DAY.isoformat(), facts, "" if row.opens else "p-1")


def _terms() -> dict[str, float]:
    """Stored clocks of open cases, no two alike, by a calendar that was just loaded: nothing is remembered."""
    rules = shipped().with_calendar(shipped().calendar)
    names = ("filing_check", "decision", "statement", "hearing_request", "review")
    cases = []
    for number in range(CASES):
        day = (date(2023, 6, 1) + timedelta(days=number % 1000)).isoformat()
        clock = {"domain": ("market", "housing", "agriculture")[number // MIXED], "start": day, "pauses": [],
                 "extensions": [], "stopped": None}  # fmt: skip
        cases.append({name: {**clock, "term": name} for name in names})
    return _timed(lambda: [recomputed(one, rules) for one in cases])


def _checked() -> None:
    """Every property of every released procedure."""
    rules, memo = shipped(), Memo()
    for held in rules.procedures.values():
        check(held, rules.procedures, {term for term, _ in rules.terms}, memo=memo)


def _benchmarks() -> dict[str, float]:
    """One computation of each released benchmark, all facts given."""
    found = []
    for key in shipped_texts():
        one = shipped_benchmark(key)
        plain = {"flag": True, "money": "20000", "number": "2", "integer": "2"}
        given = {name: plain.get(fact.type) or fact.options[0][0] for name, fact in one.facts.items()}
        facts = read_facts(one, {name: value for name, value in given.items() if _fits(one.facts[name], value)})
        found.append(_micro(lambda one=one, facts=facts: reckon(one, facts)))
    return {"median_us": quantile(found, 0.5), "slowest_us": max(found)}


def _fits(fact: Any, value: Any) -> bool:
    return fact.type in ("flag", "choice") or fact.most is None or float(value) <= float(fact.most)
