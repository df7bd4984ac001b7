"""Prior notice, statement and defence: no decision before the party was told and its time has run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import Span, after, not_after, span
from minzhifa.law.procedure.guards.proof import PENALTY
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.rulebook import compute
from minzhifa.law.words import day_words

NOTICE = "处罚法第四十四条、第六十二条"
HEARD = "处罚法第四十五条第一款、第六十二条"


def not_penal(ctx: Context) -> bool:
    """The outcome is known, and it is no penalty: nothing had to be told."""
    return ctx.outcome is not None and ctx.outcome != PENALTY


@guard("处理意见是给予行政处罚", NOTICE)
def outcome_is_penalty(ctx: Context) -> Verdict:
    if ctx.outcome is None:
        return unknown("outcome_unknown", "没有写明处理意见。", "处罚法第五十七条第一款", "opinion.outcome")
    if ctx.outcome != PENALTY:
        return no(
            "outcome_not_penalty", "处理意见不是给予行政处罚，不需要事先告知。", "处罚法第四十四条", "opinion.outcome"
        )
    return PASS


@guard("处理意见不是给予行政处罚", NOTICE)
def outcome_is_not_penalty(ctx: Context) -> Verdict:
    if ctx.outcome is None:
        return unknown("outcome_unknown", "没有写明处理意见。", "处罚法第五十七条第一款", "opinion.outcome")
    if ctx.outcome == PENALTY:
        return no("notice_missing", "拟给予行政处罚的，应当先告知当事人并听取陈述申辩，才能作出决定。", NOTICE)
    return PASS


def service_verdict(ctx: Context, key: str) -> Verdict:
    """Service by its way: what each way needs to count as service (民诉法 87-95 by 处罚法 61)."""
    article = "处罚法第六十一条；市监程序第八十二条"
    data = ctx.look(key)
    way = data.get("way") if isinstance(data, Mapping) else None
    if not way:
        return unknown("service_way_unknown", "送达方式不明。", article, f"{key}.way")
    if way == "electronic":
        consent = data.get("confirmation")
        if consent is None:
            consent = ctx.look("service_consent.electronic")
        if consent is None:
            return unknown(
                "consent_unknown", "当事人是否签订送达地址确认书不明。", "处罚法第六十一条第二款", f"{key}.confirmation"
            )
        if not consent:
            return no(
                "no_consent",
                "当事人没有同意并签订确认书，不得采用电子方式送达。",
                "处罚法第六十一条第二款",
                f"{key}.confirmation",
            )
    if way == "left" and not (data.get("witness") or data.get("recording")):
        missing = unknown if ctx.historical else no
        return missing(
            "left_without_proof", "留置送达须有见证人签名，或者以拍照、录像记录送达过程。", article, f"{key}.witness"
        )
    if way == "public_notice":
        return _public_notice(ctx, key, data, article)
    return PASS


def _public_notice(ctx: Context, key: str, data: Mapping[str, Any], article: str) -> Verdict:
    published, served = span(data.get("published_on")), span(data.get("served_on"))
    if published is None or served is None:
        return unknown("publication_unknown", "公告发布日不明，不能确定送达日。", article, f"{key}.published_on")
    rule = ctx.rules.term("public_notice", ctx.domain, published.first)
    due = compute(rule, published.last, ctx.rules.calendar).due
    answer = after(Span(due, due), served)
    if answer is True:
        return no(
            "public_notice_running",
            f"公告自{day_words(published.text)}发布，到{day_words(due)}才视为送达。",
            article,
            f"{key}.served_on",
        )
    return PASS


@guard("告知书的送达有凭据", "处罚法第四十四条、第六十一条")
def notice_service_is_proven(ctx: Context) -> Verdict:
    return service_verdict(ctx, "notice")


@guard("告知书的送达日不晚于登记日，也不早于批准告知日", NOTICE)
def notice_served_before_today(ctx: Context) -> Verdict:
    served = ctx.day("notice.served_on")
    approved = span(ctx.state.done.get("approve_notice"))
    if after(served, ctx.on) is True:
        return no("served_later", "告知书的送达日晚于登记日。", ctx.row.article, "notice.served_on")
    if not_after(approved, served) is False:
        return no("served_before_approval", "告知书的送达日早于批准告知之日。", NOTICE, "notice.served_on")
    return PASS


@guard("已经书面告知拟作出的处罚内容及事实、理由、依据", NOTICE)
def notice_was_served(ctx: Context) -> Verdict:
    if not_penal(ctx):
        return PASS
    served = ctx.day("notice.served_on")
    if served is None:
        if ctx.historical:
            return unknown("notice_missing", "原记载没有写明何时告知当事人拟作出的处罚。", NOTICE, "notice.served_on")
        return no("notice_missing", "没有告知当事人拟作出的处罚，不得作出处罚决定。", NOTICE, "notice.served_on")
    order = not_after(served, ctx.on)
    if order is False:
        return no(
            "decision_before_notice",
            f"决定日期早于告知书送达日（{day_words(served.text)}），先决定后告知不得作出处罚决定。",
            NOTICE,
            "on",
        )
    return PASS if order else unknown("notice_order_unknown", "告知与决定的先后不明。", NOTICE, "notice.served_on")


def window(ctx: Context, term: str) -> tuple[bool | None, str]:
    """Whether a party's term that began with the service of the notice is over on the day of the act; its last day."""
    served = ctx.day("notice.served_on")
    if served is None:
        return None, ""
    rule = ctx.rules.term(term, ctx.domain, served.first)
    ends: list[date] = []
    for day in (served.first, served.last):
        found = compute(rule, day, ctx.rules.calendar)
        ends.append(max(found.due, found.other.due) if found.other else found.due)
    return after(ctx.on, Span(ends[0], ends[1])), day_words(ends[1])


@guard("陈述申辩期限已经届满，或者当事人明确放弃", HEARD)
def statement_window_closed(ctx: Context) -> Verdict:
    article = "处罚法第四十五条第一款、第六十二条；市监程序第五十七条第二款"
    if not_penal(ctx) or ctx.look("waiver.statement") is True:
        return PASS
    over, due = window(ctx, "statement")
    if over is None:
        return unknown(
            "statement_window_unknown",
            "告知书送达日或者决定日不完整，不能判断陈述申辩期限是否届满。",
            article,
            "notice.served_on",
        )
    if not over:
        return no(
            "statement_window_open", f"陈述申辩期限到{due}才届满，当事人又没有明确放弃，不得作出决定。", article, "on"
        )
    return PASS


@guard("陈述申辩意见都已复核并答复", HEARD)
def statements_are_answered(ctx: Context) -> Verdict:
    if not_penal(ctx):
        return PASS
    statements = ctx.facts.get("statements")
    if statements is None and ctx.historical and ctx.look("waiver.statement") is not True:
        return unknown("statements_unknown", "原记载没有写明当事人是否陈述申辩。", HEARD, "statements")
    open_points = [
        str(one.get("point") or one.get("id"))
        for one in statements or ()
        if not str(one.get("answer") or "").strip() or one.get("adopted") is None
    ]
    if open_points:
        answer = unknown if ctx.historical else no
        return answer(
            "statement_unanswered",
            f"还有 {len(open_points)} 条陈述申辩意见没有复核答复：{open_points[0].rstrip('。')}。",
            HEARD,
            "statements",
        )
    return PASS


@guard("答复针对当事人提出过的意见", "处罚法第四十五条第一款")
def answers_are_to_known_points(ctx: Context) -> Verdict:
    known = {str(one.get("id")) for one in ctx.state.facts.get("statements") or ()}
    if not known:
        return no("no_statement", "没有登记过陈述申辩意见，没有需要复核的。", ctx.row.article, "statements")
    for one in ctx.given.get("statements") or ():
        if str(one.get("id")) not in known:
            return no("no_such_statement", "没有这一条陈述申辩意见。", ctx.row.article, "statements")
        if not str(one.get("answer") or "").strip():
            return unknown("answer_missing", "没有写明复核意见。", ctx.row.article, "statements")
    return PASS


@guard("放弃是明确的", "处罚法第六十二条")
def waiver_is_explicit(ctx: Context) -> Verdict:
    form = ctx.look("waiver.form")
    if form is not None and form not in ("written", "record"):
        return no(
            "waiver_not_explicit",
            "放弃陈述申辩须由当事人以书面或者在笔录中明确表示。",
            "处罚法第六十二条",
            "waiver.form",
        )
    if not_after(ctx.day("notice.served_on"), ctx.day("waiver.on")) is False:
        return no("waiver_before_notice", "放弃的声明早于告知。", "处罚法第六十二条", "waiver.on")
    return PASS
