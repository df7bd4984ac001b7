"""The fine against the benchmark's own calculation (处罚法 34): a departure needs its reason and a legal review."""

from __future__ import annotations

from decimal import InvalidOperation

from minzhifa.law import discretion
from minzhifa.law.benchmark.result import Deviation, deviation
from minzhifa.law.procedure.context import PASS, Context, Verdict, no
from minzhifa.law.procedure.guards.proof import PENALTY, penalties_of
from minzhifa.law.procedure.guards.registry import guard

MEASURE = "处罚法第三十四条；国市监法规〔2022〕2号第八条"


def departs(ctx: Context) -> Deviation | None:
    """How the fine of this act departs from the calculation kept with the case; None when it does not."""
    if ctx.outcome is not None and ctx.outcome != PENALTY:
        return None
    try:
        fine = discretion.total(penalties_of(ctx) or (), discretion.FINE)
    except InvalidOperation:
        return None
    return deviation(ctx.look("discretion.calculation"), fine)


def reviewed(ctx: Context) -> bool:
    """What was concluded last has passed a legal review."""
    last = [one for one in ctx.facts.get("reviews") or () if one.get("round") == ctx.facts.get("round")]
    return any(one.get("kind") == "legal" and one.get("conclusion") == "pass" for one in last)


@guard("罚款在裁量基准的推荐幅度内，或者说明了偏离的理由", MEASURE)
def deviation_has_reason(ctx: Context) -> Verdict:
    found = departs(ctx)
    if found is None or str(ctx.look("discretion.deviation_reason") or "").strip():
        return PASS
    why = f"{found.sentence}偏离裁量基准的，应当说明理由。"
    return no("deviation_reason", why, MEASURE, "discretion.deviation_reason")


@guard("偏离裁量基准的，经过法制审核", MEASURE)
def deviation_was_reviewed(ctx: Context) -> Verdict:
    found = departs(ctx)
    if found is None or reviewed(ctx):
        return PASS
    return no("deviation_review", f"{found.sentence}本案没有经过法制审核，不能偏离裁量基准决定。", MEASURE, "review")
