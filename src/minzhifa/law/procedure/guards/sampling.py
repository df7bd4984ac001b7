"""Samples and tests: taken openly and sealed, sent to a fit institution, the party may have them tested again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import after, not_after, span
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.words import day_words

SAMPLE = "处罚法第五十六条；市监程序第三十一条第一款"
ABSENT = "处罚法第五十六条；市监程序第四十三条"
BOUGHT = "处罚法第五十六条；市监程序第三十一条第二款"
TESTING = "处罚法第五十六条；市监程序第三十二条"
PERIOD = "处罚法第五十六条；市监程序第六十四条第二款"
OBJECTION = "处罚法第四十五条第一款"
RETESTS: Mapping[str, tuple[str, str]] = {
    "food": ("retest_food", "食品安全法第八十八条第一款"),
    "rapid": ("retest_rapid", "食品安全法第八十八条第二款"),
    "goods": ("retest_goods", "产品质量法第十五条第四款"),
    "drug": ("retest_drug", "药品管理法第一百零二条"),
    "device": ("retest_device", "医疗器械监督管理条例第七十五条第三款"),
}
"""Which law gives the party a time to ask for a second test → its term and its article."""
ELSEWHERE = frozenset({"food", "device"})
_DUTIES = {
    "certificate_shown": ("抽样取证应当主动出示执法证件。", "处罚法第五十五条第一款"),
    "sealed": ("抽取的样品应当加贴封条。", SAMPLE),
    "listed": ("应当开具样品清单，交当事人一份。", SAMPLE),
}


@guard("出示证件，样品加贴封条、开具清单；当事人没有签名的、购买取样的有记录", SAMPLE)
def sample_is_lawful(ctx: Context) -> Verdict:
    for name, (sentence, article) in _DUTIES.items():
        value = ctx.look(f"sampling.{name}")
        if value is None:
            return unknown("sample_unknown", sentence, article, f"sampling.{name}")
        if value is not True:
            return no("sample_not_lawful", sentence, article, f"sampling.{name}")
    recorded, witnessed = ctx.look("sampling.recording"), ctx.look("sampling.witness")
    if ctx.look("sampling.way") == "bought" and not recorded:
        text = "购买取样的，应当拍照、截屏、录音、录像，记录交易、拆包查验和封样的过程。"
        return no("sample_not_recorded", text, BOUGHT, "sampling.recording")
    if ctx.look("sampling.presence") != "signed" and not recorded and not witnessed:
        text = "当事人没有到场或者没有签名的，应当录音录像，必要时邀请见证人，并予以注明。"
        return no("sample_not_witnessed", text, ABSENT, "sampling.recording", "sampling.witness")
    return PASS


@guard("委托的机构具有法定资质；没有这样的机构的，说明情况", TESTING)
def institution_is_fit(ctx: Context) -> Verdict:
    standing = ctx.look("testing.standing")
    if standing == "qualified":
        return PASS
    if standing != "other":
        return unknown("institution_unknown", "机构是否具有法定资质不明。", TESTING, "testing.standing")
    if not ctx.look("testing.standing_reason"):
        text = "应当委托具有法定资质的机构；没有法定资质机构的，说明情况后可以委托其他具备条件的机构。"
        return no("institution_not_qualified", text, TESTING, "testing.standing_reason")
    return PASS


@guard("检验期间的首尾有序", PERIOD)
def days_of_test_in_order(ctx: Context) -> Verdict:
    fact = "retest" if ctx.row.action == "receive_retest_result" else "testing"
    first, last = ctx.day(f"{fact}.from_on"), ctx.day(f"{fact}.ended_on")
    answer = not_after(first, last)
    if answer is False:
        return no("test_days_reversed", "收到结果的日期早于送检日期。", PERIOD, f"{fact}.ended_on")
    return PASS if answer else unknown("test_days_unknown", "检验的起止日期不明。", PERIOD, f"{fact}.ended_on")


def retest_clock(ctx: Context) -> tuple[Mapping[str, Any] | None, str]:
    """The running time for a second test and its article; none where no law sets one."""
    term, article = RETESTS.get(str(ctx.look("test_result.retest_rule")), ("", OBJECTION))
    return ctx.state.clocks.get(term), article


@guard("告知了当事人依哪一规定可以申请复检", OBJECTION)
def retest_rule_is_named(ctx: Context) -> Verdict:
    rule = ctx.look("test_result.retest_rule")
    if rule == "other" or rule in RETESTS:
        return PASS
    field = "test_result.retest_rule"
    if rule is None:
        return unknown("retest_rule_unknown", "没有写明当事人依哪一规定可以申请复检。", OBJECTION, field)
    return no("retest_rule_unknown", f"没有载入“{rule}”的复检规定。", OBJECTION, field)


def _over(clock: Mapping[str, Any], at: str) -> bool | None:
    """The time for a second test was over at this instant; for a term of hours to the minute, where it is known."""
    due_at = str(clock.get("due_at") or "")
    if due_at and "T" in at:
        return at[:16] > due_at
    return after(span(at), span(clock.get("due")))


@guard("复检申请在法定期限之内", OBJECTION)
def retest_in_time(ctx: Context) -> Verdict:
    clock, article = retest_clock(ctx)
    if clock is None:
        return PASS  # no law sets a time: the agency judges the request on its merits
    late = _over(clock, str(ctx.look("retest.requested_at") or ctx.command.on))
    if late is True:
        text = f"申请复检的期限已于{day_words(str(clock['due']))}届满，逾期申请不予受理。"
        return no("retest_late", text, article, "retest.requested_at")
    if late is None:
        return unknown("retest_time_unknown", "申请复检的时间或者期限不明。", article, "retest.requested_at")
    return PASS


@guard("复检机构不是初检机构", "食品安全法第八十八条第一款")
def retest_is_elsewhere(ctx: Context) -> Verdict:
    rule = str(ctx.look("test_result.retest_rule"))
    if rule in ELSEWHERE and ctx.look("retest.institution") == ctx.look("testing.institution"):
        return no(
            "retest_same_institution", "复检机构与初检机构不得为同一机构。", RETESTS[rule][1], "retest.institution"
        )
    return PASS


@guard("申请复检的期限已经届满，或者当事人书面表示没有异议", OBJECTION)
def retest_window_closed(ctx: Context) -> Verdict:
    clock, article = retest_clock(ctx)
    if ctx.look("sampling_end.objection") == "none" or clock is None:
        return PASS
    over = after(ctx.on, span(clock.get("due")))
    if over is False:
        text = f"当事人申请复检的期限到{day_words(str(clock['due']))}才届满。"
        return no("retest_window_open", text, article, "on")
    return PASS if over else unknown("retest_time_unknown", "申请复检的期限不明。", article, "on")
