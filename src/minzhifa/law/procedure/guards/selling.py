"""What was seized and does not keep: sold beforehand with leave, its price kept, returned or refunded in the end."""

from __future__ import annotations

from decimal import Decimal

from minzhifa.law.money import parse_yuan
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import after, not_after, span
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.words import day_words, yuan_words

SALE = "强制法第二十八条第二款"
RULE = f"{SALE}；市监程序第四十一条第三款"
CLAIM = f"{SALE}；市监程序第四十二条第三款"


@guard("没有已经批准、还没有登记结果的先行处置", SALE)
def no_sale_is_open(ctx: Context) -> Verdict:
    if ctx.state.facts.get("sale_open"):
        return no("sale_is_open", "已经批准的先行拍卖、变卖还没有登记结果。", SALE)
    return PASS


@guard("先行处置经权利人同意或者公告期满，留存了证据", RULE)
def sale_is_permitted(ctx: Context) -> Verdict:
    if not ctx.look("coercion_sale.evidence_kept"):
        return unknown("evidence_not_kept", "先行处置以前应当留存证据。", RULE, "coercion_sale.evidence_kept")
    consent = ctx.look("coercion_sale.consent")
    if consent not in ("owner", "announced", "none"):
        return unknown("consent_unknown", "没有写明权利人是否同意。", RULE, "coercion_sale.consent")
    asked = ctx.value("sale_consent")
    if consent == "none" and asked.value is True:
        text = "本领域先行处置须经权利人同意或者申请；权利人不明确的，公告期满才可以处置。"
        return no("sale_without_consent", text, asked.source, "coercion_sale.consent")
    if consent == "announced":
        until = ctx.day("coercion_sale.announced_until")
        if until is None:
            text = "权利人不明确的，写明公告期满的日期。"
            return unknown("notice_end_unknown", text, RULE, "coercion_sale.announced_until")
        if after(ctx.on, until) is not True:
            text = f"公告到{day_words(until.text)}才期满，期满以前不能先行处置。"
            return no("notice_is_running", text, RULE, "coercion_sale.announced_until")
    return PASS


@guard("先行处置已经负责人批准", SALE)
def sale_was_approved(ctx: Context) -> Verdict:
    if not ctx.state.facts.get("sale_open"):
        return no("sale_not_approved", "没有已经批准、等待登记结果的先行拍卖、变卖。", SALE)
    return PASS


@guard("先行处置的日期在批准以后，写明所得款项", SALE)
def sale_is_real(ctx: Context) -> Verdict:
    sold, text = ctx.day("coercion_sale.sold_on"), str(ctx.look("coercion_sale.proceeds") or "")
    if sold is None or not text:
        field = "coercion_sale.sold_on" if sold is None else "coercion_sale.proceeds"
        return unknown("sale_unknown", "没有写明处置的日期和所得款项。", SALE, field)
    if not_after(span(ctx.state.done.get("approve_sale")), sold) is False:
        return no("sold_before_approval", "处置的日期早于批准。", SALE, "coercion_sale.sold_on")
    if parse_yuan(text) <= 0:
        return no("sold_for_nothing", "拍卖、变卖的所得款项应当大于零。", SALE, "coercion_sale.proceeds")
    return PASS


def proceeds(ctx: Context) -> Decimal:
    """What the sales of this part brought in, yuan."""
    return sum((parse_yuan(str(one.get("proceeds") or "0")) for one in ctx.state.facts.get("sales") or ()), Decimal(0))


@guard("财物立即退还，已变卖的退还全部款项，明显低价的给予补偿", SALE)
def goods_are_returned(ctx: Context) -> Verdict:
    signed = ctx.look("coercion_return.signed")
    if signed is not True:
        text, article = "退还财物由执法人员和当事人在清单上签名或者盖章。", f"{SALE}；市监程序第四十二条第二款"
        return (unknown if signed is None else no)("return_not_signed", text, article, "coercion_return.signed")
    due, text = proceeds(ctx), str(ctx.look("coercion_return.refund") or "")
    if due and (not text or parse_yuan(text) != due):
        said = f"已经先行变卖，应当退还所得款项 {yuan_words(due)}。"
        return no("proceeds_not_refunded", said, SALE, "coercion_return.refund")
    if not due and text and parse_yuan(text) > 0:
        return no("nothing_was_sold", "本项没有先行变卖，没有可以退还的款项。", SALE, "coercion_return.refund")
    cheap = any(one.get("below_market") is True for one in ctx.state.facts.get("sales") or ())
    if cheap and not ctx.look("coercion_return.compensation"):
        text = "变卖价格明显低于市场价格，给当事人造成损失的，应当给予补偿；请写明补偿的金额。"
        return no("loss_not_compensated", text, SALE, "coercion_return.compensation")
    return PASS


@guard("本领域的规定允许公告领取、无人领取的上缴", CLAIM)
def claiming_is_provided_for(ctx: Context) -> Verdict:
    if ctx.value("unclaimed_goods").value is not True:
        text = "本领域没有公告领取、无人领取上缴的规定，应当妥善保管，继续联系退还。"
        return no("claiming_not_provided", text, SALE)
    if look(ctx.facts, "coercion_return.announced_on") is None:
        return unknown("announced_unknown", "没有写明公告日期。", CLAIM, "coercion_return.announced_on")
    return PASS


@guard("公告领取的期限已满", CLAIM)
def claiming_is_over(ctx: Context) -> Verdict:
    due = span((ctx.state.clocks.get("public_notice") or {}).get("due"))
    if due is None:
        return unknown("claim_day_unknown", "公告领取何时期满不明。", CLAIM)
    if after(ctx.on, due) is not True:
        text = f"公告到{day_words(due.text)}才期满，期满仍无人领取的，经负责人批准才可以上缴。"
        return no("claiming_is_running", text, CLAIM, "on")
    return PASS
