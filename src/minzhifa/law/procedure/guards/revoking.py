"""A decision taken back or changed: never to the party's cost, withdrawn from the public, what was paid given back."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from minzhifa.law import discretion
from minzhifa.law.errors import NoAnswer
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import after, not_after, span
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.words import yuan_words

OWN = "处罚法第七十五条第二款"
HEAVIER = "处罚法第四十四条、第四十五条"
PUBLIC = "处罚法第四十八条第二款"
REFUND = "强制法第四十一条"
GONE = frozenset({"revoked", "void"})
RULINGS = frozenset({"reconsideration", "litigation"})


@guard("原决定没有被撤销或者确认无效", OWN)
def decision_still_stands(ctx: Context) -> Verdict:
    status = look(ctx.case.facts, "decision.status")
    if status in GONE:
        return no("decision_is_gone", "本案的处罚决定已经撤销或者确认无效。", OWN)
    return PASS


@guard("变更的，写明变更后的处罚", "处罚法第五十九条第一款第（三）项")
def change_is_written(ctx: Context) -> Verdict:
    article = "处罚法第五十九条第一款第（三）项"
    rows = ctx.look("revocation.penalties") or ()
    if ctx.look("revocation.outcome") != "changed":
        if rows:
            return no("change_not_asked", "不是变更的，没有变更后的处罚。", article, "revocation.penalties")
        return PASS
    found = discretion.complete(rows)
    if found.ok is True:
        return PASS
    if not rows:
        return unknown("change_unknown", "没有写明变更后的处罚。", article, "revocation.penalties")
    return (no if found.ok is False else unknown)("change_incomplete", found.why, article, "revocation.penalties")


@guard("本机关变更决定不加重处罚", HEAVIER)
def change_is_not_heavier(ctx: Context) -> Verdict:
    if ctx.look("revocation.outcome") != "changed":
        return PASS
    listed = ctx.value("penalty_order")
    groups = listed.value if isinstance(listed.value, tuple) else ()
    order = discretion.order_of(groups, certain=listed.verified)
    before = look(ctx.case.facts, "decision.penalties")
    found = discretion.never_heavier(before, ctx.look("revocation.penalties"), order)
    if found.ok is True:
        return PASS
    if found.ok is None:
        return unknown("change_weight_unknown", found.why, HEAVIER, "revocation.penalties")
    text = f"变更后的处罚重于原决定。{found.why}加重的，应当重新告知、听取陈述申辩，另行作出决定。"
    return no("change_is_heavier", text, HEAVIER, "revocation.penalties")


@guard("生效日期不晚于登记日，不早于原决定", PUBLIC)
def ruling_day_is_past(ctx: Context) -> Verdict:
    day, field = ctx.day("revocation.effective_on"), "revocation.effective_on"
    if day is None:
        return unknown("ruling_day_unknown", "生效日期不明。", PUBLIC, field)
    if after(day, ctx.on) is True:
        return no("ruling_later", "生效日期晚于登记日。", PUBLIC, field)
    decided = span(look(ctx.case.facts, "decision.decided_on"))
    if decided is not None and not_after(decided, day) is False:
        return no("ruling_before_decision", "生效日期早于原决定的日期。", PUBLIC, field)
    return PASS


@guard("撤回公开信息，写明日期和公开说明的理由", PUBLIC)
def withdrawal_gives_reasons(ctx: Context) -> Verdict:
    if ctx.look("publicity.way") == "not_published":
        return PASS
    day = ctx.day("publicity.withdrawn_on")
    if day is None:
        return unknown("withdrawal_day_unknown", "没有写明撤回日期。", PUBLIC, "publicity.withdrawn_on")
    if after(day, ctx.on) is True:
        return no("withdrawal_later", "撤回日期晚于登记日。", PUBLIC, "publicity.withdrawn_on")
    if not str(ctx.look("publicity.reason") or "").strip():
        return no("withdrawal_without_reason", "撤回的，应当公开说明理由。", PUBLIC, "publicity.reason")
    return PASS


def refund_of(ctx: Context) -> Decimal | None:
    """What is to be given back: paid on the decision and no longer owed. None when a sum is not known.

    Raises `NoAnswer` for what is no amount.
    """
    decision = ctx.case.facts.get("decision") or {}
    try:
        paid = sum((Decimal(str(one.get("amount"))) for one in ctx.case.facts.get("payments") or ()), Decimal(0))
        if ctx.look("revocation.outcome") == "unlawful":
            return Decimal(0)  # the decision stands; damages are another road
        owed = discretion.total(decision.get("penalties") or (), discretion.FINE, discretion.GAINS)
    except InvalidOperation:
        raise NoAnswer("缴款或者处罚的金额不是金额。", fields=("payments",)) from None
    return None if owed is None else max(paid - owed, Decimal(0))


@guard("退还已经缴纳、不再应当缴纳的款项", REFUND)
def refund_is_due(ctx: Context) -> Verdict:
    due, field = refund_of(ctx), "refund.amount"
    if due is None:
        return unknown("refund_unknown", "应当退还的金额不明。", REFUND, field)
    try:
        amount = Decimal(str(ctx.look(field)))
    except InvalidOperation:
        return no("bad_amount", "退还金额不是金额。", REFUND, field)
    if amount != due or due == 0:
        what = f"应当退还 {yuan_words(due)}" if due else "没有应当退还的款项"
        return no("refund_differs", f"{what}，登记的是 {yuan_words(amount)}。", REFUND, field)
    if after(ctx.day("refund.paid_on"), ctx.on) is True:
        return no("refund_later", "退还日期晚于登记日。", REFUND, "refund.paid_on")
    return PASS


@guard("撤销（变更）决定书已经送达", "处罚法第六十一条第一款")
def revocation_was_served(ctx: Context) -> Verdict:
    if ctx.look("revocation.ground") in RULINGS:
        return PASS  # served by whoever made it
    if "serve_revocation" not in ctx.state.done:
        return no("revocation_not_served", "撤销（变更）决定书还没有送达。", "处罚法第六十一条第一款")
    return PASS


@guard("应当退还的款项已经退还", REFUND)
def refund_is_settled(ctx: Context) -> Verdict:
    due = refund_of(ctx)
    if due is None:
        return unknown("refund_unknown", "应当退还的金额不明。", REFUND)
    if due and "record_refund" not in ctx.state.done:
        return no("refund_open", f"应当退还 {yuan_words(due)}，还没有登记退还。", REFUND)
    return PASS
