"""Organising a hearing: who presides and assists, when and where, open or closed, who was told, who may end it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from minzhifa.law.citing import MARKET
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import after, not_after, span
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.guards.heard import RESULTS, may_be_heard, notice_in_time, request_in_time
from minzhifa.law.procedure.guards.people import RECUSAL
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.rulebook import compute
from minzhifa.law.words import day_words

RIGHT = "处罚法第六十三条第一款"
REQUEST = "处罚法第六十四条第（一）项"
TIME = "处罚法第六十四条第（二）项"
OPEN = "处罚法第六十四条第（三）项"
PRESIDING = "处罚法第六十四条第（四）项"
AGENTS = "处罚法第六十四条第（五）项"
ABSENT = "处罚法第六十四条第（六）项"
COURSE = "处罚法第六十四条第（七）项"
RECORD = "处罚法第六十四条第（八）项"
MEMBERS = "市监听证办法第十一条第一款"
HANDOVER = "市监听证办法第十九条"
ANNOUNCED = "市监听证办法第二十二条第二款"
AUTHORITY = "市监听证办法第十五条第三款"
EVIDENCE = "农业行政处罚程序规定第六十六条第（三）项"
TITLES = {"presiding": "听证主持人", "members": "听证员", "recorder": "记录员"}
MOST = 2  # agents of a party, members beside the presiding officer
PUBLIC = "open"


@guard("选择的内容在列出的范围之内", "处罚法第六十四条")
def choices_are_known(ctx: Context) -> Verdict:
    for need in (*ctx.row.needs, *ctx.row.asks):
        value = look(ctx.given, need.key) if need.type == "choice" else None
        if value not in (None, "") and str(value) not in need.choices:
            return no("not_a_choice", f"“{need.label}”不在可选的范围之内。", need.ground, need.key)
    return PASS


@guard("当事人要求了听证，还没有结果", REQUEST)
def hearing_is_asked(ctx: Context) -> Verdict:
    asked = look(ctx.case.facts, "hearing.requested_on")
    if not asked:
        return no("hearing_not_requested", "当事人没有要求听证。", REQUEST)
    if look(ctx.case.facts, "hearing.result") in RESULTS:
        return no("hearing_is_finished", "本案的听证已经结束。", "处罚法第六十五条")
    return PASS


def staff(ctx: Context) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Presiding officer, members and recorder: the role and the person."""
    known = ctx.look("hearing")
    for role in TITLES:
        found = known.get(role) if isinstance(known, Mapping) else None
        for one in found if isinstance(found, list | tuple) else (found,):
            if one:
                yield role, one if isinstance(one, Mapping) else {"name": str(one)}


def _ids(person: Mapping[str, Any]) -> set[str]:
    return {str(person[key]) for key in ("officer_id", "account_id") if person.get(key)}


@guard("听证主持人（本领域规定的，还有听证员、记录员）不是本案调查人员", PRESIDING)
def hearing_staff_not_investigators(ctx: Context) -> Verdict:
    if not ctx.look("hearing.presiding"):
        return unknown("presiding_unknown", "没有写明听证主持人。", PRESIDING, "hearing.presiding")
    apart, source = ctx.listed("hearing_staff_outsiders"), ctx.value("hearing_staff_outsiders").source
    names = {str(one.get("name")) for one in ctx.facts.get("officers") or ()}
    investigators, seen = ctx.investigators(), 0
    for role, one in staff(ctx):
        seen += role == "members"
        mine = _ids(one)
        if role in apart and (mine & investigators or (not mine and str(one.get("name")) in names)):
            article = PRESIDING if role == "presiding" else source
            text = f"{one.get('name')}是本案调查人员，不得担任{TITLES[role]}。"
            return no("presiding_investigated", text, article, f"hearing.{role}")
    if seen > MOST and MARKET in ctx.rules.codes(ctx.domain):
        return no("too_many_members", "听证员为一至二名。", MEMBERS, "hearing.members")
    return PASS


@guard("听证人员没有被决定回避", RECUSAL)
def hearing_staff_not_recused(ctx: Context) -> Verdict:
    for role, one in staff(ctx):
        if _ids(one) & ctx.recused():
            text = f"{one.get('name')}已被决定回避，不得担任{TITLES[role]}，应当更换。"
            return no("officer_recused", text, RECUSAL, f"hearing.{role}")
    return PASS


@guard("对听证主持人的回避申请已经决定", PRESIDING)
def presiding_not_challenged(ctx: Context) -> Verdict:
    mine = _ids(ctx.look("hearing.presiding") or {})
    for one in ctx.facts.get("recusals") or ():
        if one.get("granted") not in (True, False) and str(one.get("officer_id")) in mine:
            return no("presiding_challenged", "当事人申请听证主持人回避，还没有决定，应当中止或者延期听证。", PRESIDING)
    return PASS


@guard("由被指定的听证主持人办理", PRESIDING)
def performer_presides(ctx: Context) -> Verdict:
    person = ctx.look("hearing.presiding")
    if not isinstance(person, Mapping):
        return unknown("presiding_unknown", "没有写明听证主持人。", PRESIDING, "hearing.presiding")
    ids = _ids(person)
    same = ids & {ctx.by.officer_id, ctx.by.account_id} if ids else person.get("name") == ctx.by.name
    if not same:
        text = f"本次听证由{person.get('name')}主持，{ctx.by.name}不能办理。"
        return no("not_the_presiding", text, PRESIDING)
    return PASS


@guard("办案人员已经移交案件材料（本领域有规定的）", HANDOVER)
def hearing_file_was_handed_over(ctx: Context) -> Verdict:
    if ctx.rules.find_term("hearing_file_handover", ctx.domain, ctx.day_for_rules()) is None or ctx.look(
        "hearing.file"
    ):
        return PASS
    return no("file_not_handed_over", "办案人员还没有把案件材料移交听证主持人。", HANDOVER)


@guard("除涉及国家秘密、商业秘密、个人隐私以外，公开举行；不公开的说明理由", OPEN)
def hearing_is_open_unless_secret(ctx: Context) -> Verdict:
    openness = ctx.look("hearing.openness")
    if openness is None:
        return unknown("openness_unknown", "没有写明是否公开举行。", OPEN, "hearing.openness")
    if openness != PUBLIC and not ctx.look("hearing.closed_reason"):
        return no("closed_without_reason", "不公开举行的，应当写明理由。", OPEN, "hearing.closed_reason")
    return PASS


@guard("公开举行的听证才公告", OPEN)
def hearing_is_public(ctx: Context) -> Verdict:
    if ctx.look("hearing.openness") != PUBLIC:
        return no("hearing_is_closed", "不公开举行的听证不公告。", OPEN)
    return PASS


@guard("听证时间留足通知的七日", TIME)
def hearing_day_leaves_time(ctx: Context) -> Verdict:
    planned = ctx.day("hearing.planned_at")
    if planned is None or planned.exact is None:
        return unknown("planned_unknown", "听证时间应当写明到日。", TIME, "hearing.planned_at")
    rule = ctx.rules.term("hearing_notice", ctx.domain, planned.first)
    last = compute(rule, planned.first, ctx.rules.calendar).due
    if not_after(ctx.on, span(last)) is False:
        text = f"{day_words(planned.exact)}举行的，最迟应于{day_words(last)}通知，时间不够。"
        return no("hearing_too_soon", text, TIME, "hearing.planned_at")
    return PASS


@guard("在听证七日前通知了当事人", TIME)
def hearing_was_notified_in_time(ctx: Context) -> Verdict:
    return notice_in_time(ctx, ctx.day("hearing.held_on") or ctx.day("hearing.planned_at"))


@guard("在通知的日期举行", TIME)
def held_as_notified(ctx: Context) -> Verdict:
    held, planned = ctx.day("hearing.held_on"), ctx.day("hearing.planned_at")
    if held is None or planned is None:
        return unknown("held_unknown", "没有写明听证的日期。", TIME, "hearing.held_on")
    if (held.first, held.last) != (planned.first, planned.last):
        text = f"通知的听证日期是{day_words(planned.text)}，改期的应当延期并重新通知。"
        return no("not_on_the_day", text, TIME, "hearing.held_on")
    return PASS


@guard("公开举行的听证依规定公告了", ANNOUNCED)
def hearing_was_announced(ctx: Context) -> Verdict:
    ruling = ctx.value("hearing_announcement")
    if ctx.look("hearing.openness") != PUBLIC or ruling.value is not True:
        return PASS
    told, held = ctx.day("hearing.announced_on"), ctx.day("hearing.held_on")
    if told is None:
        return no("hearing_not_announced", "公开举行听证的，应当先公告。", ruling.source)
    rule = ctx.rules.find_term("hearing_announcement", ctx.domain, ctx.day_for_rules())
    if held is None:
        return unknown("held_unknown", "没有写明听证的日期。", ruling.source, "hearing.held_on")
    last = compute(rule, held.first, ctx.rules.calendar).due if rule else held.first
    if not_after(told, span(last)) is False:
        text = f"听证公告最迟应于{day_words(last)}发布。"
        return no("hearing_announced_late", text, ruling.source, "hearing.announced_on")
    return PASS


@guard("代理人不超过二人", AGENTS)
def hearing_agents_are_few(ctx: Context) -> Verdict:
    if len(ctx.look("hearing.agents") or ()) > MOST:
        return no("too_many_agents", "当事人可以委托一至二人代理。", AGENTS, "hearing.agents")
    return PASS


@guard("告知了回避等权利，代理人有委托，笔录经核对签名或者注明", "处罚法第六十四条第（四）项、第（五）项、第（八）项")
def hearing_took_its_course(ctx: Context) -> Verdict:
    record = ctx.look("hearing_record") or {}
    if record.get("opened") is not True:
        answer = unknown if record.get("opened") is None else no
        text = "听证开始时应当核对参加人，告知权利义务和申请回避的权利。"
        return answer("hearing_not_opened", text, PRESIDING, "hearing_record.opened")
    if record.get("attendance") in ("agent", "both") and not ctx.look("hearing.agents"):
        return no("agent_unnamed", "代理人到场的，应当写明受委托的代理人。", AGENTS, "hearing.agents")
    if record.get("signed") == "refused" and not record.get("refusal"):
        text = "拒绝签名、盖章的，由听证主持人在笔录中注明。"
        return no("refusal_not_noted", text, RECORD, "hearing_record.refusal")
    return PASS


@guard("在听证后三日内补交", EVIDENCE)
def hearing_evidence_in_time(ctx: Context) -> Verdict:
    clock = ctx.state.clocks.get("hearing_evidence")
    if clock is None:
        text = "本领域没有听证后补交证据的期限，当事人的意见和证据按陈述申辩登记。"
        return no("no_time_for_evidence", text, EVIDENCE, "hearing_evidence")
    due = span(clock.get("due"))
    for one in ctx.given.get("hearing_evidence") or ():
        if not_after(span(one.get("received_on")), due) is False:
            text = f"补交证据的期限到{day_words(str(clock['due']))}届满。"
            return no("evidence_late", text, EVIDENCE, "hearing_evidence")
    return PASS


@guard("听证后补交证据的期限已经届满", EVIDENCE)
def hearing_evidence_time_is_over(ctx: Context) -> Verdict:
    clock = ctx.state.clocks.get("hearing_evidence")
    if clock is None:
        return PASS
    over = after(ctx.on, span(clock.get("due")))
    if over is True:
        return PASS
    if over is None:
        return unknown("evidence_time_unknown", "补交证据的期限何时届满不明。", EVIDENCE)
    text = f"当事人可以在{day_words(str(clock['due']))}前补交证据，期满后提出听证报告。"
    return no("evidence_time_open", text, EVIDENCE, "on")


@guard("终止听证有法定情形", ABSENT)
def hearing_end_has_ground(ctx: Context) -> Verdict:
    ground = ctx.look("hearing_end.ground")
    if ground is None:
        return unknown("end_ground_unknown", "没有写明终止听证的情形。", ABSENT, "hearing_end.ground")
    if ground not in ("absent", "left"):
        return PASS
    planned = ctx.day("hearing.planned_at")
    if ctx.state.stage != "summoned" or not_after(planned, ctx.on) is not True:
        return no(
            "hearing_day_not_come", "听证还没有到通知的时间，不能认定缺席或者退出。", ABSENT, "hearing_end.ground"
        )
    return notice_in_time(ctx, planned)


@guard("代理人撤回申请、放弃听证有明确授权", AUTHORITY)
def hearing_waiver_is_authorised(ctx: Context) -> Verdict:
    if ctx.look("hearing_end.ground") not in ("withdrawn", "waived"):
        return PASS
    by = ctx.look("hearing_end.by")
    if by is None:
        return unknown("waiver_by_unknown", "没有写明由谁撤回、放弃。", ABSENT, "hearing_end.by")
    if by == "agent" and ctx.look("hearing_end.authorised") is not True:
        text = "代理人撤回听证申请或者放弃听证权利的，必须有当事人的明确授权。"
        return no("waiver_not_authorised", text, AUTHORITY, "hearing_end.authorised")
    return PASS


@guard("确实逾期、不属于听证范围或者不是当事人提出", f"{RIGHT}、第六十四条第（一）项")
def hearing_refusal_has_ground(ctx: Context) -> Verdict:
    ground = ctx.look("hearing_refusal.ground")
    if ground is None:
        return unknown("refusal_ground_unknown", "没有写明不予组织听证的情形。", RIGHT, "hearing_refusal.ground")
    if ground == "late":
        answer = request_in_time(ctx, ctx.case.facts, ctx.day("hearing_refusal.requested_on"))
        if answer.ok is True:
            return no("request_in_time", "听证要求在期限之内提出，应当组织听证。", RIGHT, "hearing_refusal.ground")
        return PASS if answer.ok is False else answer
    if ground == "no_right":
        right = may_be_heard(ctx, ctx.case.facts)
        if right is None:
            return unknown(
                "hearing_right_unknown", "拟作出的处罚是否属于听证范围不明。", RIGHT, "hearing_refusal.ground"
            )
        if right:
            return no("has_hearing_right", "当事人有要求听证的权利，应当组织听证。", RIGHT, "hearing_refusal.ground")
    return PASS
