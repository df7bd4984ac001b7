"""The right to a hearing: told where it exists, requested in time, held or given up before a decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minzhifa.law.procedure import hearing
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import Span, after, all_of, not_after, span
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.procedure.guards.telling import not_penal, window
from minzhifa.law.rulebook import compute
from minzhifa.law.words import day_words

HEARING = "处罚法第六十三条第一款、第六十四条第（一）项"
RESULTS = ("held", "waived", "withdrawn")


@guard("应当告知听证权利的已经告知", HEARING)
def hearing_right_is_told(ctx: Context) -> Verdict:
    told = ctx.look("notice.hearing_told")
    if told is True:
        return PASS
    due = hearing.hearing_right(ctx, ctx.look("notice.penalties") or ctx.look("penalties"))
    if due is False:
        return PASS
    if due is None or told is None:
        return unknown(
            "hearing_telling_unknown", "是否应当告知、是否已经告知听证权利不明。", HEARING, "notice.hearing_told"
        )
    return no(
        "hearing_not_told", "拟作出的处罚属于听证范围，应当告知当事人有要求听证的权利。", HEARING, "notice.hearing_told"
    )


def may_be_heard(ctx: Context, facts: Mapping[str, Any] | None = None) -> bool | None:
    """The party has, or was told to have, a right to a hearing. `facts`: those of the case, where a part asks."""
    known = ctx.facts if facts is None else facts
    if look(known, "notice.hearing_told") is True:
        return True
    return hearing.hearing_right(ctx, look(known, "notice.penalties"))


@guard("当事人有要求听证的权利", HEARING)
def hearing_right_exists(ctx: Context) -> Verdict:
    right = may_be_heard(ctx)
    if right is None:
        return unknown("hearing_right_unknown", "拟作出的处罚是否属于听证范围不明。", HEARING, "notice.penalties")
    return PASS if right else no("no_hearing_right", "拟作出的处罚不属于听证范围。", HEARING)


@guard("在期限内要求听证", "处罚法第六十四条第（一）项")
def hearing_request_in_time(ctx: Context) -> Verdict:
    return request_in_time(ctx, ctx.facts, ctx.day("hearing.requested_on"))


def request_in_time(ctx: Context, facts: Mapping[str, Any], asked: Span | None) -> Verdict:
    """Whether a request of that day lies in the party's time, which runs from the service of the notice."""
    article = "处罚法第六十四条第（一）项"
    served = span(look(facts, "notice.served_on"))
    if asked is None or served is None:
        return unknown(
            "hearing_request_unknown", "要求听证的日期或者告知书送达日不明。", article, "hearing.requested_on"
        )
    rule = ctx.rules.term("hearing_request", ctx.domain, served.first)
    due = compute(rule, served.last, ctx.rules.calendar).due
    in_time = all_of(not_after(asked, Span(due, due)), not_after(served, asked))
    if in_time is False:
        return no("hearing_request_late", f"要求听证的期限到{day_words(due)}届满。", article, "hearing.requested_on")
    if in_time is None:
        return unknown("hearing_request_unknown", "不能判断是否在期限内要求听证。", article, "hearing.requested_on")
    return PASS


@guard("当事人要求过听证", "处罚法第六十四条")
def hearing_was_requested(ctx: Context) -> Verdict:
    if ctx.look("hearing.result") not in (None, *RESULTS):
        return no("hearing_result", "听证结果应为举行、放弃或者撤回。", "处罚法第六十四条", "hearing.result")
    if not ctx.look("hearing.requested_on"):
        article = "处罚法第六十四条第（一）项"
        if ctx.historical:
            return unknown(
                "hearing_request_unknown", "原记载没有写明当事人何时要求听证。", article, "hearing.requested_on"
            )
        return no("hearing_not_requested", "当事人没有要求听证。", article)
    return PASS


@guard("在听证七日前通知了时间、地点", "处罚法第六十四条第（二）项")
def hearing_announced_in_time(ctx: Context) -> Verdict:
    return notice_in_time(ctx, ctx.day("hearing.held_on")) if ctx.look("hearing.result") == "held" else PASS


def notice_in_time(ctx: Context, held: Span | None) -> Verdict:
    """Whether the party was told of the hearing of that day seven working days before."""
    article = "处罚法第六十四条第（二）项"
    told = ctx.day("hearing.notified_on")
    if told is None or held is None:
        return unknown("hearing_notice_unknown", "通知听证的日期不明。", article, "hearing.notified_on")
    rule = ctx.rules.term("hearing_notice", ctx.domain, held.first)
    last = [compute(rule, day, ctx.rules.calendar).due for day in (held.first, held.last)]
    answer = not_after(told, Span(last[0], last[1]))
    if answer is False:
        return no("hearing_notice_late", f"听证通知最迟应于{day_words(last[0])}送达。", article, "hearing.notified_on")
    if answer is None:
        return unknown("hearing_notice_unknown", "不能判断是否提前七日通知。", article, "hearing.notified_on")
    return PASS


@guard("要求听证的期限已经届满，或者当事人已经要求、明确放弃", HEARING)
def hearing_window_closed(ctx: Context) -> Verdict:
    if not_penal(ctx) or ctx.look("waiver.hearing") is True or ctx.look("hearing.requested_on"):
        return PASS
    right = may_be_heard(ctx)
    if right is False:
        return PASS
    over, due = window(ctx, "hearing_request")
    if over:
        if right is True and ctx.look("notice.hearing_told") is False:
            return no(
                "hearing_not_told", "处罚属于听证范围而没有告知听证权利，不得作出决定。", HEARING, "notice.hearing_told"
            )
        return PASS
    if right is None or over is None:
        return unknown("hearing_window_unknown", "听证权利或者要求听证的期限是否届满不明。", HEARING, "notice")
    return no("hearing_window_open", f"要求听证的期限到{due}才届满，不得作出决定。", HEARING, "on")


@guard("要求过的听证已经结束", "处罚法第六十四条、第六十五条")
def hearing_is_over(ctx: Context) -> Verdict:
    if ctx.look("hearing.requested_on") and ctx.look("hearing.result") not in RESULTS:
        answer = unknown if ctx.historical else no
        return answer(
            "hearing_open", "当事人要求了听证，听证还没有结束。", "处罚法第六十四条、第六十五条", "hearing.result"
        )
    if ctx.historical and after(held := ctx.day("hearing.held_on"), ctx.on) is True and held:
        return no(
            "hearing_after_decision",
            f"听证在决定之后（{day_words(held.text)}）才举行，未经听证不得作出决定。",
            "处罚法第六十五条",
            "hearing.held_on",
        )
    return PASS
