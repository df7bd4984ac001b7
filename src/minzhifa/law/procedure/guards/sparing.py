"""不予处罚 (处罚法 30, 31, 33, 36, 57): each ground with its own conditions, the party's history, the education."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import Span, not_after
from minzhifa.law.procedure.guards.listing import counts_from, entry_holds
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.procedure.reckoning import reckoned
from minzhifa.law.terms import add_months

SPARED = "no_penalty"
MINOR = "处罚法第三十三条第一款"
AGE, MIND, FAULT, LATE = "处罚法第三十条", "处罚法第三十一条", "处罚法第三十三条第二款", "处罚法第三十六条"
RULES = "《福建省一体化大融合行政执法平台管理暂行办法》"
UNPROVEN = "处罚法第五十七条第一款第（三）项"
EDUCATION = "处罚法第三十三条第三款"
ADULT_MONTHS = 14 * 12
EDUCATION_WAYS = {
    "persuasion": "说服教育", "demonstration": "劝导示范", "warning": "警示告诫", "interview": "指导约谈",
}  # fmt: skip
"""The ways of article 27 of the platform's regulation: code → name. Either may be written; the list is closed."""
UNTAUGHT = frozenset({"limitation", "not_established"})
"""Grounds on which there is nobody, or nothing, to educate about."""


def spared(ctx: Context) -> bool:
    """The outcome is not to punish, on whatever road."""
    return SPARED in {ctx.outcome, ctx.state.procedure}


def _stated(ctx: Context, path: str, wanted: bool, text: str, article: str) -> Verdict:
    value = ctx.look(path)
    if value is wanted:
        return PASS
    return unknown("ground_unknown", text, article, path) if value is None else no("ground_fails", text, article, path)


def _corrected(ctx: Context) -> Verdict:
    text = "以违法行为轻微、初次违法不予处罚的，须已经及时改正。"
    return _stated(ctx, "no_penalty.corrected", True, text, MINOR)


def _minor(ctx: Context) -> Verdict:
    harm = ctx.look("no_penalty.harm")
    if harm is None:
        return unknown("ground_unknown", "没有写明危害后果。", MINOR, "no_penalty.harm")
    if harm != "none":
        return no("harm_done", "造成危害后果的，不属于违法行为轻微应当不予处罚的情形。", MINOR, "no_penalty.harm")
    return _corrected(ctx)


def _first(ctx: Context) -> Verdict:
    harm = ctx.look("no_penalty.harm")
    if harm is None:
        return unknown("ground_unknown", "没有写明危害后果。", MINOR, "no_penalty.harm")
    if harm not in ("none", "slight"):
        return no("harm_done", "危害后果不轻微的，不适用初次违法可以不予处罚。", MINOR, "no_penalty.harm")
    corrected = _corrected(ctx)
    return _unpunished_before(ctx) if corrected.ok is True else corrected


def _unpunished_before(ctx: Context) -> Verdict:
    found = ctx.look("history")
    if not isinstance(found, dict) or found.get("checked") is not True:
        text = "没有核对当事人以往的处罚记录，不能认定初次违法。"
        return unknown("history_unknown", text, MINOR, "party")
    since = counts_from(ctx)
    past = [one for one in found.get("penalties") or () if one.get("same") and _counts(one, since)]
    if past:
        text = f"当事人曾因同类违法行为受过处罚（{past[0].get('agency')}，{past[0].get('decided_on')}），不是初次违法。"
        return no("not_first_offence", text, MINOR, "no_penalty.ground")
    return PASS


def _counts(one: Mapping[str, Any], since: date | None) -> bool:
    return since is None or str(one.get("decided_on") or "9999") >= since.isoformat()


def _young(ctx: Context) -> Verdict:
    born, acted = ctx.day("no_penalty.born_on"), ctx.day("occurred_on")
    if born is None or acted is None or born.exact is None:
        text = "须写明当事人出生日期和违法行为发生日。"
        return unknown("age_unknown", text, AGE, "no_penalty.born_on", "occurred_on")
    birthday = add_months(born.exact, ADULT_MONTHS)
    if not_after(Span(birthday, birthday), acted) is True:
        return no("old_enough", "违法行为发生时当事人已满十四周岁。", AGE, "no_penalty.born_on")
    return PASS


def _incapable(ctx: Context) -> Verdict:
    text = "须有当事人在不能辨认或者不能控制自己行为时有违法行为的证据。"
    return PASS if ctx.look("no_penalty.proof") else unknown("ground_unknown", text, MIND, "no_penalty.proof")


def _faultless(ctx: Context) -> Verdict:
    text = "没有主观过错须由当事人以证据证明。"
    return PASS if ctx.look("no_penalty.proof") else unknown("ground_unknown", text, FAULT, "no_penalty.proof")


def _too_late(ctx: Context) -> Verdict:
    acted, found = ctx.day("occurred_on"), ctx.day("discovered_on") or ctx.day("received_on")
    if acted is None or found is None:
        text = "须写明违法行为发生日和被发现日。"
        return unknown("limitation_unknown", text, LATE, "occurred_on", "discovered_on")
    term = "limitation_long" if ctx.look("long_limitation") is True else "limitation"
    rule = ctx.rules.term(term, ctx.domain, ctx.day_for_rules())
    end: date = reckoned(rule, acted.last, ctx.rules.calendar).due
    if not_after(found, Span(end, end)) is not False:
        return no("limitation_not_passed", "违法行为在追责期限内被发现。", LATE, "discovered_on")
    return PASS


def _unproven(ctx: Context) -> Verdict:
    return PASS


GROUNDS: dict[str, Callable[[Context], Verdict]] = {
    "minor": _minor, "first": _first, "no_fault": _faultless, "under_14": _young, "incapable": _incapable,
    "limitation": _too_late, "not_established": _unproven,
}  # fmt: skip


@guard(
    "不予处罚有法定情形，而且符合该情形的条件；依据清单的，清单施行、适用于本机关和本案，并符合条目的条件",
    "处罚法第三十条、第三十一条、第三十三条、第三十六条、第五十七条第一款",
)
def sparing_has_ground(ctx: Context) -> Verdict:
    if not spared(ctx):
        return PASS
    ground = str(ctx.look("no_penalty.ground") or "")
    if ground not in GROUNDS:
        text = "没有写明不予处罚的法定情形。"
        return unknown("ground_unknown", text, "处罚法第三十三条、第五十七条第一款", "no_penalty.ground")
    verdict = GROUNDS[ground](ctx)
    return entry_holds(ctx) if verdict.ok is True else verdict


def education_way(written: Any) -> str:
    """The name of the way, written as its code or its name; "" for what is none of the four."""
    name = EDUCATION_WAYS.get(str(written), str(written))
    return name if name in EDUCATION_WAYS.values() else ""


@guard("教育的方式是说服教育、劝导示范、警示告诫、指导约谈之一，并写明了内容", f"{EDUCATION}；{RULES}第二十七条")
def education_way_is_known(ctx: Context) -> Verdict:
    for one in ctx.given.get("education") or ():
        if not education_way(one.get("way")):
            known = "、".join(EDUCATION_WAYS.values())
            return no("education_way", f"教育的方式应是{known}之一。", f"{RULES}第二十七条", "education")
        if not str(one.get("text") or "").strip():
            return no("education_text", "没有写明教育的内容和当事人的态度。", EDUCATION, "education")
    return PASS


@guard("不予处罚的，对当事人进行了教育并有记录", EDUCATION)
def education_is_recorded(ctx: Context) -> Verdict:
    if not spared(ctx) or ctx.look("no_penalty.ground") in UNTAUGHT or ctx.facts.get("education"):
        return PASS
    answer = unknown if ctx.historical else no
    return answer("not_educated", "依法不予行政处罚的，应当对当事人进行教育，还没有教育记录。", EDUCATION, "education")
