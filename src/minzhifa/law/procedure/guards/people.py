"""Who may act: officers with certificates, nobody on his own proposal, reviewers who did not investigate, recusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.guards.registry import guard

TWO = "处罚法第四十二条第一款"
RECUSAL = "处罚法第四十三条第一款"
OWN = "处罚法第五十七条第一款"


def officers_of(ctx: Context) -> Sequence[Mapping[str, Any]] | None:
    """The officers of this act: those given with it, else (only where the act does not ask) those of the case."""
    given = ctx.given.get("officers")
    if given is None and not any(need.top == "officers" for need in ctx.row.needs):
        given = ctx.facts.get("officers")
    return given


@guard("执法人员不少于两人，均持有本机关当日有效的执法证件", f"{TWO}、第五十五条第一款；市监程序第二十二条")
def two_valid_officers(ctx: Context) -> Verdict:
    officers = officers_of(ctx)
    article = f"{TWO}、第五十五条第一款"
    if officers is None:
        return unknown("officers_unknown", "没有写明执法人员。", article, "officers")
    people = {str(one.get("officer_id") or one.get("name")): one for one in officers}
    for one in people.values():
        if one.get("valid") is False:
            why = one.get("why") or "执法证件当日无效"
            return no("certificate_not_valid", f"{one.get('name')}不能参加本次执法：{why}。", article, "officers")
    least = ctx.value("minimum_officers").value
    if len(people) < int(str(least)):
        answer = unknown if ctx.historical else no  # a page names those it names; there may have been more
        return answer("too_few_officers", f"执法人员只有 {len(people)} 人，不得少于 {least} 人。", article, "officers")
    if sum(one.get("valid") is True for one in people.values()) < int(str(least)):
        return unknown("certificates_unknown", "执法人员当日是否持有有效执法证件不明。", article, "officers")
    return PASS


@guard("参加本次执法的人员没有被决定回避", RECUSAL)
def officers_not_recused(ctx: Context) -> Verdict:
    gone = ctx.recused()
    for one in officers_of(ctx) or ():
        if str(one.get("officer_id")) in gone:
            return no("officer_recused", f"{one.get('name')}已被决定回避，不得参加本案办理。", RECUSAL, "officers")
    return performer_not_recused(ctx)


@guard("办理人没有被决定回避", RECUSAL)
def performer_not_recused(ctx: Context) -> Verdict:
    if {ctx.by.officer_id, ctx.by.account_id} & ctx.recused():
        return no("performer_recused", f"{ctx.by.name}已被决定回避，不得参加本案办理。", RECUSAL)
    return PASS


def proposal(ctx: Context) -> tuple[str, Mapping[str, Any]] | None:
    """What the act settles: its name, and who proposed it when."""
    pending = {key: one for key, one in (ctx.state.facts.get("pending") or {}).items() if one}
    name = ctx.row.settles
    if name == "*":
        name = str(ctx.given.get("what") or (next(iter(pending)) if len(pending) == 1 else ""))
    found = pending.get(name)
    return (name, found) if found else None


def _same_person(ctx: Context, account: object, officer: object) -> bool:
    return bool(account and account == ctx.by.account_id) or bool(officer and officer == ctx.by.officer_id)


@guard("批准的人不是提请的人", OWN)
def approver_is_not_proposer(ctx: Context) -> Verdict:
    found = proposal(ctx)
    if found is None:
        return no("nothing_proposed", "没有待批准的申请。", ctx.row.article)
    if not found[1].get("by") or not ctx.by.account_id:
        return unknown("proposer_unknown", "提请人或者批准人不明，不能确认不是同一人。", ctx.row.article)
    if _same_person(ctx, found[1].get("by"), found[1].get("officer")):
        return no("own_proposal", "不得批准自己提请的事项。", ctx.row.article)
    return PASS


@guard("批准告知的人不是提出调查终结报告的人", OWN)
def approver_is_not_concluder(ctx: Context) -> Verdict:
    act = (ctx.state.facts.get("acts") or {}).get("conclude_investigation") or {}
    if not act.get("by") or not ctx.by.account_id:
        return unknown("proposer_unknown", "提出处理意见的人或者批准人不明，不能确认不是同一人。", ctx.row.article)
    if _same_person(ctx, act.get("by"), act.get("officer")):
        return no("own_proposal", "不得批准自己提出的处理意见。", ctx.row.article)
    return PASS


@guard("撤回申请的人就是提请的人", OWN)
def recalled_by_proposer(ctx: Context) -> Verdict:
    found = proposal(ctx)
    if found is None or ctx.given.get("what") not in (None, "", found[0]):
        return no("nothing_proposed", "没有可以撤回的申请。", ctx.row.article, "what")
    if not _same_person(ctx, found[1].get("by"), found[1].get("officer")):
        return no("not_own_proposal", "只有提请人可以撤回自己的申请。", ctx.row.article)
    return PASS


@guard("没有其他事项正在等待批准", OWN)
def nothing_pending(ctx: Context) -> Verdict:
    open_ones = [key for key, one in (ctx.state.facts.get("pending") or {}).items() if one]
    if open_ones:
        return no("something_pending", "还有事项等待批准，须先批准、退回或者撤回。", ctx.row.article)
    return PASS


@guard("审核人员没有办理本案", "市监程序第四十九条第三款")
def reviewer_is_not_investigator(ctx: Context) -> Verdict:
    rule = ctx.value("reviewer_not_officer")
    if not ctx.by.account_id:
        return unknown("reviewer_unknown", "审核人员不明。", rule.source, "review.reviewer")
    if rule.value is True and {ctx.by.account_id, ctx.by.officer_id} & ctx.investigators():
        return no("reviewer_investigated", f"{ctx.by.name}是本案办案人员，不得作为审核人员。", rule.source)
    return PASS


@guard("审核过本案的人员后来也没有参加调查", "处罚法第五十八条；市监程序第四十九条第三款")
def reviewers_stayed_apart(ctx: Context) -> Verdict:
    rule = ctx.value("reviewer_not_officer")
    if rule.value is not True:
        return PASS
    for review in ctx.facts.get("reviews") or ():
        person = review.get("reviewer")
        if review.get("round") != ctx.facts.get("round") or not isinstance(person, Mapping):
            continue
        if {person.get("account_id"), person.get("officer_id")} & ctx.investigators():
            text = f"{person.get('name')}审核过本案，又参加了本案调查，须由没有参加调查的人员重新审核。"
            return no("reviewer_investigated", text, rule.source, "reviews")
    return PASS


@guard("初次从事法制审核的人员取得法律职业资格", "处罚法第五十八条第二款")
def reviewer_is_qualified(ctx: Context) -> Verdict:
    article = "处罚法第五十八条第二款；市监程序第五十一条第二款"
    if ctx.look("review.kind") == "legal" and ctx.look("review.qualified") is False:
        return no("reviewer_not_qualified", "初次从事法制审核的人员应当取得法律职业资格。", article, "review.qualified")
    return PASS  # whether this is his first is known to the agency alone; the self-check asks


@guard("听证主持人不是本案调查人员", "处罚法第六十四条第（四）项")
def presiding_is_not_investigator(ctx: Context) -> Verdict:
    article = "处罚法第六十四条第（四）项"
    if ctx.look("hearing.result") != "held":
        return PASS
    person = ctx.look("hearing.presiding")
    if not person:
        return unknown("presiding_unknown", "没有写明听证主持人。", article, "hearing.presiding")
    ids = {str(person[key]) for key in ("officer_id", "account_id") if isinstance(person, Mapping) and person.get(key)}
    names = {str(one.get("name")) for one in ctx.facts.get("officers") or ()}
    name = str(person.get("name") if isinstance(person, Mapping) else person)
    if ids & ctx.investigators() or (not ids and name in names):
        return no("presiding_investigated", f"{name}是本案调查人员，不得主持听证。", article, "hearing.presiding")
    return PASS


@guard("回避是提出过的", "处罚法第四十三条第三款")
def recusal_was_requested(ctx: Context) -> Verdict:
    asked = {one.get("id") for one in ctx.state.facts.get("recusals") or ()}
    for one in ctx.given.get("recusals") or ():
        if one.get("id") not in asked:
            return no("no_such_recusal", "没有这一项回避申请。", ctx.row.article, "recusals")
        if one.get("granted") not in (True, False):
            return unknown("recusal_undecided", "没有写明是否同意回避。", ctx.row.article, "recusals")
    return PASS


def _asked(ctx: Context) -> list[Mapping[str, Any]]:
    ids = {one.get("id") for one in ctx.given.get("recusals") or ()}
    return [one for one in ctx.state.facts.get("recusals") or () if one.get("id") in ids]


@guard("不决定自己的回避", "处罚法第四十三条第三款")
def not_own_recusal(ctx: Context) -> Verdict:
    mine = {ctx.by.officer_id, ctx.by.account_id} - {None}
    if any(one.get("officer_id") in mine for one in _asked(ctx)):
        return no("own_recusal", "不得决定自己是否回避。", ctx.row.article)
    return PASS


@guard("主要负责人的回避由负责人集体讨论决定", "市监程序第四条第一款")
def head_recusal_is_collective(ctx: Context) -> Verdict:
    if not any(one.get("is_head") for one in _asked(ctx)):
        return PASS
    return collective(ctx, "head_recusal", "市监程序第四条第一款")


def collective(ctx: Context, about: str, article: str) -> Verdict:
    """A decision by the heads together is on record for this matter."""
    given = [one for one in ctx.given.get("collective") or () if one.get("about") in (None, about)]
    if not given:
        return unknown("collective_missing", "须由负责人集体讨论决定，没有集体讨论记录。", article, "collective")
    last = given[-1]
    if len(set(last.get("members") or ())) < 2 or not last.get("conclusion"):  # noqa: PLR2004 -- one is no panel
        return no("collective_incomplete", "集体讨论须写明参加人（不止一人）和结论。", article, "collective")
    return PASS
