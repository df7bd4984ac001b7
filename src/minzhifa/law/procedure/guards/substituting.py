"""Performance by the agency or a third party in place of the party (代履行)."""

from __future__ import annotations

from datetime import datetime

from minzhifa.law.money import parse_yuan
from minzhifa.law.procedure import owing
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import after, span
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.guards.demanding import moment_of
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.procedure.reckoning import reckoned
from minzhifa.law.words import day_words

PERMITTED = "强制法第五十条"
AT_ONCE = "强制法第五十二条"
DECISION = "强制法第五十一条第一款第（一）项"
AGAIN = "强制法第五十一条第一款第（二）项"
WATCHED = "强制法第五十一条第一款第（三）项"
SIGNED = "强制法第五十一条第一款第（四）项"
COST = "强制法第五十一条第二款"
FORCE = "强制法第五十一条第三款"


@guard("已经催告而没有履行，后果危害交通安全、造成环境污染或者破坏自然资源", PERMITTED)
def substitute_is_permitted(ctx: Context) -> Verdict:
    harm = ctx.look("substitute.harm")
    if harm not in ("traffic", "pollution", "resources", "none"):
        return unknown("harm_unknown", "没有写明不履行的后果。", PERMITTED, "substitute.harm")
    if harm == "none":
        text = "代履行只用于后果已经或者将危害交通安全、造成环境污染或者破坏自然资源的情形。"
        return no("harm_missing", text, PERMITTED, "substitute.harm")
    demands = owing.parts_named(ctx.case, owing.DEMAND).values()
    of_acts = [part for part in demands if look(part.facts, "demand.duty") == "act" and "serve_demand" in part.done]
    if not of_acts:
        return no("no_demand", "还没有催告当事人履行排除妨碍、恢复原状等义务。", PERMITTED, "demand")
    due = span(look(of_acts[-1].facts, "demand.due_on"))
    if after(ctx.on, due) is not True:
        text = f"催告的履行期限到{day_words(due.text) if due else '不明之日'}才届满。"
        return no("demand_is_running", text, PERMITTED, "on")
    return PASS


@guard("代履行的第三人没有利害关系", PERMITTED)
def substitute_is_disinterested(ctx: Context) -> Verdict:
    if ctx.look("substitute.performer") == "agency":
        return PASS
    apart = ctx.look("substitute.disinterested")
    if apart is None:
        text = "没有写明受委托的第三人与本案是否有利害关系。"
        return unknown("interest_unknown", text, PERMITTED, "substitute.disinterested")
    if apart is not True:
        return no(
            "interested_third_party", "代履行只能委托没有利害关系的第三人。", PERMITTED, "substitute.disinterested"
        )
    return PASS


@guard("费用预算是金额，按照成本确定", COST)
def substitute_budget_is_told(ctx: Context) -> Verdict:
    if parse_yuan(str(ctx.look("substitute.budget") or "")) <= 0:
        return no("bad_amount", "代履行的费用预算应当大于零。", COST, "substitute.budget")
    if not ctx.look("substitute.budget_basis"):
        return unknown("budget_basis_unknown", "没有写明费用按照什么成本确定。", COST, "substitute.budget_basis")
    return PASS


@guard("代履行决定书送达当事人以后才催告、代履行", DECISION)
def substitute_decision_served(ctx: Context) -> Verdict:
    served = ctx.day("substitute_service.served_on")
    if served is None:
        return unknown("service_unknown", "代履行决定书何日送达不明。", DECISION, "substitute_service.served_on")
    if after(served, ctx.on) is True:
        return no("served_later", "代履行决定书的送达日晚于登记日。", DECISION, "substitute_service.served_on")
    return PASS


@guard("代履行三日前再次催告", AGAIN)
def second_demand_in_time(ctx: Context) -> Verdict:
    planned, told = _planned(ctx), ctx.day("demand_again.served_on")
    if planned is None or told is None or told.exact is None:
        return unknown(
            "second_demand_unknown", "代履行的时间或者再次催告的送达日期不明。", AGAIN, "demand_again.served_on"
        )
    rule = ctx.rules.term("substitute_performance_notice", ctx.domain, told.exact)
    latest = reckoned(rule, planned.date(), ctx.rules.calendar).due
    if told.exact > latest:
        text = f"代履行定于{day_words(planned.date())}，应当在三日前（最迟{day_words(latest)}）催告当事人履行。"
        return no("second_demand_late", text, AGAIN, "demand_again.served_on")
    return PASS


def _planned(ctx: Context) -> datetime | None:
    return moment_of(str(ctx.look("substitute.planned_at") or ""))


@guard("代履行不早于决定的时间", DECISION)
def substitute_not_before_its_time(ctx: Context) -> Verdict:
    planned = _planned(ctx)
    if planned is None:
        return unknown("time_unknown", "代履行的时间不明。", DECISION, "substitute.planned_at")
    if ctx.on and ctx.on.last < planned.date():
        return no("substitute_too_early", f"代履行定于{day_words(planned.date())}，还没有到。", DECISION, "on")
    return PASS


@guard("派员到场监督，各方在执行文书上签名，没有采用暴力、胁迫", f"{WATCHED}、第（四）项")
def substitute_was_watched(ctx: Context) -> Verdict:
    duties = (
        ("watched", "代履行时，作出决定的行政机关应当派员到场监督。", WATCHED),
        ("signed", "到场监督的工作人员、代履行人和当事人或者见证人应当在执行文书上签名或者盖章。", SIGNED),
        ("peaceful", "代履行不得采用暴力、胁迫以及其他非法方式。", FORCE),
    )
    for name, sentence, article in duties:
        value = ctx.look(f"substitute_scene.{name}")
        if value is None:
            return unknown("scene_unknown", sentence, article, f"substitute_scene.{name}")
        if value is not True:
            return no("scene_not_lawful", sentence, article, f"substitute_scene.{name}")
    return PASS


@guard("当事人承担的费用不高于实际成本", COST)
def substitute_cost_is_cost(ctx: Context) -> Verdict:
    cost = parse_yuan(str(ctx.look("substitute_scene.cost") or ""))
    charged = parse_yuan(str(ctx.look("substitute_scene.charged") or ""))
    if charged > cost:
        return no("cost_too_high", "代履行的费用按照成本合理确定，不得高于实际成本。", COST, "substitute_scene.charged")
    return PASS


@guard("需要立即清除道路、河道、航道或者公共场所的遗洒物、障碍物、污染物，当事人不能清除", AT_ONCE)
def substitute_at_once_is_permitted(ctx: Context) -> Verdict:
    place, unable = ctx.look("substitute.place"), ctx.look("substitute.unable")
    if place not in ("road", "river", "channel", "public", "elsewhere") or unable is None:
        return unknown("urgency_unknown", "没有写明地点或者当事人能否清除。", AT_ONCE, "substitute.place")
    if place == "elsewhere":
        text = "立即实施代履行只限于道路、河道、航道或者公共场所的遗洒物、障碍物、污染物。"
        return no("place_not_named", text, AT_ONCE, "substitute.place")
    if unable is not True:
        return no("party_is_able", "当事人能够清除的，不能立即实施代履行。", AT_ONCE, "substitute.unable")
    return PASS


@guard("当事人不在场的，事后已经立即通知", AT_ONCE)
def absent_party_was_told(ctx: Context) -> Verdict:
    presence = ctx.look("substitute_scene.party")
    if presence not in ("present", "absent"):
        return unknown("presence_unknown", "没有写明当事人是否在场。", AT_ONCE, "substitute_scene.party")
    if presence == "absent" and ctx.day("substitute_scene.told_on") is None:
        return no("absent_not_told", "当事人不在场的，应当在事后立即通知当事人。", AT_ONCE, "substitute_scene.told_on")
    return PASS
