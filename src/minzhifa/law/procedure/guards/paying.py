"""Fines not paid at once: instalments and deferral, and the surcharge on what is late."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from minzhifa.law.errors import BadInput
from minzhifa.law.money import parse_yuan
from minzhifa.law.procedure import owing
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import after, not_after, span
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.words import day_words, yuan_words

PLAN = "处罚法第六十六条第二款"
EARLY = "农业行政处罚程序规定第八十一条第一款"
SURCHARGE = "处罚法第七十二条第一款第（一）项"
TOLD = "强制法第四十五条第一款"
CAP = "强制法第四十五条第二款；处罚法第七十二条第一款第（一）项"
LEAST = 2


def _left(ctx: Context, article: str) -> Decimal | Verdict:
    left = owing.unpaid(ctx.case)
    if left is None:
        return unknown("fine_unknown", "罚款金额不明。", article, "decision.penalties")
    return left if left else no("nothing_owed", "本案没有还没有缴纳的罚款。", article, "payments")


@guard("还有没有缴清的罚款", PLAN)
def fine_is_open(ctx: Context) -> Verdict:
    left = _left(ctx, PLAN)
    return left if isinstance(left, Verdict) else PASS


@guard("本领域要求缴款期限届满前提出申请的，已在届满前提出", EARLY)
def plan_asked_in_time(ctx: Context) -> Verdict:
    if ctx.value("plan_before_due").value is not True:
        return PASS
    asked, due = ctx.day("plan_request.applied_on"), span((ctx.case.clocks.get(owing.PAYMENT) or {}).get("due"))
    answer = not_after(asked, due)
    if answer is False and due:
        text = f"应当在缴款期限届满（{day_words(due.text)}）前提出延期、分期缴纳的书面申请。"
        return no("plan_asked_late", text, EARLY, "plan_request.applied_on")
    if answer is None:
        return unknown("payment_day_unknown", "缴款期限或者申请日期不明。", EARLY, "plan_request.applied_on")
    return PASS


@guard("计划各期写明日期、金额，由前到后，合计等于未缴的罚款", PLAN)
def plan_is_sound(ctx: Context) -> Verdict:
    rows = ctx.look("plan.rows")
    if not rows or ctx.look("plan.kind") not in ("defer", "instalments"):
        text = "没有写明是延期还是分期，各期的缴纳日期和金额。"
        return unknown("plan_missing", text, PLAN, "plan.rows")
    left = _left(ctx, PLAN)
    if isinstance(left, Verdict):
        return left
    return _plan_fault(ctx, owing.instalments(rows), left) or PASS


def _plan_fault(ctx: Context, lines: list[owing.Instalment], left: Decimal) -> Verdict | None:
    deferred = ctx.look("plan.kind") == "defer"
    if (len(lines) > 1) if deferred else (len(lines) < LEAST):
        text = "延期缴纳的，只有一期。" if deferred else "分期缴纳的，不少于两期。"
        return no("plan_kind", text, PLAN, "plan.rows")
    if any(line.amount <= 0 for line in lines):
        return no("plan_amount", "各期金额应当大于零。", PLAN, "plan.rows")
    if any(one.due >= two.due for one, two in pairwise(lines)):
        return no("plan_days", "各期的缴纳日期应当由前到后。", PLAN, "plan.rows")
    if ctx.on and lines[0].due < ctx.on.first:
        return no("plan_day_passed", "第 1 期的缴纳日期已过。", PLAN, "plan.rows")
    if lines[-1].by_then != left:
        text = f"各期合计 {yuan_words(lines[-1].by_then)}，未缴的罚款为 {yuan_words(left)}，应当相等。"
        return no("plan_sum", text, PLAN, "plan.rows")
    return None


@guard("本期缴纳的金额是金额", "处罚法第六十七条第三款")
def instalment_is_real(ctx: Context) -> Verdict:
    article = "处罚法第六十七条第三款"
    text = str(ctx.look("plan_payment.amount") or "")
    try:
        amount = parse_yuan(text)
    except BadInput as error:
        return no("bad_amount", error.message, article, "plan_payment.amount")
    if amount <= 0:
        return no("bad_amount", f"“{text}”不是可以缴纳的金额。", article, "plan_payment.amount")
    day = ctx.day("plan_payment.paid_on")
    if day is None:
        return unknown("payment_day_unknown", "没有写明缴款日期。", article, "plan_payment.paid_on")
    if after(day, ctx.on) is True:
        return no("paid_later", "缴款日期晚于登记日。", article, "plan_payment.paid_on")
    return PASS


@guard("有一期已经到期而没有缴足", PLAN)
def instalment_is_missed(ctx: Context) -> Verdict:
    if ctx.on is None or ctx.on.exact is None:
        return unknown("day_unknown", "登记的日期不明。", PLAN, "on")
    if owing.missed(ctx.case, ctx.state, ctx.on.exact) is None:
        return no("nothing_missed", "到期的各期都已经缴足，其余各期还没有到期。", PLAN)
    return PASS


@guard("计划的罚款已经缴清", PLAN)
def plan_is_paid(ctx: Context) -> Verdict:
    left = owing.unpaid(ctx.case)
    if left is None:
        return unknown("fine_unknown", "罚款金额不明。", PLAN, "decision.penalties")
    return PASS if not left else no("fine_unpaid", f"还有 {yuan_words(left)} 没有缴纳。", PLAN, "payments")


@guard("没有正在执行的延期、分期缴纳", PLAN)
def no_plan_runs(ctx: Context) -> Verdict:
    if owing.running_plan(ctx.case) is None:
        return PASS
    return no(
        "plan_is_running", "已经批准延期、分期缴纳，期限结束以前不催告、不加处罚款、不申请强制执行。", PLAN, "parts"
    )


@guard("罚款到期没有缴清，加处自届满次日起算，以未缴的罚款为基数", SURCHARGE)
def surcharge_is_due(ctx: Context) -> Verdict:
    left, due = _left(ctx, SURCHARGE), owing.fine_due(ctx.case)
    if isinstance(left, Verdict):
        return left
    if due is None:
        return unknown("payment_day_unknown", "缴款期限何时届满不明。", SURCHARGE, "service")
    day = span(due)
    if after(ctx.on, day) is not True:
        return no("payment_still_open", f"缴款期限到{day_words(due)}才届满，届满以前不加处罚款。", SURCHARGE, "on")
    return _surcharge_fault(ctx, due, left) or PASS


def _surcharge_fault(ctx: Context, due: date, left: Decimal) -> Verdict | None:
    first = ctx.day("surcharge.from_on")
    if first is None or first.exact is None:
        return unknown("surcharge_day_unknown", "没有写明加处罚款的起算日。", SURCHARGE, "surcharge.from_on")
    if first.exact <= due:
        text = f"加处罚款自缴款期限届满（{day_words(due)}）的次日起计算。"
        return no("surcharge_too_early", text, SURCHARGE, "surcharge.from_on")
    base = parse_yuan(str(ctx.look("surcharge.base") or ""))
    if base > left or base <= 0:
        text = f"加处罚款以未缴的罚款 {yuan_words(left)} 为基数，不得高于它。"
        return no("surcharge_base", text, SURCHARGE, "surcharge.base")
    return None


@guard("加处罚款的标准告知过当事人", TOLD)
def surcharge_was_told(ctx: Context) -> Verdict:
    told = ctx.look("surcharge.told_in")
    if told not in ("decision", "notice", "not_told"):
        return unknown(
            "surcharge_told_unknown", "没有写明在哪一文书中告知了加处罚款的标准。", TOLD, "surcharge.told_in"
        )
    if told == "not_told":
        return no("surcharge_not_told", "加处罚款的标准应当告知当事人，没有告知的不能加处。", TOLD, "surcharge.told_in")
    return PASS


@guard("收取的加处罚款不超过依法算出的数额", CAP)
def surcharge_within_cap(ctx: Context) -> Verdict:
    if ctx.look("surcharge_end.way") == "revoked":
        return PASS
    amount = parse_yuan(str(ctx.look("surcharge_end.amount") or ""))
    found = owing.surcharge_on(ctx.case, ctx.rules, ctx.domain, ctx.on.last) if ctx.on else None
    if found is None:
        return unknown("surcharge_unknown", "加处罚款的数额算不出来：罚款、缴款期限或者日期不明。", CAP, "on")
    if amount > found.amount:
        text = f"加处罚款依法计算为 {yuan_words(found.amount)}：{found.explanation}"
        return no("surcharge_too_much", text, CAP, "surcharge_end.amount")
    return PASS
