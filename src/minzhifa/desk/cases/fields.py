"""The registry of form fields: one builder for each fact that the procedure's table can ask for; None asks nothing.

A form is put together from an act's `needs` and `takes`; nothing here knows an act by name but `MORE`, the facts that
an act may take besides those it needs, and `GROUPS`, the parts of a fact that is an object.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from minzhifa.desk.cases import words
from minzhifa.desk.cases.asking import Asking, hearing_staff
from minzhifa.desk.cases.discretion_fields import benchmark_code, benchmark_inputs, computable, deviation_reason
from minzhifa.desk.cases.range_fields import range_amount, range_base, range_choice
from minzhifa.desk.cases.reviewing import points_field
from minzhifa.desk.cases.significance_fields import SIGNIFICANCE, Flag, superior_agency
from minzhifa.desk.cases.widgets import Column, DateInput, LinesField, MatrixField, RowsField
from minzhifa.desk.cases.words import choices
from minzhifa.desk.forms import unkept
from minzhifa.law.procedure import EDUCATION_WAYS

Build = Callable[[Asking], forms.Field | None]


def _text(label: str, size: int = 200, **more: Any) -> Build:
    return lambda _: forms.CharField(label=label, max_length=size, **more)


def _long(label: str, rows: int = 4, **more: Any) -> Build:
    return lambda _: forms.CharField(label=label, max_length=20000, widget=forms.Textarea(attrs={"rows": rows}), **more)


def _date(label: str, **more: Any) -> Build:
    return lambda ask: forms.DateField(label=label, widget=DateInput(max=ask.on.isoformat()), **more)


def _future(label: str, **more: Any) -> Build:
    return lambda _: forms.DateField(label=label, widget=DateInput(), **more)


def _time(label: str) -> Build:
    return lambda _: forms.CharField(
        label=label, max_length=16, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )


def _choice(label: str, table: dict[str, str], blank: str = "请选择", **more: Any) -> Build:
    return lambda _: forms.ChoiceField(label=label, choices=choices(table, blank), **more)


def _flag(label: str, **more: Any) -> Build:
    return lambda _: Flag(label=label, **more)


def _tick(label: str, **more: Any) -> Build:
    return lambda _: forms.BooleanField(label=label, **{"required": False, **more})


def _lines(label: str, rows: int = 3, **more: Any) -> Build:
    return lambda _: LinesField(label=label, rows=rows, **more)


def _rows(label: str, *columns: Column, noun: str = "项", **more: Any) -> Build:
    return lambda _: RowsField(columns, noun=noun, label=label, **more)


def _officers(ask: Asking) -> forms.Field:
    chosen = [(str(o.id), f"{o.name}　{o.certificate}") for o in ask.officers]
    return forms.MultipleChoiceField(
        label="办案人员", choices=chosen, widget=forms.CheckboxSelectMultiple(attrs={"class": "people"}),
        help_text="列出的是当日持有本机关有效执法证件的人员，不少于两人。",
    )  # fmt: skip


def _elements(ask: Asking) -> forms.Field:
    return MatrixField(ask.facts.get("evidence") or (), label="构成要件与证据")


def _sparing_entry(ask: Asking) -> forms.Field | None:
    """Entries of published lists, by list; none where no list is about the act: then the law's own words decide."""
    lists: dict[str, list[tuple[str, str]]] = {}
    for one in ask.sparing:
        words = f"第{one.entry.key}项　{one.entry.violation}（{one.entry.conditions or '条件以法律规定为准'}）"
        lists.setdefault(one.card.title, []).append((one.ref, words[:160]))
    if not lists:
        return None
    return forms.ChoiceField(
        label="所依据的清单条目", choices=[("", "不依据清单，理由写在事实和理由里"), *lists.items()],
        help_text="列出的是施行中、适用于本机关、可能与本案有关的条目；是否符合，由系统按清单核对。",
    )  # fmt: skip


def _benchmark(ask: Asking) -> forms.Field | None:
    if computable(ask):
        return None  # asked by its code, with the facts it needs
    found = [(f"{b.violation}：{g.grade}", f"{g.grade}　{g.range}") for b in ask.benchmarks for g in b.grades]
    return forms.ChoiceField(label="裁量基准", choices=[("", "没有适用的基准"), *found])


def _answers(_: Asking) -> forms.Field:
    columns = (
        Column("id", "", "hidden"), Column("point", "当事人意见", "shown"), Column("answer", "复核意见和理由", "long"),
        Column("adopted", "是否采纳", "choice", (("", "请选择"), ("yes", "采纳"), ("no", "不采纳"))),
    )  # fmt: skip
    return RowsField(columns, fixed=True, label="逐条复核")


def _open_recusals(_: Asking) -> forms.Field:
    columns = (
        Column("id", "", "hidden"), Column("name", "回避对象", "shown"), Column("reason", "理由", "shown"),
        Column("granted", "决定", "choice", (("", "请选择"), ("yes", "同意回避"), ("no", "驳回申请"))),
    )  # fmt: skip
    return RowsField(columns, fixed=True, label="回避申请")


def _outsiders(ask: Asking) -> list[tuple[str, str]]:
    """Certified officers of the agency who do not handle the case."""
    mine = {str(one.get("officer_id")) for one in ask.facts.get("officers") or ()}
    return [(str(o.id), f"{o.name}　{o.certificate}") for o in ask.officers if str(o.id) not in mine]


def _presiding(ask: Asking) -> forms.Field:
    if ask.offer.action == "record_hearing":
        return forms.CharField(label="听证主持人", max_length=40)  # as the old file names him
    return forms.ChoiceField(
        label="听证主持人", choices=[("", "请选择"), *_outsiders(ask)],
        help_text="列出的是当日持有本机关有效执法证件、没有参加本案调查的人员。",
    )  # fmt: skip


def _hearing_members(ask: Asking) -> forms.Field:
    widget = forms.CheckboxSelectMultiple(attrs={"class": "people"})
    return forms.MultipleChoiceField(label="听证员", choices=_outsiders(ask), widget=widget)


def _hearing_recorder(ask: Asking) -> forms.Field:
    return forms.ChoiceField(label="记录员", choices=[("", "请选择"), *_outsiders(ask)])


def _recused(ask: Asking) -> forms.Field:
    people = [(str(o.get("officer_id")), f"{o.get('name')}（办案人员）") for o in ask.facts.get("officers") or ()]
    people += [(key, f"{name}（听证人员）") for key, name in hearing_staff(ask).items()]
    return forms.ChoiceField(label="回避对象", choices=[("", "请选择"), *people, ("head", "行政机关主要负责人")])


def _what(ask: Asking) -> forms.Field:
    open_ones = ask.unendorsed if ask.offer.action == "endorse" else ask.pending
    return forms.ChoiceField(label="事项", choices=[(key, words.PENDING.get(key, key)) for key in open_ones])


def _places(_: Asking) -> forms.Field:
    widget = forms.CheckboxSelectMultiple(attrs={"class": "inline"})
    return forms.MultipleChoiceField(label="要改的地方", choices=[(one, one) for one in words.PLACES], widget=widget)


PENALTIES = (
    Column("kind", "种类", "choice", choices(words.PENALTY_KINDS, "请选择")),
    Column("amount", "金额（元）", "money"),
    Column("detail", "内容、说明"),
)
FIELDS: dict[str, Build] = {
    "on": _date("办理日期", help_text="默认今天；补登记的写实际日期，不能在将来。"),
    "reason": _long("理由", 3),
    "places": _places,
    "opinion_text": _long("意见", 2, help_text="不填写的，文书记“同意”。"),
    "what": _what,
    "cause": _text("案由", 120, help_text="涉嫌＋违法行为，例如“涉嫌经营超过保质期的食品案”。"),
    "summary": _long("案情摘要"),
    "matter": _text("执法事项", 40),
    "occurred_on": _date("违法行为发生日", help_text="连续、继续状态的为终了日。"),
    "discovered_on": _date("违法行为被发现日"),
    "long_limitation": _tick("涉及公民生命健康安全、金融安全且有危害后果（追责期限五年）"),
    "violated": _lines("违反的规定", help_text="一行一条，例如：《广告法》第九条第（三）项。"),
    "basis": _lines("处罚依据", help_text="一行一条。"),
    "party.subject_id": lambda _: forms.CharField(label="", widget=forms.HiddenInput),
    "party.kind": _choice("类型", words.PARTY_KINDS),
    "party.name": _text("名称或姓名", 120),
    "party.uscc": _text("统一社会信用代码", 18),
    "party.id_number": _text("身份证号", 18, help_text="自然人填写；加密保存。选自对象库的不必再填。", widget=unkept()),
    "party.legal_representative": _text("法定代表人、负责人、经营者", 40),
    "party.phone": _text("联系电话", 30, help_text="加密保存。", widget=unkept()),
    "party.address": _text("住所（住址）", 160),
    "officers": _officers,
    "elements": _elements,
    "evidence.kind": _choice("证据种类", words.EVIDENCE_KINDS),
    "evidence.title": _text("证据名称", 120),
    "evidence.date": _date("取得日期"),
    "evidence.count": _text("数量", 20, help_text="例如 3 张、1 份。"),
    "evidence.source": _text("来源、提取地点", 160),
    "evidence.unlawful": _tick("以非法手段取得（依法不得作为认定事实的根据）"),
    "record.place": _text("地点", 160),
    "record.begun_at": _time("开始时间"),
    "record.ended_at": _time("结束时间"),
    "record.person": _text("被检查、询问的人", 40),
    "record.relation": _text("与当事人、本案的关系", 60),
    "record.person_id": _text("身份证件号码", 18, help_text="只写入笔录文书，加密保存。"),
    "record.certificate_shown": _flag("是否出示执法证件"),
    "record.rights_told": _flag("是否告知陈述、申辩和申请回避的权利"),
    "record.shown_answer": _text("对方答复", 120),
    "record.summary": _long("检查、询问情况", 6),
    "record.dialogue": _rows("问答", Column("q", "问", "long"), Column("a", "答", "long"), noun="问"),
    "recusal.who": _recused,
    "recusal.reason": _long("理由", 2),
    "recusals": _open_recusals,
    "suspension.reason": _choice("中止情形", words.SUSPENSIONS),
    "extension.reason": _long("延长的理由", 3),
    "extension.until": _future("延长至"),
    "exclusion.kind": _choice("事由", words.EXCLUSIONS),
    "exclusion.from_on": _date("开始日期"),
    "exclusion.to_on": _date("结束日期"),
    "collective.members": _lines("参加讨论的负责人", help_text="一行一人，不止一人。"),
    "collective.conclusion": _long("讨论结论", 2),
    "collective.superior_agency": superior_agency,
    "opinion.outcome": _choice("处理意见", words.OUTCOMES),
    "opinion.reasons": _long("认定的事实、性质和理由", 6),
    "discretion.grade": _choice("裁量等次", words.GRADES),
    "discretion.factors": _lines("裁量因素", 2, help_text="一行一项：货值、持续时间、改正情况、危害后果……"),
    "discretion.benchmark": _benchmark,
    "discretion.code": benchmark_code,
    "discretion.inputs": benchmark_inputs,
    "discretion.deviation_reason": deviation_reason,
    "discretion.reasons": _long("裁量理由", 3),
    "range.choice": range_choice,
    "range.base_amount": range_base,
    "range.min": range_amount("法定下限（元）"),
    "range.max": range_amount("法定上限（元）"),
    "penalties": _rows("拟处罚内容", *PENALTIES, noun="种处罚"),
    **SIGNIFICANCE,
    "review.kind": _choice("审核种类", words.REVIEW_KINDS),
    "review.conclusion": _choice("审核结论", words.REVIEW_CONCLUSIONS),
    "review.opinion": _long("审核意见", 4),
    "review.points": points_field,
    "review.qualified": _flag("初次从事法制审核的，是否取得法律职业资格"),
    "notice.served_on": _date("送达日期"),
    "notice.way": _choice("送达方式", words.WAYS),
    "notice.hearing_told": _flag("是否告知听证权利"),
    "notice.receiver": _text("收件人", 40),
    "notice.confirmation": _tick("当事人已签订送达地址确认书，同意电子送达"),
    "notice.witness": _text("见证人（留置送达）", 60),
    "notice.published_on": _date("公告发布日期（公告送达）"),
    "statements": _rows(
        "陈述申辩意见",
        Column("point", "意见要点", "long"),
        Column("received_on", "收到日期", "date"),
        noun="条意见",
    ),
    "statement_answers": _answers,
    "statement_meeting.place": _text("陈述地点", 160, help_text="当面陈述的填写，制作笔录；书面提交的不填。"),
    "statement_meeting.begun_at": _time("开始时间"),
    "statement_meeting.ended_at": _time("结束时间"),
    "statement_meeting.speaker": _text("陈述申辩人", 40),
    "statement_meeting.relation": _text("与当事人的关系", 60),
    "statement_meeting.materials": _long("提交的材料", 2),
    "service_consent.receiver": _text("收件人", 40),
    "service_consent.electronic": _flag("是否同意电子送达"),
    "service_consent.phone": _text("联系电话", 30, help_text="不填写的用当事人的电话；只写入确认书，加密保存。"),
    "service_consent.electronic_address": _text("电子送达地址", 120, help_text="只写入确认书，加密保存。"),
    "service_consent.backup": _text("备用联系方式", 120, help_text="只写入确认书，加密保存。"),
    "public_notice.reason": _long("公告送达的原因和经过", 3),
    "public_notice.medium": _text("公告方式（公告栏、报纸、网站）", 120),
    "waiver.on": _date("声明日期"),
    "waiver.form": _choice("声明的形式", words.WAIVER_FORMS),
    "waiver.statement": _tick("放弃陈述、申辩"),
    "waiver.hearing": _tick("放弃听证"),
    "hearing.requested_on": _date("要求听证的日期"),
    "hearing.result": _choice("听证结果", words.HEARING_RESULTS),
    "hearing.held_on": _date("听证（放弃、撤回）日期"),
    "hearing.notified_on": _date("通知听证的日期"),
    "hearing.presiding": _presiding,
    "hearing.members": _hearing_members,
    "hearing.recorder": _hearing_recorder,
    "hearing.report": _long("听证报告意见", 4),
    "panel.members": _lines("参加讨论的负责人", help_text="一行一人，不止一人。"),
    "panel.conclusion": _long("讨论结论", 3),
    "decision.penalties": _rows("处罚内容", *PENALTIES, noun="种处罚"),
    "decision.reasons": _long("事实、依据和理由", 6),
    "decision.kind_reason": _long(
        "处罚种类与告知的不同时，为什么没有加重", 2, help_text="种类相同的不填；不能说明的，应当重新告知。"
    ),
    "service.way": _choice("送达方式", words.WAYS),
    "service.served_on": _date("送达日期"),
    "service.receiver": _text("受送达人（签收人）", 60),
    "service.confirmation": _tick("当事人已签订送达地址确认书，同意电子送达"),
    "service.witness": _text("见证人（留置送达）", 60),
    "service.published_on": _date("公告发布日期（公告送达）"),
    "payments": _rows(
        "缴款", Column("amount", "金额（元）", "money"), Column("paid_on", "缴款日期", "date"), noun="笔"
    ),
    "performance.on": _date("履行完毕日期"),
    "performance.summary": _long("履行情况", 3),
    "decline.reason": _choice("不予立案的情形", words.DECLINES),
    "decline.text": _long("说明", 3),
    "withdrawal.reason": _long("撤销立案的理由", 3),
    "termination.reason": _long("终止调查的情形", 3),
    "closing.reason": _choice("结案情形", words.CLOSING),
    "archive.on": _date("归档日期"),
    "archive.archivist": _text("立卷人", 40),
    "archive.checker": _text("检查人", 40),
    "archive.retention": _choice("保管期限", {"10年": "10 年", "30年": "30 年", "永久": "永久"}),
    "follow_up.kind": _choice("事项", words.FOLLOW_UPS),
    "follow_up.date": _date("日期"),
    "follow_up.text": _long("经过和结果", 3),
    "no_penalty.entry": _sparing_entry,
    "education": _rows(
        "教育的方式和内容",
        Column("way", "方式", "choice", choices(EDUCATION_WAYS, "请选择")),
        Column("person", "受教育的人"),
        Column("text", "内容和当事人的态度", "long"),
    ),
    "entries": _rows("补录的事项", Column("text", "原案卷记载", "long"), Column("date", "日期", "date")),
}
# A fact that is an object, or one item of a list: the parts that are asked for. A star marks what must be answered.
GROUPS: dict[str, tuple[str, ...]] = {
    "party": (
        "party.kind*", "party.name*", "party.uscc", "party.id_number", "party.legal_representative", "party.phone",
        "party.address", "party.subject_id",
    ),
    "evidence": (
        "evidence.kind*", "evidence.title*", "evidence.date", "evidence.count", "evidence.source", "evidence.unlawful",
    ),
    "record": (
        "record.place*", "record.begun_at*", "record.ended_at*", "record.person*", "record.relation",
        "record.certificate_shown*", "record.rights_told*", "record.shown_answer*", "record.summary*",
    ),
    "suspensions": ("suspension.reason*",),
    "extensions": ("extension.reason*",),
    "exclusions": ("exclusion.kind*", "exclusion.from_on*", "exclusion.to_on*"),
    "collective": ("collective.members", "collective.conclusion", "collective.superior_agency"),
    "public_notices": ("public_notice.reason*", "public_notice.medium*"),
    "follow_ups": ("follow_up.kind*", "follow_up.date", "follow_up.text*"),
}  # fmt: skip
# Where the same fact is asked differently by one act.
INSTEAD: dict[tuple[str, str], tuple[str, ...]] = {
    ("request_recusal", "recusals"): ("recusal.who*", "recusal.reason*"),
    ("complete_review", "review.conclusion"): ("review.points*", "review.conclusion*"),
    ("answer_statement", "statements"): ("statement_answers*",),
    ("approve_second_extension", "extensions"): ("extension.until*",),
    ("record_interview", "record"): (
        "record.place*",
        "record.begun_at*",
        "record.ended_at*",
        "record.person*",
        "record.relation*",
        "record.person_id*",
        "record.certificate_shown*",
        "record.rights_told*",
        "record.shown_answer*",
        "record.dialogue*",
        "record.summary",
    ),
}
MEETING = tuple(
    f"statement_meeting.{part}" for part in ("place", "begun_at", "ended_at", "speaker", "relation", "materials")
)
# What an act may take besides; only what people really bring with it.
MORE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("return_filing", "return_decision", "return_for_completion"), ("places",)),
    "propose_filing": ("summary", "occurred_on", "discovered_on", "long_limitation", "basis"),
    "propose_decline": ("decline.text",),
    "decide_recusal": ("collective.members", "collective.conclusion"),
    "conclude_investigation": (
        "significance.major_social_impact*", "significance.disputed_evidence_or_law*", "significance.head_decides*",
        "occurred_on*", "elements", "violated", "basis", "range.choice", "range.base_amount", "range.min", "range.max",
        "penalties", "discretion.grade",
        "discretion.benchmark", "discretion.code", "discretion.inputs", "discretion.deviation_reason",
        "discretion.factors", "discretion.reasons",
    ),
    "propose_decision": (
        "discretion.code", "discretion.inputs", "discretion.deviation_reason", "decision.kind_reason",
    ),
    "complete_review": ("review.qualified",),
    "serve_notice": ("notice.receiver", "notice.confirmation", "notice.witness", "notice.published_on"),
    "record_statement": MEETING,
    "waive_statement": ("waiver.statement", "waiver.hearing", *MEETING),
    "confirm_address": ("service_consent.phone", "service_consent.electronic_address", "service_consent.backup"),
    "record_hearing": ("hearing.notified_on", "hearing.presiding", "hearing.report"),
    "serve_decision": ("service.confirmation", "service.witness", "service.published_on"),
    "archive_case": ("archive.archivist", "archive.checker", "archive.retention"),
}  # fmt: skip
