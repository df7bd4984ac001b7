"""Slips of the pen in a decision: written, served, and never a way to change what was decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from minzhifa.law.discretion import KINDS, kind_of
from minzhifa.law.money import capitals
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import after, not_after, span
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.procedure.guards.telling import service_verdict

HARMLESS = "参照住建程序第二十八条第二款"
SUBSTANCE = "处罚法第七十六条第一款第（二）项；参照住建程序第二十八条第一款"
PARTY = "参照住建程序第二十八条第一款、第二款"
SERVED = "处罚法第六十一条第一款"
CHANGE = "应当依法变更或者撤销原决定，不能用补正、更正代替"
_NUMBER = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*(万?)")
_TEN_THOUSAND = Decimal(10000)


@guard("错误、遗漏对当事人的权益没有实际影响", HARMLESS)
def correction_is_harmless(ctx: Context) -> Verdict:
    harmless = ctx.look("correction.harmless")
    if harmless is None:
        return unknown("harm_unknown", "没有写明是否影响当事人的权益。", HARMLESS, "correction.harmless")
    if harmless is not True:
        return no("correction_harms", f"对当事人的权益有实际影响的，{CHANGE}。", PARTY, "correction.harmless")
    return PASS


@guard("补正、更正不改变处罚的金额、种类和当事人", SUBSTANCE)
def correction_keeps_the_substance(ctx: Context) -> Verdict:
    items, host = ctx.look("correction.items"), ctx.host
    if not items or host is None:
        return unknown("correction_unknown", "没有逐处写明原文和改正后的文字。", HARMLESS, "correction.items")
    penalties = look(host.facts, "decision.penalties") or ()
    for item in items:
        wrong, right = str(item.get("wrong") or ""), str(item.get("right") or "").strip()
        if not right or right == wrong.strip():
            return unknown("correction_unknown", "有一处没有写明改为什么。", HARMLESS, "correction.items")
        for found in (_amount(penalties, wrong, right), _kind(penalties, wrong, right), _party(ctx, wrong, right)):
            if found.ok is not True:
                return found
    return PASS


def _amount(penalties: Iterable[Mapping[str, Any]], wrong: str, right: str) -> Verdict:
    for penalty in penalties:
        try:
            amount = Decimal(str(penalty.get("amount")))
        except InvalidOperation:
            continue  # a penalty without a sum
        if _says(wrong, amount) != _says(right, amount):
            text = f"处罚金额不得用补正、更正改变：{CHANGE}。"
            return no("correction_changes_amount", text, SUBSTANCE, "correction.items")
    return PASS


def _says(text: str, amount: Decimal) -> bool:
    """The text names the sum, in digits or in capitals."""
    numbers = {
        Decimal(digits.replace(",", "")) * (_TEN_THOUSAND if unit else 1) for digits, unit in _NUMBER.findall(text)
    }
    return amount in numbers or (amount > 0 and capitals(amount).rstrip("整") in text)


def _kind(penalties: Iterable[Mapping[str, Any]], wrong: str, right: str) -> Verdict:
    before, now = _kinds(wrong), _kinds(right)
    decided = {str(kind_of(penalty)) for penalty in penalties}
    if (before and before != now) or (not before and now - decided):
        text = f"处罚种类不得用补正、更正改变：{CHANGE}。"
        return no("correction_changes_kind", text, SUBSTANCE, "correction.items")
    return PASS


def _kinds(text: str) -> set[str]:
    return {code for code, kind in KINDS.items() if any(name in text for name in (kind.label, *kind.other_names))}


def _party(ctx: Context, wrong: str, right: str) -> Verdict:
    for key in ("name", "uscc", "id_number"):
        known = str(ctx.look(f"party.{key}") or "")
        if known and known in wrong and known not in right:
            text = f"当事人不得用补正、更正改变：{CHANGE}。"
            return no("correction_changes_party", text, PARTY, "correction.items")
    return PASS


def _service(ctx: Context) -> str:
    return next(need.top for need in ctx.row.needs if need.top.endswith("_service"))


@guard("文书的送达有凭据", SERVED)
def paper_service_is_proven(ctx: Context) -> Verdict:
    return service_verdict(ctx, _service(ctx))


@guard("送达在批准之后，不晚于登记日", SERVED)
def paper_served_by_today(ctx: Context) -> Verdict:
    key = _service(ctx)
    field = f"{key}.served_on"
    served = ctx.day(field)
    approved = span(ctx.state.done.get(f"approve_{key.removesuffix('_service')}"))
    if served is None:
        return unknown("served_unknown", "送达日期不明。", SERVED, field)
    if approved is not None and not_after(approved, served) is False:
        return no("served_before_decision", "送达日期早于批准之日。", SERVED, field)
    if after(served, ctx.on) is True:
        return no("served_later", "送达日期晚于登记日。", SERVED, field)
    return PASS
