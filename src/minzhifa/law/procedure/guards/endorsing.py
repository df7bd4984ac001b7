"""办案机构负责人意见: his opinion on what was proposed, before it is approved. Where it must be given, rules say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import not_after, span
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.procedure.types import CaseState

CONCLUSION = "conclusion"
ENDORSED = "交通运输行政执法程序规定第六十八条"
# What was proposed under this name → its row in approvals.toml, where that has another name.
ROWS = {"extension": "first_extension"}
CONCLUDED = ("concluded",)


def proposals(state: CaseState) -> dict[str, Mapping[str, Any]]:
    """What an opinion may be given on now: name → who proposed it when. The report of the investigation is one."""
    found = {str(key): one for key, one in (state.facts.get("pending") or {}).items() if one}
    if state.stage in CONCLUDED:
        found[CONCLUSION] = (state.facts.get("acts") or {}).get("conclude_investigation") or {}
    return found


def endorsement(facts: Mapping[str, Any], what: str) -> Mapping[str, Any] | None:
    """The opinion on the present proposal; None when there is none. A new proposal begins without."""
    return (facts.get("endorsements") or {}).get(what) or None


def row_of(what: str) -> str:
    """The row of the approvals table of what was proposed under this name."""
    return ROWS.get(what, what)


def open_to(state: CaseState, approvals: Mapping[str, Any]) -> list[str]:
    """What may be endorsed and was not yet, in the order in which it was proposed."""
    return [
        what
        for what in proposals(state)
        if (row := approvals.get(row_of(what))) and row.endorser and not endorsement(state.facts, what)
    ]


@guard("有等待审查的事项，审查的人不是提请的人", "处罚法第五十四条至第五十八条")
def endorses_anothers_proposal(ctx: Context) -> Verdict:
    waiting = open_to(ctx.state, ctx.rules.approvals)
    if not waiting:
        return no("nothing_to_endorse", "没有等待办案机构负责人审查的事项。", ctx.row.article, "what")
    what = ctx.given.get("what")
    if what is None and all(_own(ctx, one) for one in waiting):
        return no("own_proposal", "不得审查自己提请的事项。", ctx.row.article)
    if what is None:
        return unknown("fact_missing", "没有写明审查的事项。", ctx.row.article, "what")
    if what not in waiting:
        return no("nothing_to_endorse", "这一事项没有等待审查，或者已经审查。", ctx.row.article, "what")
    return _of_another_in_time(ctx, str(what))


def _of_another_in_time(ctx: Context, what: str) -> Verdict:
    if _own(ctx, what):
        return no("own_proposal", "不得审查自己提请的事项。", ctx.row.article, "what")
    if not_after(span(proposals(ctx.state)[what].get("on")), ctx.on) is False:
        return no("out_of_order", "审查意见不能早于提请的日期。", ctx.row.article, "on")
    return PASS


def _own(ctx: Context, what: str) -> bool:
    by = proposals(ctx.state)[what]
    account, officer = by.get("by"), by.get("officer")
    return bool(account and account == ctx.by.account_id) or bool(officer and officer == ctx.by.officer_id)


@guard("规定须经办案机构负责人审查的，已经审查", ENDORSED)
def endorsed_where_due(ctx: Context) -> Verdict:
    what = ctx.row.settles or CONCLUSION
    due = ctx.value("endorsement")
    listed = due.value if isinstance(due.value, tuple) else ()
    if row_of(what) not in listed or endorsement(ctx.state.facts, what):
        return PASS
    text = "没有办案机构负责人的审查意见。"
    answer = unknown if ctx.historical else no
    return answer("not_endorsed", text, due.source, "endorsements")
