"""From a record to commands in the order of the procedure. A step the record knows without its day is not made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from minzhifa.cases.replay.procedures import suffixes
from minzhifa.cases.replay.record import DATES, ORDER, Record, text

LABELS = {
    "agency": "办案机关", "agency_level": "机关层级", "region": "地区", "region_code": "区划代码", "field": "领域",
    "doc_type": "文书种类", "doc_no": "文号", "related_docs": "相关文书", "procedure": "程序", "party": "当事人",
    "dates": "日期", "cause": "案由", "facts_summary": "案情", "evidence": "证据", "provisions_violated": "违反的规定",
    "penalty_basis": "处罚依据", "discretion": "裁量", "penalties": "处罚内容", "payment_terms": "缴款要求",
    "officers": "执法人员", "follow_up": "后续情况", "notes": "备注", "source_url": "来源网址",
    "source_kind": "来源类型", "published": "发布日期", "shows_outcome": "原文是否载明结果",
    "fields_inferred": "推定的项目", "id": "记录编号",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One act that the record tells of. `on` is "" when its day is not known."""

    action: str
    on: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def known(**facts: Any) -> dict[str, Any]:
    """Without what the record does not show."""
    return {key: value for key, value in facts.items() if value not in (None, "", [], ())}


def lead(record: Record, entered: str) -> Step:
    """The registration: on the earliest day the record knows (the lead cannot be later), else on the day of entry.

    The whole record goes in with it, so that nothing it holds is lost.
    """
    earliest = min(record.dates.values(), default=entered)
    return Step(
        "register_lead",
        earliest,
        known(
            source_kind=_source(record),
            summary=record.summary or record.cause or "原案卷没有载明案情",
            received_on=record.dates.get("clue"),
            discovered_on=record.dates.get("inspection"),
            cause=record.cause,
            region=record.region_code,
            party=record.party,
            evidence=list(record.evidence),
            officers=list(record.officers) if len(record.officers) > 1 else None,
            back_entry={
                "ref": record.id,
                "entered_on": entered,
                "url": record.raw.get("source_url"),
                "number": record.number or None,
                "stage": last_stage(record),
                "days": dict(record.dates),
                "record": json.dumps(record.raw, ensure_ascii=False),  # as text: its words are nobody's command
            },
        ),
    )


def _source(record: Record) -> str:
    words = record.summary + record.cause
    for kind, keys in (("complaint", ("投诉",)), ("report", ("举报",)), ("transfer", ("移送线索", "线索移送"))):
        if any(key in words for key in keys):
            return kind
    return "inspection" if record.dates.get("inspection") else "other"


def last_stage(record: Record) -> str:
    """The last stage the record tells of, with or without a day."""
    decided = any(p["kind"] != ORDER for p in record.penalties) or (
        text(record.raw.get("doc_type")).startswith("行政处罚决定") or "罚" in record.number
    )
    order = (
        ("served", bool(record.dates.get("served"))),
        ("decided", bool(record.dates.get("decision")) or decided),
        ("notified", any(record.dates.get(k) for k in ("prior_notice_served", "statement", "hearing"))),
    )
    return next((stage for stage, is_so in order if is_so), "investigating")


def plan(record: Record) -> list[Step]:
    """The main road up to the last stage the record knows."""
    dates, stage = record.dates, last_stage(record)
    filing = known(cause=record.cause, party=record.party, officers=list(record.officers) if len(record.officers) > 1
                   else None, violated=list(record.violated), basis=list(record.basis))  # fmt: skip
    steps = [
        Step("propose_filing", dates.get("filing", ""), filing),
        Step("approve_filing", dates.get("filing", "")),
    ]
    if dates.get("inspection"):
        inspection = Step(
            "record_inspection",
            dates["inspection"],
            known(officers=filing.get("officers"), record={"summary": record.summary, "on": dates["inspection"]}),
        )
        after_filing = bool(dates.get("filing")) and dates["filing"] <= dates["inspection"]
        steps.insert(2 if after_filing else 0, inspection)
    if stage == "investigating":
        return steps
    opinion = known(outcome="penalty", reasons=record.summary)
    steps.append(
        Step("conclude_investigation", "", known(opinion=opinion, penalties=_penalties(record), **_law(record)))
    )
    steps += _notice(record)
    if stage in ("decided", "served"):
        decision = known(penalties=_penalties(record), reasons=record.summary, number=record.number,
                         payment_terms=text(record.raw.get("payment_terms")))  # fmt: skip
        on = dates.get("decision", "")
        steps += [
            Step("propose_decision", on, {"decision": decision}),
            Step("approve_decision", on, {"decision": known(decided_on=on)}),
        ]
    if stage == "served":
        way = "public_notice" if "公告送达" in record.procedure else None
        steps.append(Step("serve_decision", dates["served"], {"service": known(served_on=dates["served"], way=way)}))
    return steps


def _notice(record: Record) -> list[Step]:
    dates = record.dates
    told = dates.get("prior_notice_served", "")
    notice = known(penalties=_penalties(record), served_on=told)
    steps = [Step("approve_notice", told, {"notice": known(penalties=_penalties(record))})]
    steps.append(Step("serve_notice", told, {"notice": notice}))
    if said := dates.get("statement"):
        point = {"id": "record-1", "point": "原案卷载明当事人提出陈述申辩，内容见备注", "received_on": said}
        steps.append(Step("record_statement", said, {"statements": [point]}))
    if held := dates.get("hearing"):
        steps.append(Step("record_hearing", held, {"hearing": {"result": "held", "held_on": held}}))
    elif "听证" in record.procedure:
        steps.append(Step("record_hearing", "", {"hearing": {"result": "held"}}))
    return steps


def _penalties(record: Record) -> list[dict[str, Any]] | None:
    return [dict(p) for p in record.penalties if p["kind"] != ORDER] or None


def _law(record: Record) -> dict[str, Any]:
    raw = record.raw.get("discretion")
    discretion = None
    if isinstance(raw, Mapping):
        discretion = known(
            benchmark=text(raw.get("rule")), grade=text(raw.get("grade")), factors=raw.get("factors") or None
        )
    elif raw:
        discretion = {"reasons": text(raw)}
    return known(violated=list(record.violated), basis=list(record.basis), discretion=discretion or None)


def follow_ups(record: Record) -> list[dict[str, Any]]:
    """What the procedure's suffixes and the record's own words say came after."""
    words = text(record.raw.get("follow_up"))
    items = [
        {"id": f"record-{kind}", "kind": kind, "on": None, "text": f"{label}（记录载明程序：{record.procedure}）"}
        for kind, label in suffixes(record.procedure)
    ]
    if words:
        items.append({"id": "record-follow-up", "kind": "other", "on": None, "text": words})
    return items


def entries(record: Record) -> list[dict[str, Any]]:
    """Every field of the record as a labelled line, in the record's own words and order."""
    found = []
    for key, value in record.raw.items():
        if value is None or value in ("", [], {}):
            continue
        shown = _shown(key, value)
        if shown:
            found.append({"id": f"record-{key}", "key": str(key), "label": LABELS.get(key, str(key)), "text": shown})
    return found


def _shown(key: str, value: Any) -> str:
    """A field in words: objects by their known labels, lists joined, nothing left out."""
    items = value if isinstance(value, list | tuple) else [value]
    return "；".join(_item(key, item) for item in items if item is not None)


def _item(key: str, item: Any) -> str:
    if not isinstance(item, Mapping):
        return "是" if item is True else "否" if item is False else text(item)
    names = DATES if key == "dates" else PARTS
    return "，".join(f"{names.get(k, k)}：{_item(key, v)}" for k, v in item.items() if v is not None and v != "")


PARTS = {
    "type": "种类", "kind": "种类", "name": "名称", "uscc": "统一社会信用代码", "legal_representative": "法定代表人",
    "address": "地址", "uscc_valid": "代码校验通过", "date": "日期", "count": "数量", "amount_yuan": "金额（元）",
    "detail": "内容", "cert_no": "执法证号", "rule": "裁量基准", "grade": "阶次", "factors": "因素",
}  # fmt: skip
