"""Chinese words of the codes that case forms and pages show. The codes are the law's and the documents' own."""

from __future__ import annotations

from minzhifa.documents.wording import CONCLUSIONS, EVIDENCE_KINDS, SOURCES, WAYS
from minzhifa.law.discretion import KINDS
from minzhifa.law.procedure.clocks import REASONS

Choices = list[tuple[str, str]]

OUTCOMES = {
    "penalty": "给予行政处罚",
    "no_penalty": "不予行政处罚",
    "not_established": "违法事实不能成立",
    "transfer": "移送其他行政机关",
    "criminal_transfer": "移送司法机关",
}
REVIEW_KINDS = {"legal": "法制审核", "case": "案件审核"}
REVIEW_CONCLUSIONS = {
    "pass": "同意处理意见",
    "correct": "建议纠正",
    "supplement": "建议补充调查",
    "transfer": "建议移送",
}
GRADES = {word: word for word in ("从轻", "一般", "从重", "减轻", "不予处罚")}  # as the decision prints them
CLOSING = {
    "performed": "处罚决定执行完毕",
    "court_ended": "人民法院裁定终结执行",
    "enforcement_ended": "依法终结执行",
    "no_penalty": "不予行政处罚等决定已经送达",
    "transferred": "案件已经移送",
    "withdrawn": "已经撤销立案",
    "terminated": "已经终止调查",
}
DECLINES = {
    "违法行为轻微并及时改正，没有造成危害后果": "违法行为轻微并及时改正，没有造成危害后果",
    "初次违法且危害后果轻微并及时改正": "初次违法且危害后果轻微并及时改正",
    "当事人有证据足以证明没有主观过错": "当事人有证据足以证明没有主观过错",
    "依法可以不予立案的其他情形": "依法可以不予立案的其他情形",
    "没有初步证据证明存在违法行为": "没有初步证据证明存在违法行为",
}
SUSPENSIONS = {
    "决定须以相关案件的裁判结果或者其他行政决定为依据，而相关案件尚未审结": "须以尚未审结的相关案件为依据",
    "涉及法律适用等问题，需要送请有权机关作出解释或者确认": "法律适用问题需要有权机关解释或者确认",
    "因不可抗力致使案件暂时无法调查": "不可抗力致使暂时无法调查",
    "因当事人下落不明致使案件暂时无法调查": "当事人下落不明，暂时无法调查",
    "其他应当中止调查的情形": "其他应当中止调查的情形",
}
EXCLUSIONS = {key: word for key, word in REASONS.items() if key not in ("suspension", "hearing")}
HEARING_RESULTS = {"held": "已经举行", "waived": "当事人放弃", "withdrawn": "当事人撤回"}
WAIVER_FORMS = {"written": "书面声明", "record": "在笔录中明确表示"}
FOLLOW_UPS = {
    "reconsideration": "申请行政复议", "reconsideration_end": "行政复议结束", "litigation": "提起行政诉讼",
    "litigation_end": "行政诉讼结束", "enforcement": "非诉强制执行", "other": "其他",
}  # fmt: skip
PARTY_KINDS = {
    "legal_person": "企业法人",
    "sole_trader": "个体工商户",
    "natural_person": "自然人",
    "other_organisation": "其他组织",
}
PENALTY_KINDS = {code: kind.label for code, kind in KINDS.items()}
PLACES = ("当事人", "事实", "证据", "法律依据", "裁量", "程序和期限", "文书文字")
"""What a return may mark; the words stand before its reason."""
PENDING = {
    "filing": "立案",
    "decline": "不予立案",
    "preservation": "先行登记保存",
    "suspension": "中止调查",
    "extension": "延长办案期限",
    "second_extension": "再次延期",
    "decision": "处理决定",
    "withdrawal": "撤销立案",
    "termination": "终止调查",
    "closing": "结案",
    "conclusion": "调查终结报告",
}
YES_NO = {"no": "否", "yes": "是"}


def choices(words: dict[str, str], blank: str = "") -> Choices:
    """As a form takes them; with `blank`, an empty first choice of that text."""
    return [("", blank), *words.items()] if blank else list(words.items())


__all__ = ["CONCLUSIONS", "EVIDENCE_KINDS", "SOURCES", "WAYS", "Choices", "choices"]
