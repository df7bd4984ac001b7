"""The entry of a published list (首违不罚、轻微不罚) on which not punishing rests: in force, ours, about this act.

`listed` is put among the facts by the platform alone: what the list said on the right day. Without an entry the law's
own conditions decide; a list is never needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.terms import add_months

MINOR = "处罚法第三十三条第一款"
ENTRY = "no_penalty.entry"
KINDS = {"first": "首违不罚", "minor": "轻微不罚"}
WHEN = {"before_found": "被发现以前主动改正", "ordered": "在责令改正的期限以内改正"}
_SUFFICES = {"before_found": ("before_found",), "ordered": ("before_found", "ordered")}


def chosen(ctx: Context) -> Mapping[str, Any]:
    """The entry as the platform found it; empty where none is named."""
    found = ctx.look("listed")
    named = ctx.look(ENTRY)
    return found if named and isinstance(found, Mapping) and found.get("ref") == named else {}


def entry_holds(ctx: Context) -> Verdict:
    """Pass without an entry; else whatever the list lacks, in the order in which somebody would look."""
    if not ctx.look(ENTRY):
        return PASS
    found = chosen(ctx)
    if not found:
        return unknown("list_unknown", "所选的清单条目还没有核对。", MINOR, ENTRY)
    return next((verdict for verdict in _verdicts(ctx, found) if verdict.ok is not True), PASS)


def _verdicts(ctx: Context, found: Mapping[str, Any]) -> list[Verdict]:
    return [_known(found), _kind(ctx, found), _about(found), _harm(ctx, found), _corrected(ctx, found),
            _amount(ctx, found)]  # fmt: skip


def _known(found: Mapping[str, Any]) -> Verdict:
    if found.get("found") is not True:
        return no("no_such_entry", "没有这份清单，或者清单没有这一条目。", MINOR, ENTRY)
    if found.get("in_force") is not True:
        text = f"{_name(found)}在违法行为发生日和办理日都没有施行，或者当时没有这一条目。"
        return no("list_not_in_force", text, MINOR, ENTRY)
    if found.get("ours") is not True:
        return no("list_of_others", f"{_name(found)}不适用于本机关或者本领域。", MINOR, ENTRY)
    return PASS


def _kind(ctx: Context, found: Mapping[str, Any]) -> Verdict:
    if found.get("kind") == ctx.look("no_penalty.ground"):
        return PASS
    kind = KINDS.get(str(found.get("kind")), "")
    return no("list_of_other_kind", f"{_name(found)}是{kind}清单，与所选的不予处罚情形不符。", MINOR, ENTRY)


def _about(found: Mapping[str, Any]) -> Verdict:
    if found.get("fits") is True:
        return PASS
    said = f"清单条目“{found.get('violation')}”"
    if found.get("fits") is False:
        return no("entry_of_other_matter", f"{said}不是本案的执法事项，也不是本案违反的规定。", MINOR, ENTRY)
    text = f"没有选定执法事项，也没有写明违反的条款，不能核对{said}是否适用。"
    return unknown("entry_unmatched", text, MINOR, "violated", "matter")


def _harm(ctx: Context, found: Mapping[str, Any]) -> Verdict:
    if found.get("harm") == "none" and ctx.look("no_penalty.harm") != "none":
        return no("entry_condition", "清单条目要求没有造成危害后果。", MINOR, "no_penalty.harm")
    return PASS


def _corrected(ctx: Context, found: Mapping[str, Any]) -> Verdict:
    wanted, told = str(found.get("corrected") or ""), ctx.look("no_penalty.corrected_when")
    if not wanted or told in _SUFFICES.get(wanted, ()):
        return PASS
    text = f"清单条目要求{WHEN.get(wanted, wanted)}。"
    answer = unknown if told is None else no
    return answer("entry_condition", text, MINOR, "no_penalty.corrected_when")


def _amount(ctx: Context, found: Mapping[str, Any]) -> Verdict:
    if not found.get("amount_most"):
        return PASS
    most, told = Decimal(str(found["amount_most"])), ctx.look("no_penalty.amount")
    text = f"清单条目要求{found.get('amount_of')}不超过 {most:,.2f} 元。"
    if told is None:
        return unknown("entry_condition", f"{text}没有写明{found.get('amount_of')}。", MINOR, "no_penalty.amount")
    return PASS if Decimal(str(told)) <= most else no("entry_condition", text, MINOR, "no_penalty.amount")


def counts_from(ctx: Context) -> date | None:
    """From which day on earlier decisions count against a first offence; None: all of them.

    By the list's own period, back from the earliest day on which the act can have been.
    """
    months, acted = chosen(ctx).get("months"), ctx.day("occurred_on")
    return add_months(acted.first, -int(months)) if months and acted is not None else None


def _name(found: Mapping[str, Any]) -> str:
    return f"《{found['title']}》" if found.get("title") else "所选清单"
