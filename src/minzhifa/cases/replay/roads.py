"""The roads by which old records enter: each with its procedure, the acts that the record tells of, the last stage.

What a road cannot do without is entered with an unknown day; what the record does not say of it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from minzhifa.cases.replay import procedures, steps
from minzhifa.cases.replay.record import Record, text
from minzhifa.cases.replay.steps import Step, inspection, known, officers, penalties

_ENDS = ("performed", "paid")
_HANDED = re.compile(r"(\d{4}-\d{2}-\d{2})移送公安")


@dataclass(frozen=True, slots=True)
class Road:
    """One road. `remark`: what of its subject the record tells too little of; `closes`: the case is over at its end."""

    procedure: str
    plan: Callable[[Record], list[Step]]
    last: Callable[[Record], str]
    remark: str = ""
    closes: bool = False


def _decided_on_spot(record: Record) -> bool:
    return bool(record.dates.get("decision") or penalties(record) or record.number or _performed(record))


def _performed(record: Record) -> bool:
    return bool(record.payments or any(record.dates.get(one) for one in _ENDS))


def _on_spot(record: Record) -> list[Step]:
    """当场处罚: decided and handed over in one act; filed and performed where the record knows of payment."""
    if not _decided_on_spot(record):
        return []
    on = record.dates.get("decision", "")
    facts = known(
        officers=officers(record, on), party=record.party, cause=record.cause, on_spot=known(facts=record.summary),
        violated=list(record.violated), basis=list(record.basis), penalties=list(penalties(record)),
    )  # fmt: skip
    found = [Step("penalize_on_spot", on, facts)]
    if not _performed(record):
        return found
    paid, done = record.dates.get("paid", ""), record.dates.get("performed", "")
    rows = [{**one, "paid_on": one.get("paid_on") or paid or None} for one in record.payments]
    found += [Step("file_on_spot_decision"), *([Step("record_payment", paid, {"payments": rows})] if rows else [])]
    words = "原案卷载明已经履行" if done else "原案卷载明已经缴款"
    return [*found, Step("record_performance", done, {"performance": known(on=done, summary=words)})]


def _spot_last(record: Record) -> str:
    return "performed" if _performed(record) else "delivered" if _decided_on_spot(record) else "on_spot"


def _spared(record: Record) -> list[Step]:
    """不予处罚: the ground is named only where the procedure's own words name it."""
    on, served = record.dates.get("decision", ""), record.dates.get("served", "")
    ground = "first" if "首违" in record.procedure else None
    facts = known(
        party=record.party, cause=record.cause, violated=list(record.violated), officers=officers(record, ""),
        no_penalty=known(facts=record.summary, ground=ground),
    )  # fmt: skip
    found = [Step("propose_no_penalty", "", facts), Step("approve_no_penalty", on)]
    return [*found, Step("serve_no_penalty", served, {"service": known(served_on=served)})] if served else found


def _declined(record: Record) -> list[Step]:
    facts = known(decline=known(reason=record.summary), party=record.party, cause=record.cause)
    return [
        *inspection(record),
        Step("propose_decline", "", facts),
        Step("approve_decline", record.dates.get("decision", "")),
    ]


def _ordered(record: Record) -> list[Step]:
    """责令改正 inside a case that goes no further: what was ordered is as the record words it."""
    measures = "；".join(str(one["name"]) for one in record.penalties)
    told = known(rectification=known(measures=measures, basis="；".join(record.basis)))
    return [*inspection(record), Step("order_rectification", record.dates.get("decision", ""), told)]


def _handed(record: Record) -> list[Step]:
    """移送公安: the day only where the record's own words give it."""
    day = _HANDED.search(text(record.raw.get("follow_up")))
    part = "criminal_transfer-1"
    told = known(transfer=known(facts=record.summary))
    return [
        *inspection(record),
        Step("form_transfer_team", "", known(officers=officers(record, ""))),
        Step("propose_criminal_transfer", "", told, part),
        Step("approve_criminal_transfer", "", {}, part),
        Step("hand_to_police", day[1] if day else "", {}, part),
    ]


def _seized(record: Record) -> list[Step]:
    """查封、扣押: at once where the record says so (当场), else after approval."""
    on = record.dates.get("inspection", "")
    kind = "seal" if "查封" in record.procedure else "seize"
    told = known(officers=officers(record, on), coercion=known(kind=kind, reason=record.cause))
    scene = known(coercion_scene=known(findings=record.summary))
    if "当场" in record.summary:
        return [*inspection(record), Step("impose_at_once", on, {**told, **scene})]
    part = "coercion-1"
    return [
        *inspection(record),
        Step("propose_coercion", "", told),
        Step("approve_coercion", "", {}, part),
        Step("impose_coercion", on, known(officers=officers(record, on), **scene), part),
    ]


_EXECUTION = "记录没有载明据以强制执行的行政决定，强制执行的各环节没有录入，原文保留在案卷中。"
ROADS: dict[str, Road] = {
    procedures.ORDINARY: Road("ordinary", steps.plan, steps.last_stage),
    procedures.ON_SPOT: Road("summary", _on_spot, _spot_last),
    procedures.SPARED: Road(
        "no_penalty", _spared, lambda record: "spared_served" if record.dates.get("served") else "spared"
    ),
    procedures.DECLINED: Road("ordinary", _declined, lambda _record: "declined", closes=True),
    procedures.ORDER: Road("ordinary", _ordered, lambda _record: "lead"),
    procedures.POLICE: Road("ordinary", _handed, lambda _record: "lead"),
    procedures.SEIZURE: Road("ordinary", _seized, lambda _record: "lead"),
    procedures.EXECUTION: Road("ordinary", inspection, lambda _record: "lead", _EXECUTION),
}
