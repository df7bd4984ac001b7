"""Decision, service, payment, closing, records entered afterwards."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from minzhifa.law import discretion
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import after, not_after, span
from minzhifa.law.procedure.guards.proof import PENALTY, answered
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.procedure.guards.telling import not_penal, service_verdict
from minzhifa.law.words import yuan_words

CLOSE = "市监程序第七十七条"
ENDED = frozenset({"court_ended", "enforcement_ended"})


@guard("决定的处罚不重于告知的处罚", discretion.NEVER_HEAVIER)
def never_heavier(ctx: Context) -> Verdict:
    if not_penal(ctx):
        return PASS
    listed = ctx.value("penalty_order")
    groups = listed.value if isinstance(listed.value, tuple) else ()
    order = discretion.order_of(groups, certain=listed.verified)
    found = discretion.never_heavier(ctx.look("notice.penalties"), ctx.look("decision.penalties"), order)
    if found.fields == (discretion.KIND_REASON,) and str(ctx.look(discretion.KIND_REASON) or "").strip():
        return PASS
    return answered(found, "heavier_than_told", "处罚法第四十五条第二款；市监程序第五十八条", "decision.penalties")


@guard("决定书的送达有凭据", "处罚法第六十一条")
def service_is_proven(ctx: Context) -> Verdict:
    return service_verdict(ctx, "service")


@guard("送达在决定之后", "处罚法第六十一条")
def served_after_decision(ctx: Context) -> Verdict:
    article = "处罚法第六十一条第一款"
    served = ctx.day("service.served_on")
    decided = span(ctx.state.done.get("approve_decision")) or ctx.day("decision.decided_on")
    if not_after(decided, served) is False:
        return no("served_before_decision", "决定书的送达日早于作出决定之日。", article, "service.served_on")
    if after(served, ctx.on) is True:
        return no("served_later", "决定书的送达日晚于登记日。", article, "service.served_on")
    return PASS


def _paid(ctx: Context) -> Decimal:
    return sum((Decimal(str(one.get("amount"))) for one in ctx.facts.get("payments") or ()), Decimal(0))


@guard("缴款金额是金额，日期不晚于登记日", "处罚法第六十七条")
def payments_are_real(ctx: Context) -> Verdict:
    article = "处罚法第六十七条"
    for one in ctx.given.get("payments") or ():
        try:
            amount = Decimal(str(one.get("amount")))
        except InvalidOperation:
            amount = Decimal(-1)
        if not amount.is_finite() or amount <= 0:
            return no("bad_amount", f"“{one.get('amount')}”不是可以缴纳的金额。", article, "payments")
        day = span(one.get("paid_on"))
        if day is None:
            return unknown("payment_day_unknown", "没有写明缴款日期。", article, "payments")
        if after(day, ctx.on) is True:
            return no("paid_later", "缴款日期晚于登记日。", article, "payments")
    return PASS


@guard("罚款已经全部缴纳，或者依法不再执行", "处罚法第六十六条第一款、第六十七条")
def fine_is_paid(ctx: Context) -> Verdict:
    article = "处罚法第六十六条第一款、第六十七条第三款"
    if not_penal(ctx) or ctx.look("performance.reason") in ENDED:
        return PASS
    penalties = ctx.look("decision.penalties")
    if ctx.historical and ctx.facts.get("payments") is None:
        return unknown("payments_unknown", "原记载没有写明缴款金额和日期。", article, "payments")
    try:
        fine, paid = discretion.total(penalties or (), discretion.FINE), _paid(ctx)
    except InvalidOperation:
        return no("bad_amount", "罚款或者缴款的金额不是金额。", article, "payments")
    if penalties is None or fine is None:
        return unknown("fine_unknown", "罚款金额不明，不能判断是否缴清。", article, "decision.penalties")
    if paid < fine:
        return no(
            "fine_unpaid", f"罚款 {yuan_words(fine)}，登记缴纳 {yuan_words(paid)}，还没有缴清。", article, "payments"
        )
    return PASS


@guard("有可以结案的情形", CLOSE)
def closing_has_ground(ctx: Context) -> Verdict:
    stage = ctx.state.stage if ctx.state.stage != "closing_proposed" else ctx.state.facts.get("resume_stage")
    if stage in ("performed", "withdrawn", "terminated"):
        return PASS
    if stage == "served" and (ctx.look("closing.reason") in ENDED or not_penal(ctx)):
        return PASS
    if stage == "decided" and ctx.outcome in ("transfer", "criminal_transfer"):
        return PASS
    if ctx.outcome == PENALTY and stage == "decided":
        return no("not_served", "决定书还没有送达，不能结案。", "处罚法第六十一条；市监程序第七十七条", "service")
    if stage == "decided":
        return no("not_served", "处理决定还没有送达，不能结案。", "处罚法第六十一条；市监程序第七十七条", "service")
    return no(
        "not_performed",
        "处罚决定还没有执行完毕，也没有依法终结执行，不能结案。",
        f"处罚法第六十六条；{CLOSE}",
        "performance",
    )


@guard("案件是补录的", "处罚法第四十七条")
def is_a_back_entry(ctx: Context) -> Verdict:
    if not ctx.historical:
        return no("not_a_back_entry", "本案不是补录的案件，各环节应当按程序办理。", "处罚法第四十七条")
    return PASS
