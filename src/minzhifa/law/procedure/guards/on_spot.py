"""Decisions on the spot (处罚法51—53, 68—71): kinds and amounts, told and heard, signed or noted, cash and its way."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from minzhifa.law import discretion
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import after, span
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.words import yuan_words

LIMIT = "处罚法第五十一条"
TOLD = "处罚法第四十四条、第四十五条第一款、第五十二条第一款"
CASH = "处罚法第六十八条、第六十九条"
TURN = "应当转为普通程序"


def _flag(ctx: Context, path: str, code: str, text: str, article: str) -> Verdict:
    """A fact that must be stated, and true."""
    value = ctx.look(path)
    if value is True:
        return PASS
    return no(code, text, article, path) if value is False else unknown(f"{code}_unknown", text, article, path)


@guard("违法事实确凿并有法定依据", LIMIT)
def facts_are_certain_on_spot(ctx: Context) -> Verdict:
    return _flag(ctx, "on_spot.certain", "facts_uncertain", f"违法事实不确凿的，不能当场处罚，{TURN}。", LIMIT)


@guard("处罚种类可以当场作出", LIMIT)
def penalties_suit_on_spot(ctx: Context) -> Verdict:
    allowed = ctx.value("simple_penalty_kinds")
    kinds = allowed.value if isinstance(allowed.value, tuple) else (str(allowed.value),)
    for one in ctx.facts.get("penalties") or ():
        code = discretion.kind_of(one)
        label = discretion.KINDS[code].label if code else None
        if label is None:
            return unknown("penalty_kind_unknown", "处罚种类不明。", allowed.source, "penalties")
        if label not in kinds:
            return no("not_on_spot", f"{label}不能当场作出，{TURN}。", allowed.source, "penalties")
    return PASS


@guard("罚款数额在当场处罚的上限以内", LIMIT)
def fine_suits_on_spot(ctx: Context) -> Verdict:
    try:
        fine = discretion.total(ctx.facts.get("penalties") or (), discretion.FINE)
    except InvalidOperation:
        return no("bad_amount", "罚款金额不是金额。", LIMIT, "penalties")
    if fine is None:
        return unknown("fine_unknown", "罚款金额不明。", LIMIT, "penalties")
    if fine == 0:
        return PASS
    kind = ctx.look("party.kind")
    if not kind:
        return unknown("party_kind_unknown", "当事人类别不明，不能判断罚款上限。", LIMIT, "party.kind")
    limit = ctx.value("simple_fine_limit", party_kind=str(kind))
    if fine > limit.amount:
        text = f"罚款 {yuan_words(fine)} 超过当场处罚的上限 {yuan_words(limit.amount)}，{TURN}。"
        return no("over_simple_limit", text, limit.source, "penalties")
    return PASS


@guard("出示了执法证件，告知了内容、理由、依据和权利，听取并复核了陈述申辩", TOLD)
def told_and_heard_on_spot(ctx: Context) -> Verdict:
    shown = _flag(
        ctx, "on_spot.certificate_shown", "certificate_not_shown", "作出决定以前应当出示执法证件。",
        "处罚法第五十二条第一款",
    )  # fmt: skip
    told = _flag(
        ctx, "on_spot.told", "not_told", "作出决定以前应当告知拟处罚内容、事实、理由、依据和陈述申辩的权利。",
        "处罚法第四十四条",
    )  # fmt: skip
    for verdict in (shown, told):
        if verdict.ok is not True:
            return verdict
    if ctx.look("on_spot.statement") == "made":
        for path, what in (("on_spot.statement_text", "陈述、申辩的内容"), ("on_spot.statement_review", "复核意见")):
            if not ctx.look(path):
                return no("statement_unanswered", f"当事人提出陈述、申辩的，应当写明{what}。", TOLD, path)
    return PASS


@guard("拒绝签收的，在决定书上注明", "处罚法第五十二条第一款")
def signing_is_noted(ctx: Context) -> Verdict:
    if ctx.look("on_spot.signature") == "refused" and not ctx.look("on_spot.refusal_note"):
        text = "当事人拒绝签收的，应当在决定书上注明。"
        return no("refusal_not_noted", text, "处罚法第五十二条第一款", "on_spot.refusal_note")
    return PASS


@guard("有可以当场收缴的情形", CASH)
def collection_on_spot_is_allowed(ctx: Context) -> Verdict:
    ground = ctx.look("collection.ground")
    if ground == "small":
        return _small(ctx)
    if ground == "hard" and not ctx.look("collection.hardship"):
        text = "写明不当场收缴事后难以执行的理由。"
        return unknown("hardship_unknown", text, "处罚法第六十八条第（二）项", "collection.hardship")
    if ground == "remote" and ctx.look("collection.requested") is not True:
        text = "边远、水上、交通不便地区，须当事人提出，才可以当场收缴。"
        return no("not_requested", text, "处罚法第六十九条", "collection.requested")
    return (
        PASS if ground else unknown("collection_ground_unknown", "没有写明当场收缴的情形。", CASH, "collection.ground")
    )


def _small(ctx: Context) -> Verdict:
    limit = ctx.value("cash_limit")
    try:
        fine = discretion.total(ctx.look("decision.penalties") or (), discretion.FINE)
    except InvalidOperation:
        fine = None
    if fine is None:
        return unknown("fine_unknown", "罚款金额不明。", limit.source, "decision.penalties")
    if fine > limit.amount:
        text = f"罚款 {yuan_words(fine)}，不是{yuan_words(limit.amount)}以下的罚款。"
        return no("over_cash_limit", text, limit.source, "collection.ground")
    return PASS


@guard("出具了财政部门统一制发的专用票据", "处罚法第七十条")
def receipt_was_given(ctx: Context) -> Verdict:
    fine = discretion.total(ctx.look("decision.penalties") or (), discretion.FINE)
    paid = sum((Decimal(str(one.get("amount"))) for one in ctx.facts.get("payments") or ()), Decimal(0))
    if fine is not None and paid > fine:
        return no("collected_too_much", "收缴的金额超过决定的罚款。", "处罚法第六十七条第一款", "payments")
    if not ctx.look("collection.receipt"):
        return unknown("no_receipt", "没有写明专用票据号码。", "处罚法第七十条", "collection.receipt")
    return PASS


@guard("罚款是当场收缴的", "处罚法第七十一条")
def cash_was_collected(ctx: Context) -> Verdict:
    if "collect_on_spot" not in ctx.state.done:
        return no("nothing_collected", "本案没有当场收缴罚款。", "处罚法第七十一条")
    collected = span(ctx.state.done["collect_on_spot"])
    if after(collected, ctx.day("cash.handed_in_on")) is True:
        return no("handed_in_early", "交至机关的日期早于收缴日期。", "处罚法第七十一条", "cash.handed_in_on")
    return PASS


@guard("收缴的罚款已经交至机关", "处罚法第七十一条")
def cash_was_handed_in(ctx: Context) -> Verdict:
    if "hand_in_cash" not in ctx.state.done:
        return no("not_handed_in", "收缴的罚款还没有交至机关。", "处罚法第七十一条")
    if after(ctx.day("cash.handed_in_on"), ctx.day("cash.deposited_on")) is True:
        return no("deposited_early", "缴付银行的日期早于交至机关的日期。", "处罚法第七十一条", "cash.deposited_on")
    return PASS


@guard("当场收缴的罚款已经缴付银行", "处罚法第七十一条")
def cash_has_reached_the_bank(ctx: Context) -> Verdict:
    running = [ctx.state.clocks.get(term) for term in ("cash_to_agency", "cash_to_bank")]  # collected again
    left = any(clock and not clock.get("stopped") for clock in running)
    if left or ("collect_on_spot" in ctx.state.done and "deposit_cash" not in ctx.state.done):
        return no("cash_not_deposited", "当场收缴的罚款还没有缴付指定银行。", "处罚法第七十一条")
    return PASS
