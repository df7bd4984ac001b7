"""What a revocation or change writes into the case: what is decided now, what was decided before, nothing lost."""

from __future__ import annotations

from typing import Any

from minzhifa.law.discretion import KINDS, kind_of
from minzhifa.law.procedure.context import Context
from minzhifa.law.procedure.effects import Patch, effect
from minzhifa.law.procedure.guards.revoking import GONE

WORDS = {"revoked": "撤销", "changed": "变更", "unlawful": "确认违法", "void": "确认无效"}


@effect
def change_the_decision(ctx: Context, patch: Patch) -> None:
    """The decision gets its status; its penalties are those that remain. Nothing left to pay, no term to pay it."""
    outcome, on = str(ctx.look("revocation.outcome")), str(ctx.look("revocation.effective_on") or ctx.command.on)
    before = ctx.case.facts.get("decision") or {}
    decision: dict[str, Any] = {"status": outcome, "changed_on": on, "penalties_before": before.get("penalties")}
    if outcome in GONE:
        decision["penalties"] = []
    elif outcome == "changed":
        decision["penalties"] = [_named(one) for one in ctx.look("revocation.penalties") or ()]
    source = ctx.look("revocation.document") or "本机关决定"
    text = f"处罚决定被依法{WORDS.get(outcome, outcome)}（{source}）"
    host: dict[str, Any] = patch.setdefault("host", {})
    host |= {"decision": decision, "follow_ups": [{"kind": "revocation", "date": on, "text": text}]}
    clock = ctx.case.clocks.get("payment")
    if outcome in GONE and clock and not clock.get("stopped"):
        host["clocks"] = {**host.get("clocks", {}), "payment": {**clock, "stopped": on}}


def _named(row: dict[str, Any]) -> dict[str, Any]:
    code = kind_of(row)
    amount = row.get("amount")
    return {**row, "kind": code, "name": row.get("name") or KINDS[str(code)].label, "amount": amount or None}
