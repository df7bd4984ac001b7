"""Days and terms: nothing in the future, nothing before what it follows, limitation, extensions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from minzhifa.law.errors import BadInput
from minzhifa.law.procedure.clocks import DECISION, REASONS, excludes
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import Span, after, not_after, span
from minzhifa.law.procedure.guards.people import collective
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.procedure.reckoning import reckoned
from minzhifa.law.words import day_words

AHEAD = frozenset({"recheck_on", "due_on", "deadline_on", "planned_on", "until_on"})
LIMITATION = "处罚法第三十六条"
EXTENSION = "处罚法第六十条；市监程序第六十四条第一款"


def _days_in(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            here = f"{path}.{key}" if path else str(key)
            dated = key in ("on", "date") or str(key).endswith("_on")
            if dated and inner is not None:
                if key not in AHEAD:
                    yield here, inner
            else:
                yield from _days_in(inner, here)
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from _days_in(inner, f"{path}.{place}")


@guard("日期可以辨认，而且不在将来", "处罚法第四十七条")
def day_is_possible(ctx: Context) -> Verdict:
    if ctx.on is None:
        return unknown("day_unknown", "这一环节的日期不明。", ctx.row.article, "on")
    return day_may_be_unknown(ctx)


@guard("写明的日期都可以辨认，而且不在将来", "处罚法第四十七条")
def day_may_be_unknown(ctx: Context) -> Verdict:
    article = "处罚法第四十七条"
    for path, raw in [("on", ctx.on), *_days_in(ctx.given)]:
        try:
            day = raw if isinstance(raw, Span) or raw is None else span(raw)
        except BadInput as error:
            if path.endswith("date"):
                continue  # evidence of old records dates itself in words
            return no("bad_day", str(error), article, path)
        if day and day.first > ctx.today:
            return no(
                "future_day",
                f"{day_words(day.text)}在今天（{day_words(ctx.today)}）之后，不能作为已经发生的事记录。",
                article,
                path,
            )
    return PASS


@guard("不早于此前的环节", "处罚法第五十四条至第六十二条")
def order_of_days(ctx: Context) -> Verdict:
    steps = ctx.procedure.steps
    for action, day in ctx.state.done.items():
        if action not in steps or not day:
            continue
        answer = not_after(span(day), ctx.on)
        if answer is False:
            return no(
                "out_of_order",
                f"“{ctx.row.label}”（{day_words(ctx.command.on)}）早于“{steps[action]}”（{day_words(day)}），次序颠倒。",
                ctx.row.article,
                "on",
            )
        if answer is None and ctx.on is not None and day != ctx.command.on:
            return unknown("order_unknown", f"“{ctx.row.label}”与“{steps[action]}”的先后不明。", ctx.row.article, "on")
    return PASS


@guard("立案日已知", "处罚法第五十四条第二款")
def filed(ctx: Context) -> Verdict:
    if "approve_filing" not in ctx.case.done:
        return no("not_filed", "本案没有经批准立案。", "处罚法第五十四条第二款")
    return PASS


@guard("违法行为在追责期限内被发现", LIMITATION)
def within_limitation(ctx: Context) -> Verdict:
    acted = ctx.day("occurred_on")
    if acted is None:
        if ctx.row.action == "conclude_investigation":
            return unknown(
                "act_day_unknown", "违法行为发生日不明，不能判断是否在追责期限内。", LIMITATION, "occurred_on"
            )
        return PASS  # at filing the day of the act may still have to be found out
    found = ctx.day("discovered_on") or ctx.day("received_on") or ctx.on
    if after(acted, ctx.on) is True:
        return no("act_in_future", "违法行为发生日晚于办理日期。", LIMITATION, "occurred_on")
    term = "limitation_long" if ctx.look("long_limitation") is True else "limitation"
    rule = ctx.rules.term(term, ctx.domain, ctx.day_for_rules())
    ends = [reckoned(rule, one, ctx.rules.calendar).due for one in (acted.first, acted.last)]
    answer = not_after(found, Span(ends[0], ends[1], ends[1].isoformat()))
    if answer is False:
        return no(
            "limitation_passed",
            f"违法行为已过{rule.title}（{day_words(ends[1])}届满）才被发现，不再给予行政处罚。",
            LIMITATION,
            "occurred_on",
        )
    if answer is None:
        return unknown(
            "limitation_unknown",
            "违法行为发生日或者发现日不完整，不能判断是否在追责期限内。",
            LIMITATION,
            "occurred_on",
            "discovered_on",
        )
    return PASS


@guard("办案期限还没有届满", EXTENSION)
def decision_term_running(ctx: Context) -> Verdict:
    clock = ctx.state.clocks.get(DECISION)
    if clock is None:
        return unknown("no_decision_term", "没有载入本领域该日适用的办案期限。", EXTENSION)
    if clock.get("stopped"):
        return no("decision_term_over", "本案已经作出决定，办案期限已经停止计算。", EXTENSION)
    if any(one["to"] is None for one in clock["pauses"]):
        return PASS
    answer = not_after(ctx.on, span(clock.get("due") or clock.get("raw")))  # a last day only ever moves later
    if answer is False and clock.get("due"):
        return no("decision_term_expired", f"办案期限已于 {clock['due']} 届满，届满后不能再延长。", EXTENSION, "on")
    if answer is not True:
        return unknown("decision_term_unknown", "办案期限的届满日不能确定。", EXTENSION)
    return PASS


def _extensions(ctx: Context) -> int:
    return len((ctx.state.clocks.get(DECISION) or {}).get("extensions") or ())


@guard("还没有延长过", EXTENSION)
def not_extended_yet(ctx: Context) -> Verdict:
    if _extensions(ctx):
        return no("already_extended", "办案期限已经延长过；再次延长须另行决定。", EXTENSION)
    clock = ctx.state.clocks.get(DECISION) or {}
    begun = span(clock.get("start"))
    rule = ctx.rules.find_term(DECISION, ctx.domain, begun.first) if begun else None
    if rule and rule.extendable and rule.extendable[0].approver == "superior_agency":
        why = "本领域延长办案期限由上一级机关批准，本机关不能自己批准；上一级机关的批准还不能在平台上办理。"
        return no("superior_extends", why, rule.extendable[0].source)
    return PASS


@guard("已经延长过一次", EXTENSION)
def extended_once(ctx: Context) -> Verdict:
    count = _extensions(ctx)
    if count != 1:
        return no(
            "not_extended_once", "再次延期以已经延长过一次为前提。" if not count else "已经再次延长过。", EXTENSION
        )
    return PASS


@guard("再次延期由负责人集体讨论（农业等由上一级机关）决定", EXTENSION)
def decided_collectively(ctx: Context) -> Verdict:
    clock = ctx.state.clocks.get(DECISION) or {}
    begun = span(clock.get("start"))
    rule = ctx.rules.find_term(DECISION, ctx.domain, begun.first) if begun else None
    if rule is None or len(rule.extendable) < 2:  # noqa: PLR2004 -- the second extension
        return no("no_second_extension", "本领域的规定没有再次延长的途径。", EXTENSION)
    second = rule.extendable[1]
    if second.approver == "superior_agency":
        last = (ctx.given.get("collective") or [{}])[-1]
        if not last.get("superior_agency"):
            return unknown(
                "superior_missing", "再次延期由上一级机关决定，没有上一级机关的决定。", second.source, "collective"
            )
        return PASS
    return collective(ctx, "second_extension", second.source) if second.approver == "panel" else PASS


@guard("再次延期同时确定了合理期限", EXTENSION)
def new_end_is_named(ctx: Context) -> Verdict:
    last = (ctx.facts.get("extensions") or [{}])[-1]
    until = last.get("until")
    if not until:
        return unknown("new_end_missing", "决定继续延期的，应当同时确定延长的期限。", EXTENSION, "extensions")
    try:
        day = span(until)
    except BadInput as error:
        return no("bad_day", str(error), EXTENSION, "extensions")
    clock = ctx.state.clocks.get(DECISION) or {}
    due = span(clock.get("due") or clock.get("raw"))
    if day is None or day.exact is None:
        return no("bad_day", "延长后的期限须写明到日。", EXTENSION, "extensions")
    if due and after(day, due) is not True:
        return no(
            "new_end_not_later",
            f"延长后的期限（{day_words(until)}）没有晚于原期限（{day_words(due.text)}）。",
            EXTENSION,
            "extensions",
        )
    return PASS


@guard("事由属于本领域规定不计入期限的时间，起止日期可以辨认", "市监程序第六十四条第二款")
def exclusion_is_allowed(ctx: Context) -> Verdict:
    article = "市监程序第六十四条第二款"
    for one in ctx.given.get("exclusions") or ():
        kind = str(one.get("kind") or "")
        first, last = span(one.get("from_on")), span(one.get("to_on"))
        if kind not in REASONS:
            return no("exclusion_kind", "不计入期限的事由不在规定之列。", article, "exclusions")
        if excludes(ctx, DECISION, kind) is not True:
            return no(
                "exclusion_not_allowed",
                f"本领域的规定没有把{REASONS[kind]}时间排除在办案期限之外。",
                article,
                "exclusions",
            )
        if first is None or last is None or first.exact is None or last.exact is None:
            return unknown("exclusion_days", "起止日期须写明到日。", article, "exclusions")
        if first.first > last.first:
            return no("exclusion_order", "结束日期早于开始日期。", article, "exclusions")
    return PASS
