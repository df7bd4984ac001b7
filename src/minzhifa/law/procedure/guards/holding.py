"""What every measure on property must answer: whose power it is, that its term runs, why it ends, what goes on."""

from __future__ import annotations

import re

from minzhifa.law.procedure import owing
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import Span, after, span
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.words import day_words

HANDED = "强制法第二十一条"
GENERAL_ACTS = frozenset({"行政强制法", "行政处罚法", "行政许可法", "行政复议法", "行政诉讼法", "民事诉讼法"})
"""Acts on how measures are taken; none of them gives an agency a power to take one."""
NAMED = re.compile(r"《([^《》]+)》")
DECIDED = frozenset({"decided", "served", "performed", "closing_proposed"})
STATE = "中华人民共和国"


def statutes_in(text: object) -> list[str]:
    """Names of the statutes in a citation, without the state's name; the bare text where nothing is in 《》."""
    found = NAMED.findall(str(text or "")) or [str(text or "").strip()]
    return [one.strip().removeprefix(STATE) for one in found if one.strip()]


def term_due(ctx: Context, term: str) -> Span | None:
    """The last day of the measure."""
    return span((ctx.state.clocks.get(term) or {}).get("due"))


def running(ctx: Context, term: str, what: str, article: str) -> Verdict:
    """The measure has not come to its last day."""
    due = term_due(ctx, term)
    if due is not None and after(ctx.on, due) is True:
        text = f"{what}的期限已于{day_words(due.text)}届满，应当解除。"
        return no(f"{term}_expired", text, article, "on")
    return PASS


def not_extended(ctx: Context, term: str, what: str, article: str) -> Verdict:
    """One extension and no second."""
    if (ctx.state.clocks.get(term) or {}).get("extensions"):
        return no(f"{term}_extended", f"{what}的期限已经延长过一次，合计不得超过六十日。", article)
    return PASS


def release_ground(ctx: Context, end: str, term: str, article: str) -> Verdict:
    """The ground that is named is true: the term is over, the case is decided."""
    field = f"{end}.ground"
    ground, due = ctx.look(field), term_due(ctx, term)
    if ground is None:
        return unknown("release_ground_unknown", "没有写明解除的情形。", article, field)
    if ground == "expired" and (due is None or after(ctx.on, due) is not True):
        day = f"到{day_words(due.text)}" if due else "还没有"
        return no("term_not_over", f"期限{day}才届满，不能以期限届满为由；请选择实际的情形。", article, field)
    if ground == "decided" and (ctx.host is None or ctx.host.stage not in DECIDED):
        text = "本案还没有作出处理决定，不能以已经作出处理决定为由；请选择实际的情形。"
        return no("release_before_decision", text, article, field)
    return PASS


@guard("解除的情形属实", "强制法第二十八条第一款、第三十三条第一款")
def release_has_its_ground(ctx: Context) -> Verdict:
    frozen = ctx.procedure.id == "freeze"
    end, term = ("freeze_end", "freeze") if frozen else ("coercion_end", "seizure")
    return release_ground(ctx, end, term, f"强制法第{'三十三' if frozen else '二十八'}条第一款")


@guard("涉嫌犯罪的案件移送公安机关，财物随案移送，书面告知当事人", HANDED)
def property_goes_with_its_case(ctx: Context) -> Verdict:
    end = "freeze_end" if ctx.procedure.id == "freeze" else "coercion_end"
    told = ctx.day(f"{end}.told_on")
    if told is None:
        return unknown("transfer_not_told", "随案移送的，应当书面告知当事人。", HANDED, f"{end}.told_on")
    handed = [one for one in owing.parts_named(ctx.case, "criminal_transfer").values() if "hand_to_police" in one.done]
    if not handed:
        text = "本案没有因涉嫌犯罪移送公安机关，财物不能随案移送。"
        return no("no_criminal_transfer", text, HANDED, f"{end}.transfer_to")
    return PASS
