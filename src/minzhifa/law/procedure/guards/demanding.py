"""Demand before enforcement, the party's answer, enforcement by the agency's own power, its stay and its end."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from minzhifa.law.errors import BadInput
from minzhifa.law.money import parse_yuan
from minzhifa.law.procedure import owing
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import after, not_after, span
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.words import day_words, yuan_words

DEMAND = "强制法第三十五条"
HEARD = "强制法第三十六条"
DECIDE = "强制法第三十七条第一款"
SERVICE = "强制法第三十八条"
POWER = "强制法第十三条"
NIGHT = "强制法第四十三条第一款"
HOMES = "强制法第四十三条第二款"
THIRTY = "强制法第四十六条第一款"
SEIZED = "强制法第四十六条第三款"
AGREED = "强制法第四十二条第一款"
THREE_YEARS = "强制法第三十九条第二款"
DAY_FROM, DAY_TO = 6, 22  # the hours from 22 to 6 are night: the statute names none, other statutes these


@guard("当事人在决定的期限内没有履行", "强制法第三十四条")
def duty_is_overdue(ctx: Context) -> Verdict:
    article = "强制法第三十四条"
    if ctx.look("demand.duty") not in ("money", "act"):
        return unknown("duty_unknown", "没有写明催告履行什么义务。", article, "demand.duty")
    if ctx.look("demand.duty") == "act":
        due = ctx.day("demand.duty_until")
        if due is None:
            return unknown("duty_day_unknown", "没有写明决定确定的履行期限。", article, "demand.duty_until")
    else:
        if owing.unpaid(ctx.case) == 0:
            return no("nothing_owed", "罚款已经缴清，没有可以催告的金钱给付义务。", article, "payments")
        due = span(owing.fine_due(ctx.case))
        if due is None:
            return unknown("payment_day_unknown", "缴款期限何时届满不明。", article, "service")
    if after(ctx.on, due) is not True:
        return no("duty_not_yet_due", f"履行期限到{day_words(due.text)}才届满，届满以前不能催告。", article, "on")
    return PASS


@guard("催告载明履行期限、方式，涉及金钱的载明明确的金额，不高于依法应缴的数额", DEMAND)
def demand_is_complete(ctx: Context) -> Verdict:
    first, third = f"{DEMAND}第（一）项", f"{DEMAND}第（三）项"
    due = ctx.day("demand.due_on")
    if due is None or due.exact is None:
        return unknown("demand_day_unknown", "催告应当写明履行义务的期限。", first, "demand.due_on")
    if not_after(due, ctx.on) is not False:
        return no("demand_day_passed", "催告的履行期限应当在催告之后。", first, "demand.due_on")
    return _amount_is_lawful(ctx, third) if ctx.look("demand.duty") == "money" else PASS


def _amount_is_lawful(ctx: Context, third: str) -> Verdict:
    text = str(ctx.look("demand.amount") or "")
    if not text:
        return unknown("demand_amount_unknown", "涉及金钱给付的，应当有明确的金额和给付方式。", third, "demand.amount")
    amount, left = parse_yuan(text), owing.unpaid(ctx.case)
    if left is None:
        return unknown("fine_unknown", "罚款金额不明。", third, "decision.penalties")
    most = left + _surcharge(ctx)
    if amount <= 0 or amount > most:
        text = f"催告的金额应当大于零，不高于未缴的罚款和已经决定加处的罚款，合计 {yuan_words(most)}。"
        return no("demand_amount", text, third, "demand.amount")
    return PASS


def _surcharge(ctx: Context) -> Decimal:
    """The surcharge up to the act, where it was decided; one that was not decided is not demanded."""
    decided = any(part.stage == "imposed" for part in owing.parts_named(ctx.case, owing.SURCHARGE).values())
    found = owing.surcharge_on(ctx.case, ctx.rules, ctx.domain, ctx.on.last) if ctx.on and decided else None
    return found.amount if found else Decimal(0)


@guard("催告书、执行决定书的送达有凭据，在制作之后", SERVICE)
def demand_service_is_proven(ctx: Context) -> Verdict:
    top = "enforcement_service" if ctx.row.action == "serve_enforcement" else "demand_service"
    served = ctx.day(f"{top}.served_on")
    if served is None or not ctx.look(f"{top}.way") or not ctx.look(f"{top}.receiver"):
        return unknown("demand_service_unknown", "没有写明送达方式、日期和受送达人。", SERVICE, f"{top}.served_on")
    made = ctx.state.done.get("approve_enforcement" if top == "enforcement_service" else "issue_demand")
    if not_after(span(made), served) is False:
        return no("served_before_made", "送达日期早于制作日期。", SERVICE, f"{top}.served_on")
    return PASS


@guard("当事人在催告后提出的意见已经复核，成立的已经采纳", HEARD)
def demand_statement_answered(ctx: Context) -> Verdict:
    if not ctx.look("demand_statement.point"):
        return PASS
    answer, adopted = ctx.look("demand_statement.answer"), ctx.look("demand_statement.adopted")
    if not answer or adopted not in ("adopted", "refused"):
        text = "当事人在催告后提出的事实、理由和证据，还没有复核。"
        return no("demand_statement_open", text, HEARD, "demand_statement.answer")
    if adopted == "adopted":
        text = "当事人提出的事实、理由或者证据成立，应当采纳，不再强制执行。"
        return no("demand_statement_adopted", text, HEARD, "demand_statement.adopted")
    return PASS


@guard("催告的期限已过，或者有证据证明有转移、隐匿财物迹象", DECIDE)
def demand_has_run(ctx: Context) -> Verdict:
    if str(ctx.look("enforcement.hiding") or "").strip():
        return PASS
    due = ctx.day("demand.due_on")
    if due is None:
        return unknown("demand_day_unknown", "催告的履行期限不明。", DECIDE, "demand.due_on")
    if after(ctx.on, due) is not True:
        text = f"催告的履行期限到{day_words(due.text)}才届满；没有转移、隐匿财物迹象的证据，届满以前不能决定强制执行。"
        return no("demand_is_running", text, f"{DECIDE}、第三款", "on")
    return PASS


@guard("法律规定本机关有强制执行权", POWER)
def own_power_is_given(ctx: Context) -> Verdict:
    power = ctx.look("enforcement.power")
    if power not in ("law", "seized", "none"):
        return unknown("power_unknown", "没有写明强制执行权的依据。", POWER, "enforcement.power")
    if power == "none":
        text = "法律没有规定行政机关强制执行的，应当申请人民法院强制执行；行政法规、地方性法规、规章不能设定。"
        return no("no_own_power", text, POWER, "enforcement.power")
    if power == "seized":
        return _seized(ctx)
    return PASS


def _seized(ctx: Context) -> Verdict:
    """Goods seized in this case may be auctioned for the fine, once the remedies ran out unused (强制法46 III)."""
    if ctx.look("demand.duty") != "money":
        return no("no_own_power", "拍卖抵缴只用于罚款。", SEIZED, "enforcement.power")
    if not any(part.stage == "in_force" for part in owing.parts_named(ctx.case, owing.COERCION).values()):
        return no("nothing_seized", "本案没有正在查封、扣押的财物，不能拍卖抵缴罚款。", SEIZED, "enforcement.power")
    if any(owing.used(ctx.case, kind) for kind in owing.REMEDIES):
        return no("remedy_used", "当事人已经申请复议或者提起诉讼，不能拍卖抵缴罚款。", SEIZED, "follow_ups")
    over = span(owing.remedies_end(ctx.case, ctx.rules, ctx.domain))
    if over is None:
        return unknown("remedies_unknown", "复议、诉讼期限何时届满不明。", SEIZED, "service")
    if after(ctx.on, over) is not True:
        return no("remedies_open", f"复议、诉讼期限到{day_words(over.text)}才全部届满。", SEIZED, "on")
    return PASS


@guard("金钱给付的，加处罚款已超过三十日", THIRTY)
def surcharge_ran_thirty_days(ctx: Context) -> Verdict:
    if ctx.look("demand.duty") != "money" or ctx.look("enforcement.power") == "seized":
        return PASS
    imposed = [part for part in owing.parts_named(ctx.case, owing.SURCHARGE).values() if part.stage == "imposed"]
    if not imposed:
        return no("no_surcharge", "还没有加处罚款；加处罚款超过三十日，经催告仍不履行的，才可以强制执行。", THIRTY)
    due = span((imposed[-1].clocks.get("surcharge_enforcement") or {}).get("due"))
    if due is None:
        return unknown("surcharge_day_unknown", "加处罚款自何日起算不明。", THIRTY)
    if after(ctx.on, due) is not True:
        return no(
            "surcharge_not_thirty_days", f"加处罚款到{day_words(due.text)}满三十日，超过三十日才可以执行。", THIRTY
        )
    return PASS


def moment_of(text: str) -> datetime | None:
    """A day with its time; None for anything else."""
    try:
        return datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        return None


@guard("不在夜间、节假日执行，情况紧急的除外", NIGHT)
def not_at_night_or_on_holidays(ctx: Context) -> Verdict:
    top = "substitute" if ctx.procedure.id == "substitute" else "enforcement"
    key = f"{top}.planned_at"
    text = str(ctx.look(key) or "")
    moment = moment_of(text)
    if moment is None:
        return unknown("time_unknown", "没有写明执行的日期和时刻。", NIGHT, key)
    if str(ctx.look(f"{top}.urgency") or "").strip():
        return PASS
    if not DAY_FROM <= moment.hour < DAY_TO:
        return no("at_night", "不得在夜间实施强制执行，情况紧急的除外。", NIGHT, key)
    if not ctx.rules.calendar.is_working_day(moment.date()):
        day = day_words(moment.date())
        return no("on_a_holiday", f"{day}是节假日，不得在节假日实施强制执行，情况紧急的除外。", NIGHT, key)
    if ctx.on and moment.date() < ctx.on.first and ctx.row.pends:
        return no("time_passed", "执行的时间已过。", NIGHT, key)
    return PASS


@guard("不对居民生活停水、停电、停热、停气", HOMES)
def homes_keep_supplies(ctx: Context) -> Verdict:
    kept = ctx.look("enforcement.homes")
    if kept is None:
        return unknown(
            "supplies_unknown", "没有写明是否影响居民生活的供水、供电、供热、供燃气。", HOMES, "enforcement.homes"
        )
    if kept is not True:
        return no("supplies_cut", "不得对居民生活采取停止供水、供电、供热、供燃气等方式。", HOMES, "enforcement.homes")
    return PASS


@guard("执行协议减免的只是加处的罚款，不是罚款本身", AGREED)
def agreement_spares_the_fine(ctx: Context) -> Verdict:
    text = str(ctx.look("enforcement_agreement.reduced") or "")
    if not text:
        return PASS
    try:
        reduced = parse_yuan(text)
    except BadInput as error:
        return no("bad_amount", error.message, AGREED, "enforcement_agreement.reduced")
    most = _surcharge(ctx)
    if reduced > most:
        said = f"可以减免的只有加处的罚款，到办理之日为 {yuan_words(most)}；罚款本身不得减免。"
        return no("principal_reduced", said, AGREED, "enforcement_agreement.reduced")
    return PASS


@guard("中止执行满三年没有恢复", THREE_YEARS)
def three_years_are_over(ctx: Context) -> Verdict:
    due = span((ctx.state.clocks.get("enforcement_suspended") or {}).get("due"))
    if due is None:
        return unknown("stay_unknown", "中止执行自何日起算不明。", THREE_YEARS)
    if after(ctx.on, due) is not True:
        return no("stay_is_running", f"中止执行到{day_words(due.text)}才满三年。", THREE_YEARS, "on")
    return PASS


@guard("登记的结果与案卷相符", "处罚法第四十七条")
def demand_end_is_true(ctx: Context) -> Verdict:
    article, way = "处罚法第四十七条", ctx.look("demand_end.way")
    if way not in ("performed", "court", "withdrawn"):
        return unknown("end_unknown", "没有写明怎样办结。", article, "demand_end.way")
    if way == "performed" and ctx.look("demand.duty") == "money" and owing.unpaid(ctx.case) != 0:
        return no("fine_unpaid", "罚款还没有缴清，不能登记为已经履行。", article, "payments")
    if way == "court" and not owing.parts_named(ctx.case, owing.COURT):
        return no("no_application", "本案还没有向人民法院申请强制执行。", article, "demand_end.way")
    return PASS
