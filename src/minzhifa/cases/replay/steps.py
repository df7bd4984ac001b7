"""From a record to acts in the order of the procedure, up to the last stage the record knows.

An act whose day the record does not name has the day "": it happened, because the record knows of a later one or of
its outcome. What the record does not say of an act is left out, never filled in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from minzhifa.cases.replay.procedures import suffixes
from minzhifa.cases.replay.record import ORDER, Record, text
from minzhifa.law.procedure import span
from minzhifa.law.procedure.dates import after

STAGES = ("investigating", "notified", "decided", "served", "performed")
DECISION_PAPERS = ("行政处罚决定", "不予行政处罚决定", "免予行政处罚决定")
SPARED = ("不予行政处罚", "免予行政处罚", "不予处罚", "免予处罚")
AFTERWARDS = frozenset({"reconsideration", "litigation", "court_execution"})  # nobody contests or enforces what is not


@dataclass(frozen=True, slots=True)
class Step:
    """One act that the record tells of. `on` is "" when its day is not known."""

    action: str
    on: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    part: str = ""  # of which part inside the case; "" for the case itself, and for the act that opens a part


def known(**facts: Any) -> dict[str, Any]:
    """Without what the record does not show."""
    return {key: value for key, value in facts.items() if value not in (None, "", [], (), {})}


def last_stage(record: Record) -> str:
    """The last stage that the record states or that what it states cannot do without.

    A penalty that was imposed was decided; what is contested or enforced was decided. A decision paper that bears a
    number of its own was made, even where the page stops before its outcome: day and content then stay unknown.
    """
    dates = record.dates
    if dates.get("performed") or dates.get("paid") or record.payments:
        return "performed"
    if dates.get("served"):
        return "served"
    if dates.get("decision") or _imposed(record) or _afterwards(record) or _paper_of_decision(record):
        return "decided"
    heard = any(kind == "hearing" for kind, _ in suffixes(record.procedure))
    if heard or any(dates.get(one) for one in ("prior_notice_served", "statement", "hearing")):
        return "notified"
    return "investigating"


def _imposed(record: Record) -> bool:
    return any(one["kind"] != ORDER for one in record.penalties)


def _afterwards(record: Record) -> bool:
    return any(kind in AFTERWARDS for kind, _ in suffixes(record.procedure))


def _paper_of_decision(record: Record) -> bool:
    paper = text(record.raw.get("doc_type"))
    return paper.startswith(DECISION_PAPERS) and (record.raw.get("shows_outcome") is True or bool(record.number))


def spared(record: Record) -> bool:
    """The decision was to impose no penalty."""
    words = (text(record.raw.get("doc_type")), *(str(one["name"]) for one in record.penalties))
    return any(word.startswith(SPARED) for word in words)


def lead(record: Record, entered: str, stage: str) -> Step:
    """The registration, with the whole record, so that nothing it holds is lost. `stage`: the last one it knows."""
    return Step(
        "register_lead",
        record.dates.get("clue", ""),
        known(
            source_kind=_source(record),
            summary=record.summary or record.cause or "原案卷没有载明案情",
            received_on=record.dates.get("clue"),
            discovered_on=record.dates.get("inspection"),
            cause=record.cause,
            region=record.region_code,
            party=record.party,
            evidence=list(record.evidence),
            officers=officers(record, ""),
            back_entry={
                "ref": record.id,
                "entered_on": entered,
                "url": record.raw.get("source_url"),
                "number": record.number or None,
                "stage": stage,
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


def officers(record: Record, on: str) -> list[dict[str, Any]]:
    """The officers the record names; a certificate that had run out by the day of the act is known to be invalid."""
    rows = []
    for one in record.officers:
        shown = {key: value for key, value in one.items() if key != "until"}
        if one.get("until") and on and after(span(on), span(one["until"])) is True:
            shown |= {"valid": False, "why": f"执法证有效期至 {one['until']}，{on} 已经过期"}
        rows.append(shown)
    return rows


def plan(record: Record) -> list[Step]:
    """The main road up to the last stage the record knows."""
    stage = STAGES.index(last_stage(record))
    steps = _filing(record)
    if stage == 0:
        return steps
    no_penalty = spared(record)
    told = not no_penalty or any(record.dates.get(one) for one in ("prior_notice_served", "statement", "hearing"))
    steps.append(_conclusion(record, stage=stage, told=told))
    if told:
        steps += _notice(record)
    if stage >= STAGES.index("decided"):
        steps += _decision(record)
    if stage >= STAGES.index("served"):
        steps += _service(record)
    if stage >= STAGES.index("performed"):
        steps += _performance(record)
    return steps


def _filing(record: Record) -> list[Step]:
    dates = record.dates
    filed, inspected = dates.get("filing", ""), dates.get("inspection", "")
    facts = known(cause=record.cause, party=record.party, officers=officers(record, filed),
                  violated=list(record.violated), basis=list(record.basis))  # fmt: skip
    steps = [
        Step("propose_filing", "", facts),
        Step("approve_filing", filed, known(officers=officers(record, filed))),
    ]
    if inspected:
        steps[2 if filed and _not_later(filed, inspected) else 0 : 0] = inspection(record)
    return steps


def inspection(record: Record) -> list[Step]:
    """The inspection on the spot, where the record names its day."""
    day = record.dates.get("inspection", "")
    seen = known(officers=officers(record, day), record={"summary": record.summary, "on": day})
    return [Step("record_inspection", day, seen)] if day else []


def _not_later(one: str, two: str) -> bool:
    return after(span(one), span(two)) is not True


def _conclusion(record: Record, *, stage: int, told: bool) -> Step:
    """What was concluded is known only by its outcome: what was proposed then, the record does not tell."""
    outcome = "no_penalty" if spared(record) else "penalty"
    if (outcome == "no_penalty" and told) or not _tells_outcome(record, stage):
        outcome = ""
    raw = record.raw.get("discretion")
    discretion = {"reasons": text(raw)} if raw and not isinstance(raw, Mapping) else None
    if isinstance(raw, Mapping):
        discretion = known(
            benchmark=text(raw.get("rule")), grade=text(raw.get("grade")), factors=raw.get("factors") or None
        )
    opinion = known(outcome=outcome, reasons=record.summary)
    return Step(
        "conclude_investigation",
        "",
        known(opinion=opinion, violated=list(record.violated), basis=list(record.basis), discretion=discretion,
              range=record.range, officers=officers(record, "")),
    )  # fmt: skip


def _tells_outcome(record: Record, stage: int) -> bool:
    """A notice is given of a penalty; a decision alone may also have been to let it be."""
    paper = text(record.raw.get("doc_type")).startswith("行政处罚")
    return spared(record) or _imposed(record) or paper or stage == STAGES.index("notified")


def _notice(record: Record) -> list[Step]:
    dates = record.dates
    told = dates.get("prior_notice_served", "")
    steps = [Step("approve_notice"), Step("serve_notice", told, {"notice": known(served_on=told)})]
    if said := dates.get("statement"):
        point = {"id": "record-1", "point": "原案卷载明当事人提出陈述申辩，内容见备注", "received_on": said}
        steps.append(Step("record_statement", said, {"statements": [point]}))
    held = dates.get("hearing", "")
    if held or any(kind == "hearing" for kind, _ in suffixes(record.procedure)):
        steps.append(Step("record_hearing", held, {"hearing": known(result="held", held_on=held)}))
    return steps


def _decision(record: Record) -> list[Step]:
    decision = known(penalties=penalties(record), reasons=record.summary, number=record.number,
                     payment_terms=text(record.raw.get("payment_terms")))  # fmt: skip
    return [
        Step("propose_decision", "", known(decision=decision)),
        Step("approve_decision", record.dates.get("decision", "")),
    ]


def _service(record: Record) -> list[Step]:
    served = record.dates.get("served", "")
    way = "public_notice" if "公告送达" in record.procedure else None
    return [Step("serve_decision", served, {"service": known(served_on=served, way=way)})]


def _performance(record: Record) -> list[Step]:
    dates = record.dates
    paid = dates.get("paid", "")
    rows = [{**one, "paid_on": one.get("paid_on") or paid or None} for one in record.payments]
    steps = [Step("record_payment", paid, {"payments": rows})] if rows else []
    done = dates.get("performed", "")
    words = "原案卷载明已经履行" if done else "原案卷载明已经缴款"
    return [*steps, Step("record_performance", done, {"performance": known(on=done, summary=words)})]


def penalties(record: Record) -> Sequence[Mapping[str, Any]]:
    """The penalties of the decision; what was only ordered (责令改正) is none."""
    return [dict(one) for one in record.penalties if one["kind"] != ORDER and not str(one["name"]).startswith(SPARED)]


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


__all__ = ["Step", "follow_ups", "inspection", "known", "last_stage", "lead", "officers", "penalties", "plan"]
