"""A hearing in the words of its papers: who presides, open or closed, why postponed, suspended, ended or refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minzhifa.documents.present import date as written_date
from minzhifa.documents.wording import Derive, Facts, chosen, part_of, rows_of, statements_text

OPENNESS = {
    "open": "公开举行",
    "state_secret": "不公开举行（涉及国家秘密）",
    "trade_secret": "不公开举行（涉及商业秘密）",
    "privacy": "不公开举行（涉及个人隐私）",
}
WAYS = {"written": "书面提出", "oral": "口头提出，已记入笔录", "receipt": "在送达回证上签署意见"}
POSTPONED = {
    "force_majeure": "当事人因不可抗拒的事由无法到场",
    "recusal": "当事人临时申请回避",
    "notice": "不能在七日前通知",
    "other": "有其他应当延期的情形",
}
SUSPENDED = {
    "force_majeure": "当事人因不可抗力无法参加听证",
    "successor": "当事人死亡或者终止，需要确定权利义务承受人",
    "recusal": "当事人临时提出回避申请，无法当场作出决定",
    "evidence": "需要通知新的证人到场、调取新的证据或者重新鉴定",
    "facts": "当事人提出新的事实、理由和证据，需要调查核实",
    "other": "有其他需要中止听证的情形",
}
ENDED = {
    "withdrawn": "当事人撤回听证申请",
    "waived": "当事人明确放弃听证权利",
    "absent": "当事人及其代理人无正当理由拒不出席听证，视为放弃听证权利",
    "left": "当事人及其代理人未经许可中途退出听证，视为放弃听证权利",
    "no_successor": "当事人死亡或者终止，没有权利义务承受人",
    "other": "有其他需要终止听证的情形",
}
REFUSED = {
    "late": "听证要求超过规定期限提出",
    "no_right": "拟作出的行政处罚不属于听证范围",
    "not_party": "提出听证要求的人不是本案当事人，也没有受当事人委托",
}
SIGNED = {
    "signed": "笔录经当事人或者其代理人核对无误，已签名或者盖章。",
    "refused": "当事人或者其代理人拒绝签名、盖章，由听证主持人注明。",
}
OPENED = (
    "记录员核对听证参加人到场情况，宣布听证纪律。听证主持人说明案由，宣布听证人员名单，告知听证参加人的权利和义务，"
    "并询问当事人是否申请回避。"
)


def _name(person: Any) -> str:
    return str(person.get("name") or "") if isinstance(person, Mapping) else str(person or "")


def _people(role: str) -> Derive:
    """Names of those in the role."""

    def derive(facts: Facts, context: Any) -> str | None:
        found = part_of(facts, "hearing").get(role)
        names = [_name(one) for one in (found if isinstance(found, list | tuple) else [found])]
        return "、".join(name for name in names if name) or None

    return derive


def asked(facts: Facts, context: Any) -> str | None:
    """Who asked for the hearing, and how."""
    hearing = part_of(facts, "hearing")
    told = (hearing.get("asked_by"), WAYS.get(str(hearing.get("way"))))
    return "，".join(str(one) for one in told if one) or None


def agents(facts: Facts, context: Any) -> str | None:
    """The party's agents with their authority."""
    lines = []
    for row in rows_of(part_of(facts, "hearing").get("agents")):
        told = "，".join(str(row[key]) for key in ("relation", "authority") if row.get(key))
        lines.append(f"{row.get('name')}（{told}）" if told else str(row.get("name") or ""))
    return "；".join(line for line in lines if line) or None


def opening(facts: Facts, context: Any) -> str | None:
    """That the hearing was opened as the law has it, where it was."""
    return OPENED if part_of(facts, "hearing_record").get("opened") is True else None


GIVEN_UP = {
    "withdrawn": "当事人要求听证后撤回听证申请。",
    "waived": "当事人要求听证后放弃听证权利，本机关依法终止听证。",
}
SILENT = "当事人在法定期限内未提出陈述、申辩意见。"


def heard(facts: Facts) -> str | None:
    """What became of the hearing that the party asked for, as the decision tells it (处罚法65)."""
    hearing = part_of(facts, "hearing")
    if hearing.get("result") != "held":
        return GIVEN_UP.get(str(hearing.get("result")))
    who, report = _name(hearing.get("presiding")), str(hearing.get("report") or "").rstrip("。")
    chaired = f"，由{who}主持" if who else ""
    opinion = f"听证报告的意见：{report}。" if report else ""
    held = written_date(hearing.get("held_on"))
    return f"应当事人要求，本机关于{held}举行听证{chaired}。{opinion}本决定根据听证笔录作出。"


def defence(facts: Facts, context: Any) -> str | None:
    """Statements with their answers, and the hearing."""
    told = heard(facts)
    if told is None:
        return statements_text(facts, context)
    said = statements_text(facts, context) if rows_of(facts.get("statements")) else SILENT
    return f"{said}\n{told}"


DERIVED: dict[str, Derive] = {
    "defence_text": defence,
    "hearing_asked": asked,
    "hearing_presiding": _people("presiding"),
    "hearing_members": _people("members"),
    "hearing_recorder": _people("recorder"),
    "hearing_agents": agents,
    "hearing_openness": chosen("hearing.openness", OPENNESS),
    "hearing_opening": opening,
    "hearing_signing": chosen("hearing_record.signed", SIGNED),
    "hearing_postponed": chosen("hearing_pause.postponed_because", POSTPONED),
    "hearing_suspended": chosen("hearing_pause.suspended_because", SUSPENDED),
    "hearing_end_ground": chosen("hearing_end.ground", ENDED),
    "hearing_refusal_ground": chosen("hearing_refusal.ground", REFUSED),
}
