"""Cases that others take over: suspected crimes go to the police, what is not ours to the agency whose it is."""

from __future__ import annotations

from minzhifa.law import discretion
from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.dates import not_after, span
from minzhifa.law.procedure.guards.proof import penalties_of
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.words import day_words

RULES = "行政执法机关移送涉嫌犯罪案件的规定"
TEAM = f"{RULES}第五条第一款"
PACKAGE = f"{RULES}第六条"
OBJECTION = f"{RULES}第九条第一款"
INSTEAD = f"处罚法第八十二条；{RULES}第十一条第一款"
COURT_FINE = "处罚法第三十五条第二款"
TAKEN_OVER = "处罚法第二十二条、第二十五条；市监程序第十四条、第十七条第一款"
POLICE = "criminal_transfer"
OURS_AGAIN = frozenset({"refused", "returned"})
GONE = {"agency_transfer": frozenset({"sent", "taken"}), "jurisdiction": frozenset({"given"})}


@guard("移送报告由专案组人员提出", TEAM)
def reported_by_the_team(ctx: Context) -> Verdict:
    formed = (ctx.state.facts.get("acts") or {}).get("form_transfer_team") or {}
    team, own = {str(one) for one in formed.get("officers") or ()}, ctx.by.officer_id
    if not team or not own:
        return unknown("team_unknown", "专案组人员或者报告人不明。", TEAM, "officers")
    if own not in team:
        return no("not_of_the_team", f"{ctx.by.name}不是专案组人员，移送报告由专案组提出。", TEAM)
    return PASS


@guard("由本机关正职负责人或者主持工作的负责人审批", TEAM)
def chief_decides(ctx: Context) -> Verdict:
    decider = ctx.look("transfer_approval.decider")
    if decider in ("chief", "acting"):
        return PASS
    field = "transfer_approval.decider"
    if decider is None:
        return unknown("decider_unknown", "审批人是否正职负责人或者主持工作的负责人不明。", TEAM, field)
    return no("not_the_chief", "移送报告由本机关正职负责人或者主持工作的负责人审批。", TEAM, field)


@guard("附有调查报告、涉案物品清单和有关检验报告", PACKAGE)
def transfer_package_is_whole(ctx: Context) -> Verdict:
    report = ctx.look("handing.report")
    if report is not True:
        text = "移送应当附涉嫌犯罪案件情况的调查报告。"
        answer = unknown if report is None else no
        return answer("report_not_attached", text, f"{PACKAGE}第（二）项", "handing.report")
    if not ctx.look("handing.goods") and ctx.look("handing.no_goods") is not True:
        text = "移送应当附涉案物品清单；没有涉案物品的，写明没有。"
        return no("goods_not_listed", text, f"{PACKAGE}第（三）项", "handing.goods")
    return PASS


@guard("自接到不予立案通知书之日起三日内提请复议", OBJECTION)
def police_objection_in_time(ctx: Context) -> Verdict:
    due = span((ctx.state.clocks.get("transfer_objection") or {}).get("due"))
    answer = not_after(ctx.on, due)
    if answer is False and due:
        text = f"提请复议的期限已于{day_words(due.text)}届满；仍可以建议人民检察院立案监督。"
        return no("objection_late", text, OBJECTION, "on")
    return PASS if answer else unknown("objection_time_unknown", "提请复议的期限不明。", OBJECTION, "on")


@guard("移送公安机关期间不以罚款代替移送；已经判处罚金的不再罚款", INSTEAD)
def no_fine_instead_of_transfer(ctx: Context) -> Verdict:
    fines = [one for one in penalties_of(ctx) or () if discretion.kind_of(one) == discretion.FINE]
    for part in ctx.case.parts.values() if fines else ():
        if part.procedure != POLICE or part.stage in OURS_AGAIN:
            continue
        if part.stage != "convicted":
            text = "案件正在向公安机关移送，没有结果以前不得以罚款代替移送。"
            return no("fine_instead_of_transfer", text, INSTEAD, "decision.penalties")
        fined = (part.facts.get("criminal_outcome") or {}).get("court_fine")
        if fined is None:
            return unknown("court_fine_unknown", "人民法院是否判处罚金不明。", COURT_FINE, "decision.penalties")
        if fined == "yes":
            text = "人民法院已经判处罚金，行政机关尚未给予罚款的，不再给予罚款。"
            return no("court_has_fined", text, COURT_FINE, "decision.penalties")
    return PASS


@guard("案件没有移送其他机关，没有指定其他机关管辖", TAKEN_OVER)
def still_ours(ctx: Context) -> Verdict:
    for part in ctx.case.parts.values():
        if part.stage in GONE.get(part.procedure, frozenset()):
            text = "案件已经移送或者由其他机关管辖，本机关不再作出处罚决定。"
            return no("case_taken_over", text, TAKEN_OVER)
    return PASS
