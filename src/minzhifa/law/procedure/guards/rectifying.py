"""Orders to rectify: a day to rectify by, and no finding of failure before that day is over."""

from __future__ import annotations

from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import after, not_after
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.words import day_words

ARTICLE = "处罚法第二十八条第一款"


@guard("改正期限写明到日，不早于责令之日", ARTICLE)
def rectification_day_is_ahead(ctx: Context) -> Verdict:
    due = ctx.day("rectification.due_on")
    if due is None or due.exact is None:
        return unknown("rectification_day_unknown", "改正期限须写明到日。", ARTICLE, "rectification.due_on")
    if not_after(ctx.on, due) is False:
        return no("rectification_day_passed", "改正期限早于责令改正之日。", ARTICLE, "rectification.due_on")
    recheck = ctx.day("rectification.recheck_on")
    if recheck and not_after(ctx.on, recheck) is False:
        return no("recheck_day_passed", "复查日期早于责令改正之日。", ARTICLE, "rectification.recheck_on")
    return PASS


@guard("改正期限届满以后才认定没有改正", ARTICLE)
def recheck_result_is_due(ctx: Context) -> Verdict:
    result, due = ctx.look("recheck.result"), ctx.day("rectification.due_on")
    if result == "rectified":
        return PASS
    if result != "unrectified":
        return unknown("recheck_result_unknown", "没有写明复查结果。", ARTICLE, "recheck.result")
    if after(ctx.on, due) is False and due:
        text = f"改正期限到{day_words(due.text)}才届满，届满以前不能认定没有改正。"
        return no("rectification_running", text, ARTICLE, "recheck.result")
    return PASS if after(ctx.on, due) else unknown("rectification_day_unknown", "改正期限不明。", ARTICLE, "on")
