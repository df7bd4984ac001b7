"""How facts become the words of a document: lists, sentences, legal notices. Unknown stays None."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from minzhifa.documents.present import date as written_date
from minzhifa.documents.present import money

Facts = Mapping[str, Any]
Derive = Callable[[Facts, Any], Any]
SOURCES = {
    "inspection": "监督检查",
    "complaint": "投诉",
    "report": "举报",
    "transfer": "其他机关移送",
    "assigned": "上级交办",
    "media": "媒体曝光",
    "monitoring": "监测监控",
    "other": "其他",
}
EVIDENCE_KINDS = {
    "documentary": "书证",
    "physical": "物证",
    "audiovisual": "视听资料",
    "electronic": "电子数据",
    "testimony": "证人证言",
    "statement": "当事人的陈述",
    "expert": "鉴定意见",
    "record": "勘验笔录、现场笔录",
}
WAYS = {
    "direct": "直接送达",
    "left": "留置送达",
    "electronic": "电子送达",
    "postal": "邮寄送达",
    "entrusted": "委托送达",
    "forwarded": "转交送达",
    "public_notice": "公告送达",
}
CLOSING = {
    "performed": "行政处罚决定执行完毕",
    "court_ended": "人民法院裁定终结执行",
    "enforcement_ended": "依法终结执行",
    "no_penalty": "不予行政处罚等决定已经送达",
    "transferred": "案件已经移送",
    "withdrawn": "已经撤销立案",
    "terminated": "已经终止调查",
}
CONCLUSIONS = {"pass": "同意", "correct": "纠正", "supplement": "补充调查", "transfer": "移送"}


@cache
def texts() -> dict[str, Any]:
    """The fixed wording and the general periods."""
    return tomllib.loads((Path(__file__).parent / "data" / "texts.toml").read_text("utf-8"))


ENDS = "，。；、,;. \n"  # what the sentence around a text puts itself


def sentence(name: str, values: Mapping[str, str]) -> str | None:
    """A fixed sentence, or None when one of its parts is unknown: half a legal text is worse than a visible gap."""
    text: str = texts()["sentences"][name]
    wanted = [key for _, key, _, _ in string.Formatter().parse(text) if key]
    return text.format(**values) if all(values.get(key) for key in wanted) else None


def values_of(facts: Facts, context: Any) -> dict[str, str]:
    agency = context.agency
    terms = {key: item["text"] for key, item in texts()["terms"].items()} | dict(context.terms)
    return terms | {
        "agency": agency.name,
        "address": agency.address,
        "phone": agency.phone,
        "bank": agency.payee_bank,
        "bank_address": agency.payee_bank_address,
        "payee": agency.payee_name,
        "account": agency.payee_account,
        "reconsideration_body": agency.reconsideration_body,
        "court": agency.court,
        "officers": "、".join(
            f"{row['name']}（执法证号：{row['certificate']}）" for row in officers(facts, context) if row["certificate"]
        ),
        "head": "、".join(row["name"] for row in officers(facts, context)),
    }


def fixed(name: str) -> Derive:
    return lambda facts, context: sentence(name, values_of(facts, context))


def part_of(facts: Facts, key: str) -> Mapping[str, Any]:
    value = facts.get(key)
    return value if isinstance(value, Mapping) else {}


def rows_of(value: Any) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []


def latest(key: str, name: str) -> Derive:
    """The field of the last entry of a list of facts (recusals, suspensions, extensions)."""

    def derive(facts: Facts, context: Any) -> Any:
        rows = rows_of(facts.get(key))
        return rows[-1].get(name) if rows else None

    return derive


def act(*actions: str) -> Derive:
    """The opinion of who did one of the acts: his own words, else what the act itself says; name and day."""

    def derive(facts: Facts, context: Any) -> dict[str, Any] | None:
        done_by = part_of(facts, "acts")
        action = next((one for one in actions if part_of(done_by, one).get("name")), "")
        done = part_of(done_by, action)
        if not done:
            return None
        text = done.get("reason") or texts()["acts"][action]
        return {"text": text, "name": done["name"], "at": done.get("on")}

    return derive


def officers(facts: Facts, context: Any) -> list[dict[str, str]]:
    """Name and certificate of each officer."""
    return [
        {"name": str(row.get("name") or ""), "certificate": str(row.get("certificate") or "")}
        for row in rows_of(facts.get("officers"))
    ]


def evidence(facts: Facts, context: Any) -> list[dict[str, Any]]:
    """The evidence with what it proves, read from the element × evidence matrix."""
    proves: dict[str, list[str]] = {}
    for element in rows_of(facts.get("elements")):
        for number in element.get("evidence") or ():
            proves.setdefault(str(number), []).append(str(element.get("text") or ""))
    return [
        {
            "title": row.get("title"),
            "kind": EVIDENCE_KINDS.get(str(row.get("kind")), row.get("kind")),
            "date": row.get("date"),
            "count": row.get("count"),
            "proves": row.get("proves") or "；".join(proves.get(str(row.get("id")), [])),
        }
        for row in rows_of(facts.get("evidence"))
    ]


def citations(key: str) -> Derive:
    """Citations joined as a text: 《食品安全法》第五十四条第一款、…"""

    def derive(facts: Facts, context: Any) -> str | None:
        found = facts.get(key)
        items = [found] if isinstance(found, str) else [_citation(item) for item in found or ()]
        return "、".join(item for item in items if item) or None

    return derive


def _citation(item: Any) -> str:
    if isinstance(item, Mapping):
        statute = str(item.get("statute") or item.get("title") or "")
        text = str(item.get("text") or item.get("citation") or "")
        return text or f"《{statute.strip('《》')}》{item.get('provision') or item.get('article') or ''}"
    return str(item)


def _penalties(rows: Any) -> list[dict[str, Any]]:
    return [
        {"name": row.get("name") or row.get("kind"), "amount": row.get("amount"), "detail": row.get("detail")}
        for row in rows_of(rows)
    ]


def penalties(facts: Facts, context: Any) -> list[dict[str, Any]]:
    """The penalties decided, else those notified, else those proposed."""
    decided = part_of(facts, "decision").get("penalties") or facts.get("penalties")
    return _penalties(decided or part_of(facts, "notice").get("penalties"))


def notice_penalties(facts: Facts, context: Any) -> list[dict[str, Any]]:
    """The penalties notified, else those proposed."""
    return _penalties(part_of(facts, "notice").get("penalties") or facts.get("penalties"))


def penalties_text(facts: Facts, context: Any) -> str | None:
    """The penalties in one line: 罚款：20,000.00元（…）；没收违法所得：…"""
    parts = []
    for row in penalties(facts, context):
        tail = "，".join(part for part in (str(row["detail"] or ""), money(row["amount"])) if part)
        parts.append(f"{row['name']}：{tail}" if tail else str(row["name"]))
    return "；".join(parts) or None


def money_due(facts: Facts, context: Any) -> str | None:
    """The sum of fines and confiscated sums, yuan; None when an amount cannot be read."""
    amounts = [row["amount"] for row in penalties(facts, context) if row["amount"] not in (None, "")]
    try:
        return str(sum((Decimal(str(amount)) for amount in amounts), Decimal(0))) if amounts else None
    except InvalidOperation:
        return None


def _has_fine(facts: Facts, context: Any) -> bool:
    return any("罚款" in str(row["name"]) for row in penalties(facts, context))


def with_fine(name: str) -> Derive:
    return lambda facts, context: sentence(name, values_of(facts, context)) if _has_fine(facts, context) else None


def performance_text(facts: Facts, context: Any) -> str | None:
    """How and by when the decision is to be performed."""
    name = "performance_fine" if money_due(facts, context) else "performance_other"
    return sentence(name, values_of(facts, context))


def facts_text(facts: Facts, context: Any) -> str | None:
    """The facts found, as the officers wrote them in the report; before that the lead's summary."""
    found = part_of(facts, "opinion").get("reasons")
    return facts.get("facts") or facts.get("facts_text") or found or facts.get("summary")


def discretion_text(facts: Facts, context: Any) -> str | None:
    """The reasons of discretion with grade, factors and benchmark."""
    found = facts.get("discretion")
    if not isinstance(found, Mapping):
        return str(found) if found else None
    factors = found.get("factors")
    listed = factors if isinstance(factors, str) else "；".join(str(item) for item in factors or ())
    parts = [
        f"{str(found['reasons']).strip(ENDS)}。" if found.get("reasons") else "",
        f"裁量因素：{listed.strip(ENDS)}。" if listed else "",
        f"适用裁量等次：{found['grade']}。" if found.get("grade") else "",
        f"裁量基准：{found['benchmark']}。" if isinstance(found.get("benchmark"), str) else "",
        calculation_text(found),
    ]
    return "".join(part for part in parts if part) or None


def calculation_text(found: Facts) -> str:
    """How the benchmark came to its range, step by step, and why the penalty departs from it."""
    kept = part_of(found, "calculation")
    if not kept:
        return ""
    steps = "".join(
        f"（{step.get('n')}）{str(step.get('text') or '').rstrip('。')}；" for step in rows_of(kept.get("proof"))
    )
    outcome = f"基准计算结果：{str(kept.get('answer') or '').rstrip('。')}。"
    departure, why = part_of(found, "deviation").get("sentence"), str(found.get("deviation_reason") or "").rstrip("。")
    reasons = f"{departure}偏离基准的理由：{why or '未写明'}。" if departure else ""
    return f"计算过程：{steps.rstrip('；')}。{outcome}{reasons}" if steps else outcome + reasons


def statements_text(facts: Facts, context: Any) -> str | None:
    """Each point of the defence, whether it was adopted and why; or that none was raised."""
    rows = rows_of(facts.get("statements"))
    if not rows:
        raised = facts.get("statement_waived") or part_of(facts, "notice").get("served_on")
        return sentence("no_statement", {}) if raised else None
    lines = [
        f"{number}．当事人提出：{str(row.get('point') or '').strip(ENDS)}。"
        f"经复核，{'予以采纳' if row.get('adopted') else '不予采纳'}：{str(row.get('answer') or '').strip(ENDS)}。"
        for number, row in enumerate(rows, 1)
    ]
    return "\n".join([sentence("statements_head", {}) or "", *lines])


def course_text(facts: Facts, context: Any) -> str | None:
    """Source of the case and course of the investigation, from the dates that are known."""
    if facts.get("course"):
        return str(facts["course"])
    source, received = source_kind(facts, context), written_date(facts.get("received_on"))
    filed = written_date(filed_on(facts, context))
    parts = [
        f"{received}，本机关通过{source}发现案件线索" if source and received else "",
        f"{filed}立案调查" if filed else "",
    ]
    text = "；".join(part for part in parts if part)
    return text + "。" if text else None


def review_text(facts: Facts, context: Any) -> str | None:
    """Kind, conclusion and opinion of the review in one line."""
    parts = [review_kind(facts, context), review_conclusion(facts, context), part_of(facts, "review").get("opinion")]
    return "：".join(str(part) for part in parts if part) or None


def source_kind(facts: Facts, context: Any) -> Any:
    return SOURCES.get(str(facts.get("source_kind")), facts.get("source_kind"))


def filed_on(facts: Facts, context: Any) -> Any:
    return facts.get("filed_on") or part_of(facts, "filing").get("filed_on")


def review_kind(facts: Facts, context: Any) -> Any:
    found = part_of(facts, "review").get("kind")
    return {"legal": "法制审核", "case": "案件审核"}.get(str(found), found)


def review_conclusion(facts: Facts, context: Any) -> Any:
    found = part_of(facts, "review").get("conclusion")
    return CONCLUSIONS.get(str(found), found)


def on_spot_heard(facts: Facts, context: Any) -> str | None:
    """What was told on the spot, what the party said and what was made of it."""
    spot = part_of(facts, "on_spot")
    told = sentence("on_spot_told", {}) if spot.get("told") is True and spot.get("certificate_shown") is True else None
    if told is None or spot.get("statement") not in ("none", "made"):
        return None
    if spot["statement"] == "none":
        return f"{told}当事人没有提出陈述、申辩。"
    said, answer = spot.get("statement_text"), spot.get("statement_review")
    return f"{told}\n当事人提出：{said}\n复核意见：{answer}" if said and answer else None


def on_spot_performance(facts: Facts, context: Any) -> str | None:
    """Collected on the spot, or paid at the bank with its account."""
    if part_of(facts, "on_spot").get("collected") is True:
        return sentence("on_spot_cash", {})
    due, payee = performance_text(facts, context), with_fine("payee")(facts, context)
    return f"{due}\n{payee}" if due and payee else due


ACT = "《中华人民共和国行政处罚法》"
MEASURES = {"seal": "查封", "seize": "扣押"}
PRESENCE = {"present": "已通知当事人到场", "absent": "当事人不到场，已邀请见证人到场"}
RELEASES = {
    "no_violation": "当事人没有违法行为",
    "unrelated": "查封、扣押的场所、设施或者财物与违法行为无关",
    "decided": "对违法行为已经作出处理决定，不再需要查封、扣押",
    "expired": "查封、扣押期限已经届满",
    "other": "不再需要采取查封、扣押措施",
}
RECHECKS = {"rectified": "已按要求改正", "unrectified": "未按要求改正"}


def chosen(path: str, words: Mapping[str, str]) -> Derive:
    """A choice in the words of the document."""
    known = first_of(path)

    def derive(facts: Facts, context: Any) -> Any:
        value = known(facts, context)
        return words.get(str(value), value)

    return derive


def first_of(*names: str) -> Derive:
    """The first known value among dotted paths."""

    def derive(facts: Facts, context: Any) -> Any:
        for name in names:
            value: Any = facts
            for part in name.split("."):
                value = value.get(part) if isinstance(value, Mapping) else None
            if value not in (None, "", [], {}):
                return value
        return None

    return derive


def coercion_told(facts: Facts, context: Any) -> str | None:
    """What was shown and told on the spot, where both were done."""
    scene = part_of(facts, "coercion_scene")
    if scene.get("certificate_shown") is not True or scene.get("rights_told") is not True:
        return None
    return (
        "执法人员已经出示执法身份证件，当场告知当事人采取行政强制措施的理由、依据以及当事人依法享有的权利、救济途径。"
    )
