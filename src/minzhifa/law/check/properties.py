"""What a procedure must keep, whoever wrote it: one list, each with its article and what it says in flags.

`at` picks the acts at which it must hold; `must` is said of the case with the facts of the act taken in (`after:` of
what the act leaves). What is not said at one act but of a whole way (terms, ends, the closed file) is in `ways`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from minzhifa.law.check import acts, roads
from minzhifa.law.check.acts import needs, writes
from minzhifa.law.check.conditions import CONDITIONS, lacks
from minzhifa.law.check.formulas import ALWAYS, NEVER, Formula, both, either, flags_in, is_, not_
from minzhifa.law.procedure.table import CASE, Row

_OTHER = is_("after:outcome", "other")
_REVIEWED = either(
    both(is_("due", "plain"), is_("case_due", "no")),
    is_("last", "legal_pass"),
    both(is_("due", "plain"), is_("last", "case_pass")),
    both(_OTHER, is_("last", "legal_transfer")),
    both(_OTHER, is_("due", "plain"), is_("last", "case_transfer")),
)
FIXED = frozenset({"stage", "action", "target", "stood"})
At = acts.At


@dataclass(frozen=True, slots=True)
class Property:
    """One thing that must hold at every act that `at` picks."""

    id: str
    title: str
    article: str
    rules: tuple[tuple[At, Formula], ...]
    also: tuple[str, ...] = field(default=())  # flags to look at besides those read
    kind: str = ""  # only of procedures of this kind

    @property
    def flags(self) -> list[str]:
        """The flags to explore over."""
        read = {name.removeprefix("after:") for _, formula in self.rules for name in flags_in(formula)}
        return sorted({*read, *self.also} - FIXED)


def _proposes_notice(row: Row) -> bool:
    return "fill_notice" in row.effects


def _tells(row: Row) -> bool:
    return writes(row, "notice") and "fill_notice" not in row.effects


def _files(row: Row) -> bool:
    return row.action in ("approve_filing", "assign_officers")


def _any(_row: Row) -> bool:
    return True


def _extends(which: str) -> At:
    return lambda row: row.extend == f"decision:{which}"


PROPERTIES: tuple[Property, ...] = (
    Property(
        "notice", "未经告知，或者陈述申辩期限没有届满、当事人也没有明确放弃的，不作出处罚决定",
        "处罚法第四十四条、第四十五条第一款、第六十二条",
        ((acts.decides, either(_OTHER, both(
            is_("served", "yes"), either(is_("window", "over"), is_("waiver", "explicit"))))),),
    ),
    Property(
        "statements", "陈述申辩意见没有复核的，不作出处罚决定", "处罚法第四十五条第一款、第六十二条",
        ((acts.decides, either(_OTHER, not_("points", "open"))),),
    ),
    Property(
        "telling", "告知书送达有凭据，日期真实，处罚属于听证范围的告知了听证权利",
        "处罚法第四十四条、第六十一条、第六十三条第一款",
        ((_tells, both(is_("notice_proof", "yes"), is_("notice_day", "true"))),
         (_tells, either(is_("right", "no"), is_("told", "yes")))),
    ),
    Property(
        "hearing", "有权要求听证的，期限没有届满、听证没有结束的，不作出处罚决定",
        "处罚法第六十三条、第六十四条、第六十五条",
        ((acts.decides, either(
            _OTHER, both(is_("right", "no"), not_("told", "yes")), is_("hearing_waiver", "yes"),
            is_("hearing", "held", "given_up"), both(is_("hearing", "none"), is_("hearing_window", "over")))),
         (acts.decides, either(_OTHER, not_("hearing", "open", "claimed")))),
    ),
    Property(
        "hearing_held", "听证结果如实登记，举行听证的七日前通知了时间、地点", "处罚法第六十四条第（一）项、第（二）项",
        ((acts.hears, both(not_("hearing", "odd"), either(not_("hearing", "held"), is_("announced", "yes")))),),
    ),
    Property(
        "review", "应当法制审核（案件审核）而没有审核通过的，不作出决定",
        "处罚法第五十八条第一款；市监程序第五十条、第五十二条",
        ((lambda row: "fill_decision" in row.effects, _REVIEWED), (acts.decides, either(_OTHER, _REVIEWED))),
    ),
    Property(
        "final_review", "经过听证的，听证后没有通过法制审核的，不作出处罚决定",
        "处罚法第五十八条第一款第（二）项；市监程序第五十条第二款",
        ((acts.decides, either(_OTHER, not_("hearing", "held"), is_("place", "other"), is_("final", "yes"))),),
    ),
    Property(
        "panel", "情节复杂或者重大违法行为，没有经负责人集体讨论的，不作出处罚决定", "处罚法第五十七条第二款",
        ((acts.decides, either(_OTHER, is_("panel_due", "no"), is_("panel", "held"))),),
    ),
    Property(
        "two_officers", "执法由不少于两名持有有效证件的执法人员进行", "处罚法第四十二条第一款、第五十五条第一款",
        ((acts.field_work, is_("crew", "two")), (_files, is_("after:team", "two"))),
    ),
    Property(
        "reviewer", "审核人员不办理本案：审核之前、之后都不参加调查", "处罚法第五十八条；市监程序第四十九条第三款",
        ((acts.reviews, both(is_("by_investigator", "no"), is_("qualified", "yes"))),
         (acts.decides, not_("reviewer", "mixed"))),
    ),
    Property(
        "presiding", "听证主持人不是本案调查人员", "处罚法第六十四条第（四）项",
        ((acts.hears, either(not_("hearing", "held"), is_("host_investigated", "no"))),
         (acts.decides, either(not_("hearing", "held"), not_("host", "mixed")))),
    ),
    Property(
        "own_proposal", "不批准自己提请的事项，撤回申请的只能是提请人", "处罚法第五十七条第一款",
        ((acts.settles, is_("own", "no")), (acts.takes_back, is_("own", "yes")),
         (_proposes_notice, is_("concluder", "no"))),
    ),
    Property(
        "recusal", "被决定回避的人不参加调查、审核、告知和决定；回避依提出的申请、由有权的人决定",
        "处罚法第四十三条；市监程序第四条第一款",
        ((acts.makes_the_case, is_("by_recused", "no")), (acts.names_officers, is_("crew_recused", "no")),
         (lambda row: bool(row.record) or writes(row, "opinion"), is_("crew_recused", "no")),
         (lambda row: "close_recusal" in row.effects,
          both(is_("asked", "yes"), is_("own_recusal", "no"), is_("head_alone", "no")))),
    ),
    Property(
        "filed", "没有经批准立案的，不终结调查", "处罚法第五十四条第二款",
        ((acts.new_conclusion, is_("filed", "yes")),),
    ),
    Property(
        "proof", "终结调查时要件都有证据、裁量说明理由、在追责期限之内；调查时出示执法证件",
        "处罚法第三十四条、第三十六条、第四十条、第五十五条第一款",
        ((acts.new_conclusion, either(_OTHER, both(is_("matrix", "full"), is_("reasons", "given")))),
         (acts.new_conclusion, either(_OTHER, is_("limitation", "in_time"))),
         (lambda row: bool(row.record), is_("shown", "yes"))),
    ),
    Property(
        "penalties", "决定的处罚内容完整，在法定幅度之内，不重于告知", "处罚法第三十四条、第四十五条第二款、第五十九条",
        ((acts.decides, either(_OTHER, is_("after:decided_penalties", "good"))),
         (acts.new_conclusion, either(_OTHER, is_("penalties", "good")))),
    ),
    Property(
        "extension", "办案期限在届满之前延长，至多两次，第二次由集体决定并确定期限",
        "处罚法第六十条；市监程序第六十四条",
        ((_extends("first"), both(is_("extended", "0"), is_("term_running", "yes"))),
         (_extends("second"), both(
             is_("extended", "1"), is_("term_running", "yes"), is_("together", "yes"), is_("new_end", "named"))),
         (lambda row: "pause_excluded" in row.effects, is_("exclusion", "allowed"))),
    ),
    Property(
        "preservation", "先行登记保存逾期没有处理的自动解除", "处罚法第五十六条；市监程序第三十五条第二款",
        ((lambda row: needs(row, "preservation_end.way"), is_("lapsed", "no")),),
    ),
    Property(
        "service", "决定送达有凭据，日期真实，缴款真实，没有缴清或者没有依法终结执行的不登记履行完毕",
        "处罚法第六十一条、第六十六条第一款、第六十七条",
        ((lambda row: needs(row, "service.served_on") or writes(row, "service"),
          both(is_("service", "proven"), is_("service_day", "true"))),
         (lambda row: writes(row, "payments"), is_("payment", "real")),
         (lambda row: writes(row, "performance"), either(_OTHER, is_("paid", "yes"), is_("ended", "yes")))),
    ),
    Property(
        "closing", "处罚决定没有送达，没有履行完毕或者依法终结执行的，不结案",
        "处罚法第六十一条、第六十六条；市监程序第七十七条",
        roads.CLOSING,
    ),
    Property(
        "on_spot", "当场处罚：事实确凿，种类和数额可以当场作出，处罚内容完整，在追责期限之内，"
        "出示证件、告知并听取陈述申辩，注明签收；"
        "依法才当场收缴，出具专用票据",
        "处罚法第三十六条、第四十四条、第四十五条、第五十一条、第五十二条、第六十八条至第七十条",
        ((acts.decides_on_spot, both(
            is_("certain", "yes"), is_("suits", "yes"), is_("small", "yes"), is_("told_on_spot", "yes"),
            is_("signed", "yes"))),
         (acts.decides_on_spot, both(is_("limitation", "in_time"), is_("penalties", "good", "outside"))),
         (lambda row: needs(row, "collection.ground"),
          both(is_("may_collect", "yes"), is_("receipt", "yes")))),
        also=("outcome",),
    ),
    Property(
        "closed_file", "结案以后案卷不再变动：只登记归档、后续情况和补录，归档以后什么也不做",
        "处罚法第四十七条；市监程序第七十七条、第七十八条",
        ((acts.changes_the_file, is_("closed", "no")), (_any, both(not_("closed", "for_good"),
                                                                 not_("after:closed", "reopened")))),
    ),
    Property(
        "days", "每一环节的日期真实，法定的步骤依次进行", "处罚法第四十七条、第五十四条至第六十二条",
        ((_any, is_("day", "possible")), (acts.statutory_step, is_("order", "kept"))),
    ),
    Property(
        "writing", "决定案件适用什么规则、给予什么处罚的事实，只在登记、调查终结时写明；"
        "回避、放弃、听证、审核、集体讨论由各自的环节写明，作出决定的环节不自己写明",
        "处罚法第四十条、第四十三条、第四十四条、第五十七条、第五十八条", roads.WRITING, kind=CASE,
    ),
    Property(
        "authority", "决定、告知、立案由行政机关负责人批准，审核由审核人员进行，其他申请由负责人答复",
        "处罚法第五十四条第二款、第五十七条、第五十八条", roads.PEOPLE,
    ),
    Property(
        "counting", "期限的计算不因没有法定事由的环节停止、暂停或者重新开始；程序施行以前的行为不用新程序办理",
        "处罚法第六十条；市监程序第六十四条", roads.COUNTING,
    ),
    Property(
        "after_decision", "没有作出决定的，不送达决定、不收缴罚款、不登记履行",
        "处罚法第六十一条、第六十六条、第六十七条", roads.AFTER_THE_DECISION, kind=CASE,
    ),
    Property(
        "conditions", "每一环节写明的条件都核对：填写了哪些事实、制作了哪些文书，就核对这些事实、文书的法定条件",
        "处罚法第四条、第三十八条第二款",
        tuple((one.at, ALWAYS) for one in CONDITIONS) + tuple((lacks(one), NEVER) for one in CONDITIONS),
    ),
)  # fmt: skip
