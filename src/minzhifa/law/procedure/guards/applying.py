"""The application to the court for enforcement: by whom, when, with what; the way up against a refusal."""

from __future__ import annotations

from minzhifa.law.money import parse_yuan
from minzhifa.law.procedure import owing
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import after, not_after, span
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.procedure.package import ARTICLE as PACKAGE
from minzhifa.law.procedure.package import package
from minzhifa.law.procedure.reckoning import reckoned
from minzhifa.law.words import day_words, yuan_words

COURT = "强制法第五十三条"
DEMANDED = "强制法第五十四条"
OBJECTION = {"not_accepted": "强制法第五十六条第二款", "not_executed": "强制法第五十八条第三款"}


@guard("本机关没有行政强制执行权", f"{COURT}；强制法第十三条第二款")
def agency_has_no_power(ctx: Context) -> Verdict:
    without = ctx.look("application.no_power")
    if without is None:
        text = "没有写明本机关对本案有没有行政强制执行权。"
        return unknown("power_unknown", text, COURT, "application.no_power")
    if without is not True:
        return no(
            "own_power", "法律规定本机关有行政强制执行权的，由本机关依法强制执行。", COURT, "application.no_power"
        )
    return PASS


@guard("当事人在法定期限内没有申请复议或者提起诉讼，期限已经届满", COURT)
def remedies_are_over(ctx: Context) -> Verdict:
    case = ctx.case
    if owing.used(case, "litigation"):
        return no("remedy_used", "当事人已经提起行政诉讼，应当依照生效裁判执行。", COURT, "follow_ups")
    if owing.used(case, "reconsideration") and owing.ended_on(case, "reconsideration") is None:
        return no("remedy_runs", "当事人已经申请行政复议，复议还没有结果。", COURT, "follow_ups")
    over = span(owing.remedies_end(case, ctx.rules, ctx.domain))
    if over is None:
        return unknown("remedies_unknown", "复议、诉讼期限何时届满不明。", COURT, "service")
    if after(ctx.on, over) is not True:
        text = f"申请复议、提起诉讼的期限到{day_words(over.text)}才全部届满，届满以前不能申请强制执行。"
        return no("remedies_open", text, COURT, "on")
    return PASS


@guard("自期限届满之日起三个月内申请；批准延期、分期缴纳的，自该期限结束之日起", f"{COURT}；处罚法第七十二条第二款")
def court_window_is_open(ctx: Context) -> Verdict:
    article = f"{COURT}；处罚法第七十二条第二款"
    begun = owing.court_start(ctx.case, ctx.rules, ctx.domain)
    if begun is None:
        return unknown("remedies_unknown", "申请强制执行的期限自何日起算不明。", article, "service")
    rule = ctx.rules.term(owing.WINDOW, ctx.domain, begun)
    due = reckoned(rule, begun, ctx.rules.calendar).due
    day = ctx.day("submission.submitted_on") or ctx.on
    if not_after(day, span(due)) is False:
        text = f"申请人民法院强制执行的期限自{day_words(begun)}起算，已于{day_words(due)}届满。"
        return no("court_window_over", text, article, "on")
    return PASS


@guard("催告书送达十日后当事人仍没有履行", DEMANDED)
def ten_days_after_demand(ctx: Context) -> Verdict:
    served = [part for part in owing.parts_named(ctx.case, owing.DEMAND).values() if "serve_demand" in part.done]
    if not served:
        return no(
            "no_demand", "申请人民法院强制执行前，应当催告当事人履行义务，本案还没有送达催告书。", DEMANDED, "demand"
        )
    due = span((served[-1].clocks.get("demand_notice") or {}).get("due"))
    if due is None:
        return unknown("demand_day_unknown", "催告书送达后的十日何日届满不明。", DEMANDED, "demand")
    if after(ctx.on, due) is not True:
        return no("ten_days_running", f"催告书送达后的十日到{day_words(due.text)}才届满。", DEMANDED, "on")
    point, answer = (look(served[-1].facts, f"demand_statement.{one}") for one in ("point", "answer"))
    if point and not answer:
        return no("demand_statement_open", "当事人在催告后提出的意见还没有复核。", "强制法第三十六条", "demand")
    return PASS


@guard("当事人仍没有履行，申请的金额不高于依法应缴的数额", COURT)
def duty_is_still_open(ctx: Context) -> Verdict:
    text = str(ctx.look("application.amount") or "")
    if not text:
        return PASS  # what is to be done is no payment
    amount, left = parse_yuan(text), owing.unpaid(ctx.case)
    if left is None or ctx.on is None:
        return unknown("fine_unknown", "罚款金额不明。", COURT, "decision.penalties")
    if not left:
        return no("nothing_owed", "罚款已经缴清，没有可以申请执行的金额。", COURT, "payments")
    added = owing.surcharge_on(ctx.case, ctx.rules, ctx.domain, ctx.on.last)
    most = left + (added.amount if added else 0)
    if amount <= 0 or amount > most:
        said = f"申请执行的金额应当大于零，不高于未缴的罚款和加处罚款，合计 {yuan_words(most)}。"
        return no("amount_too_high", said, "强制法第四十五条第二款", "application.amount")
    return PASS


@guard("申请材料五项齐全，与案卷相符", PACKAGE)
def package_is_whole(ctx: Context) -> Verdict:
    for one in package(ctx):
        if not one.found:
            return no("package_incomplete", f"缺少“{one.item}”：{one.missing}。", one.ground, one.field)
    return PASS


@guard("对不予受理、不予执行的裁定，自收到之日起十五日内申请复议", "强制法第五十六条第二款、第五十八条第三款")
def objection_in_time(ctx: Context) -> Verdict:
    article = OBJECTION.get(ctx.state.stage, OBJECTION["not_accepted"])
    due = span((ctx.state.clocks.get("court_objection") or {}).get("due"))
    if due is None:
        return unknown("ruling_day_unknown", "何日收到裁定不明。", article)
    if not_after(ctx.day("objection.filed_on"), due) is False:
        text = f"向上一级人民法院申请复议的期限已于{day_words(due.text)}届满。"
        return no("objection_late", text, article, "objection.filed_on")
    return PASS
