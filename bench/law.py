"""The law alone: one decision of the decider, and ten thousand terms recomputed. No database."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import Any

from bench.report import keep, quantile, say
from minzhifa.law.check import Memo, check
from minzhifa.law.procedure import CaseState, Command, Performer, decide
from minzhifa.law.rulebook import compute
from minzhifa.rules import shipped

TIMES, TERMS = 2000, 10_000


def bench() -> dict[str, Any]:
    """Measure, print and keep."""
    rules, day = shipped(), date(2026, 6, 9)
    by = Performer("a", "林某", frozenset({"officer"}), "o")
    facts = {"source_kind": "inspection", "summary": "检查发现", "domain": "market", "received_on": day.isoformat()}
    command, times = Command("register_lead", by, day.isoformat(), facts), []
    for _ in range(TIMES):
        began = time.perf_counter()
        decide(CaseState(), command, rules, day)
        times.append((time.perf_counter() - began) * 1e6)
    rule = rules.term("filing_check", "market", day)
    began = time.perf_counter()
    for n in range(TERMS):
        compute(rule, date(2024, 1, 2) + timedelta(days=n % 900), rules.calendar)
    seconds = time.perf_counter() - began
    checked = _checked()
    line = {
        "decide_us": round(quantile(times, 0.5), 1),
        "terms_s": round(seconds, 2),
        "term_us": round(seconds / TERMS * 1e6, 1),
        "check_s": round(checked, 1),
    }
    say(f"法：一次判断中位数 {line['decide_us']} 微秒；重算 {TERMS} 个期限 {line['terms_s']} 秒")
    say(f"全部 {len(rules.procedures)} 个程序核对一遍 {line['check_s']} 秒")
    keep("law", line)
    return line


def _checked() -> float:
    """Seconds to prove every property of every released procedure."""
    rules, memo = shipped(), Memo()
    began = time.perf_counter()
    for held in rules.procedures.values():
        check(held, rules.procedures, {term for term, _ in rules.terms}, memo=memo)
    return time.perf_counter() - began
