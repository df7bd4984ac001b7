"""Freezing of deposits and remittances: an act of parliament gives the power, an amount bounds it, days end it."""

from __future__ import annotations

from decimal import Decimal

from minzhifa.law.money import parse_yuan
from minzhifa.law.procedure import owing
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import not_after
from minzhifa.law.procedure.guards.holding import GENERAL_ACTS, not_extended, running, statutes_in
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.words import day_words, yuan_words

POWER = "强制法第十条、第二十九条第一款"
AMOUNT = "强制法第二十九条第二款"
NOTICE = "强制法第三十条第一款"
QUIET = "强制法第三十条第二款"
DELIVERY = "强制法第三十一条"
PERIOD = "强制法第三十二条第一款"
TOLD = "强制法第三十二条第二款"
RELEASE = "强制法第三十三条第二款"
LAPSE = "强制法第三十三条第三款"
TERM, FREEZE = "freeze", "freeze"
LAWS = ("法", "法典")
OVER = frozenset({"none", "refused", "dropped", "released", "handed_over"})


@guard("冻结由法律授权，本机关就是法律规定的机关，不是受委托实施", POWER)
def freeze_power_is_given_by_law(ctx: Context) -> Verdict:
    names, article = statutes_in(ctx.look("freeze.law")), str(ctx.look("freeze.law_article") or "").strip()
    if not names or not article:
        text = "没有写明授权冻结的法律和条款；没有法律授权的，任何行政机关不得冻结存款、汇款。"
        return unknown("freeze_power_unknown", text, POWER, "freeze.law" if not names else "freeze.law_article")
    if text := _no_such_power(names[0]):
        return no("freeze_not_by_law", text, POWER, "freeze.law")
    if "第" not in article or "条" not in article:
        text = "授权条款应当写到条，例如“第某条第某款”。"
        return no("freeze_article_unclear", text, POWER, "freeze.law_article")
    own = ctx.look("freeze.own_power")
    if own is not True or ctx.given.get("powers"):  # powers: put there by the platform, for townships alone
        text = "冻结存款、汇款应当由法律规定的行政机关实施，不得委托；受委托、受赋权的机关不得冻结。"
        return (unknown if own is None else no)("freeze_delegated", text, POWER, "freeze.own_power")
    return PASS


def _no_such_power(name: str) -> str:
    """Why a statute of this name cannot be what gives the power; "" when it can."""
    if not name.endswith(LAWS):
        return f"“{name}”不是法律；冻结存款、汇款只能由法律设定，法规、规章和规范性文件都不能作为依据。"
    if name in GENERAL_ACTS:
        return f"《{name}》只规定冻结的程序，没有授权任何机关冻结；请写明授权本机关的单行法律。"
    return ""


def _others(ctx: Context) -> Decimal:
    """What other freezes of this case hold or are about to hold."""
    total = Decimal(0)
    for key, part in owing.parts_named(ctx.case, FREEZE).items():
        if key != ctx.command.part and part.stage not in OVER:
            told = part.facts.get("freeze_scene") or part.facts.get("freeze") or {}
            total += parse_yuan(str(told.get("frozen_amount") or told.get("amount") or "0"))
    return total


@guard("冻结的数额与违法行为涉及的金额相当，几次冻结合并计算", AMOUNT)
def freeze_is_in_proportion(ctx: Context) -> Verdict:
    told, most = ctx.look("freeze.amount"), ctx.look("freeze.case_amount")
    if not told or not most:
        field = "freeze.amount" if not told else "freeze.case_amount"
        return unknown("freeze_amount_unknown", "没有写明冻结的数额和违法行为涉及的金额。", AMOUNT, field)
    amount, limit, others = parse_yuan(str(told)), parse_yuan(str(most)), _others(ctx)
    if amount <= 0:
        return no("freeze_amount_is_nothing", "冻结的数额应当大于零。", AMOUNT, "freeze.amount")
    if amount + others > limit:
        also = f"，加上本案另外冻结的 {yuan_words(others)}" if others else ""
        text = f"拟冻结 {yuan_words(amount)}{also}，超过违法行为涉及的金额 {yuan_words(limit)}。"
        return no("freeze_too_much", text, AMOUNT, "freeze.amount")
    return PASS


@guard("没有被其他国家机关依法冻结", AMOUNT)
def not_frozen_by_others(ctx: Context) -> Verdict:
    free = ctx.look("freeze.free")
    if free is None:
        return unknown("freeze_free_unknown", "没有写明是否已被其他国家机关冻结。", AMOUNT, "freeze.free")
    if free is not True:
        return no("frozen_twice", "已被其他国家机关依法冻结的，不得重复冻结。", AMOUNT, "freeze.free")
    return PASS


@guard("出示证件、交付协助冻结通知书以后冻结，冻结的不多于批准的", NOTICE)
def freezing_is_lawful(ctx: Context) -> Verdict:
    shown, article = ctx.look("freeze_scene.certificate_shown"), "强制法第十八条第（三）项、第三十条第一款"
    if shown is not True:
        text, field = "实施冻结应当向金融机构出示执法身份证件。", "freeze_scene.certificate_shown"
        return (unknown if shown is None else no)("scene_not_lawful", text, article, field)
    handed, frozen = ctx.look("freeze_scene.handed_at"), ctx.look("freeze_scene.frozen_at")
    if not handed or not frozen:
        field = "freeze_scene.handed_at" if not handed else "freeze_scene.frozen_at"
        return unknown("freeze_time_unknown", "没有写明交付协助冻结通知书和冻结的时间。", NOTICE, field)
    if str(frozen) < str(handed):
        return no("frozen_before_notice", "冻结的时间早于交付协助冻结通知书。", NOTICE, "freeze_scene.frozen_at")
    text = str(ctx.look("freeze_scene.frozen_amount") or "")
    if not text:
        field = "freeze_scene.frozen_amount"
        return unknown("frozen_amount_unknown", "没有写明实际冻结的数额。", AMOUNT, field)
    approved, real = parse_yuan(str(ctx.look("freeze.amount") or "0")), parse_yuan(text)
    if real <= 0 or real > approved:
        said = f"实际冻结的数额应当大于零，不多于批准的 {yuan_words(approved)}；没有冻结成功的，登记未实施。"
        return no("frozen_too_much", said, AMOUNT, "freeze_scene.frozen_amount")
    return PASS


@guard("冻结的期限没有届满", LAPSE)
def freeze_is_running(ctx: Context) -> Verdict:
    return running(ctx, TERM, "冻结", LAPSE)


@guard("冻结只能延长一次", PERIOD)
def freeze_not_extended(ctx: Context) -> Verdict:
    return not_extended(ctx, TERM, "冻结", PERIOD)


@guard("冻结决定书在冻结以后交付当事人，只登记一次", DELIVERY)
def freeze_delivery_is_true(ctx: Context) -> Verdict:
    delivered, frozen = ctx.day("freeze_delivery.delivered_on"), ctx.day("freeze_scene.frozen_at")
    if delivered is None:
        return unknown(
            "delivery_day_unknown", "没有写明交付冻结决定书的日期。", DELIVERY, "freeze_delivery.delivered_on"
        )
    if (ctx.state.clocks.get("freeze_delivery") or {}).get("stopped"):
        return no("delivered_already", "冻结决定书的交付已经登记。", DELIVERY)
    if not_after(frozen, delivered) is False:
        text = "冻结以前不得让当事人知道；冻结决定书在冻结以后三个工作日内交付。"
        return no("told_before_freezing", text, QUIET, "freeze_delivery.delivered_on")
    return PASS


@guard("延长的决定在原期限届满以前通知金融机构，及时书面告知当事人", TOLD)
def freeze_extension_is_told(ctx: Context) -> Verdict:
    approved = ctx.state.done.get("approve_freeze_extension")
    if not approved:
        return no("no_extension", "冻结的期限没有延长。", TOLD)
    if ctx.state.done.get("tell_freeze_extension"):
        return no("told_already", "延长冻结的告知已经登记。", TOLD)
    bank, party = ctx.day("freeze_extension.institution_told_on"), ctx.day("freeze_extension.party_told_on")
    if bank is None or party is None:
        field = "freeze_extension.institution_told_on" if bank is None else "freeze_extension.party_told_on"
        return unknown("extension_day_unknown", "没有写明通知金融机构、告知当事人的日期。", TOLD, field)
    for name, day in (("institution_told_on", bank), ("party_told_on", party)):
        if day.last.isoformat() < approved[:10]:
            return no("told_before_extension", "告知的日期早于批准延长。", TOLD, f"freeze_extension.{name}")
    before = ctx.look("freeze_extension.before_on")
    if before and bank.first.isoformat() > str(before):
        text = f"原期限已于{day_words(str(before))}届满，金融机构应当自期满之日起解除冻结；延长没有接上，应当解除。"
        return no("told_after_lapse", text, LAPSE, "freeze_extension.institution_told_on")
    return PASS


@guard("解除冻结已经通知金融机构和当事人", RELEASE)
def freeze_release_was_told(ctx: Context) -> Verdict:
    made = ctx.state.done.get("release_freeze") or ""
    for name in ("institution_told_on", "unfrozen_on", "party_told_on"):
        field = f"freeze_end.{name}"
        day = ctx.day(field)
        if day is None:
            return unknown("release_not_told", "没有写明通知金融机构和当事人、解除冻结的日期。", RELEASE, field)
        early = made and name != "unfrozen_on" and day.last.isoformat() < made[:10]
        if early:
            return no("told_before_release", "通知的日期早于作出解除冻结决定。", RELEASE, field)
    return PASS
