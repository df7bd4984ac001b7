"""What each act of a story is given: facts, and what is filled in by hand in the act's documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from minzhifa.cases.sample.telling import Telling
from minzhifa.law.review_points import nothing_wrong
from minzhifa.rules import current

Given = dict[str, Any]
Builder = Callable[[Telling], Given]

USUAL = {
    "approve_filing": "head", "return_filing": "head", "approve_decline": "head", "approve_suspension": "head",
    "complete_review": "reviewer", "approve_notice": "head", "approve_decision": "head", "approve_closing": "head",
    "approve_extension": "head", "hold_panel": "head", "endorse": "section", "approve_agency_transfer": "head",
    "approve_designation_request": "head",
}  # fmt: skip
WORDS = {
    "propose_filing": "经核查，有初步证据证明存在违法行为，属于本机关管辖，未超过追责期限，建议立案调查。",
    "endorse": "经审查，同意承办人意见，报请批准。",
    "approve_filing": "同意立案。",
    "approve_decline": "同意不予立案。",
    "approve_suspension": "同意中止调查。",
    "approve_notice": "同意告知。",
    "propose_decision": "当事人陈述申辩权利已依法保障，建议按告知内容作出处罚决定。",
    "approve_decision": "同意，作出行政处罚决定。",
    "propose_closing": "处罚决定已执行完毕，建议结案。",
    "approve_closing": "同意结案。",
    "approve_agency_transfer": "同意移送。",
    "approve_designation_request": "同意报请指定管辖。",
}
_PLAIN = {"major_public_interest": False, "complex": False, "statutory": False, "major_violation": False}


def given(told: Telling, action: str) -> Given:
    """Facts of the act; what the story says wins."""
    build = BUILDERS.get(action)
    facts = build(told) if build else {}
    evidence = told.evidence_of(action)
    if evidence:
        facts["evidence"] = evidence
    said: Mapping[str, Any] = told.story.facts.get(action) or {}
    for key, value in said.items():
        inner = facts.get(key)
        facts[key] = {**inner, **value} if isinstance(inner, dict) and isinstance(value, Mapping) else value
    dated: Given = told.dated(facts)
    return dated


def papers(told: Telling, action: str) -> Given:
    """Kind → what was filled in by hand."""
    story = told.story
    found: Given = {}
    if action == "record_inspection":
        found["inspection_record"] = {
            "place": story.place, "begun_at": f"{told.day}T09:20", "ended_at": f"{told.day}T10:40",
            "present": told.speaker, "shown_answer": "看清楚了，不申请回避。", "findings": story.found or story.summary,
        }  # fmt: skip
    if action == "record_interview":
        found["interview_record"] = {
            "place": f"{told.agency_name}询问室", "begun_at": f"{told.day}T14:30", "ended_at": f"{told.day}T15:35",
            "person": told.speaker, "person_id": told.speaker_id, "relation": told.relation,
            "shown_answer": "清楚了，不申请回避。", "dialogue": list(story.dialogue) or [dict(_DIALOGUE)],
        }  # fmt: skip
    for act, kind in (
        ("conclude_investigation", "investigation_report"), ("approve_notice", "prior_notice"),
        ("approve_decision", "penalty_decision"),
    ):  # fmt: skip
        if action == act and story.found:
            found[kind] = {"facts": story.found}
    for kind, values in (story.papers.get(action) or {}).items():
        found[kind] = {**found.get(kind, {}), **values}
    dated: Given = told.dated(found)
    return dated


_DIALOGUE = {"q": "请你说明有关情况。", "a": "检查发现的情况属实，我们愿意配合调查并及时改正。"}


def _lead(told: Telling) -> Given:
    story = told.story
    found = {"source_kind": story.source, "summary": story.summary, "matter": story.matter, "party": told.party}
    return {
        **found, "received_on": told.day.isoformat(), "discovered_on": told.day.isoformat(),
        "occurred_on": told.back(story.occurred).isoformat(),
    }  # fmt: skip


def _filing(told: Telling) -> Given:
    return {"cause": told.story.cause, "party": told.party, "officers": told.officers()}


def _record(told: Telling) -> Given:
    record = {"summary": told.story.found or told.story.summary, "place": told.story.place}
    shown = {"certificate_shown": True, "rights_told": True}
    return {"officers": told.officers(), "record": {**record, **shown}}


def _elements(told: Telling) -> Given:
    return {"elements": told.matrix()}


def _conclusion(told: Telling) -> Given:
    story = told.story
    facts = {
        "officers": told.officers(), "opinion": {"outcome": "penalty", "reasons": story.nature},
        "significance": {**_PLAIN, **story.significance}, "elements": told.matrix(),
        "discretion": dict(story.discretion), "penalties": [dict(p) for p in story.penalties],
    }  # fmt: skip
    return {**facts, "range": dict(story.range)} if story.range else facts


def _statements(told: Telling) -> Given:
    points = [{"id": s["id"], "point": s["point"], "received_on": told.day.isoformat()} for s in told.story.statements]
    return {"statements": points}


def _answers(told: Telling) -> Given:
    keep = ("id", "answer", "adopted")
    return {"statements": [{k: s[k] for k in keep} for s in told.story.statements]}


def _decision(told: Telling) -> Given:
    return {"decision": {"penalties": [dict(p) for p in told.story.penalties], "reasons": told.story.nature}}


def _fine(told: Telling) -> Given:
    fine = next(p["amount"] for p in told.story.penalties if p["kind"] == "0201")
    return {"payments": [{"id": "p1", "amount": fine, "paid_on": told.day.isoformat()}]}


def _served(told: Telling) -> Given:
    return {"way": "direct", "served_on": told.day.isoformat(), "receiver": told.speaker}


BUILDERS: Mapping[str, Builder] = {
    "register_lead": _lead,
    "propose_filing": _filing,
    "record_inspection": _record,
    "record_recheck": lambda told: {"officers": told.officers()},
    "record_interview": _record,
    "set_elements": _elements,
    "conclude_investigation": _conclusion,
    "submit_review": lambda told: {"review": {"kind": told.story.review}},
    "complete_review": lambda told: {
        "review": {
            "points": nothing_wrong(current(), told.domain()),
            "conclusion": "pass",
            "opinion": "事实清楚，证据确凿，适用法律正确，程序合法，裁量适当，同意处理意见。",
        }
    },
    "serve_notice": lambda told: {"notice": {**_served(told), "hearing_told": told.hearing_due()}},
    "record_statement": _statements,
    "answer_statement": _answers,
    "propose_decision": _decision,
    "serve_decision": lambda told: {"service": _served(told)},
    "record_payment": _fine,
    "record_performance": lambda _: {"performance": {"on": "@", "summary": "罚款已足额缴入国库，违法行为已改正。"}},
    "endorse": lambda told: {"what": told.waiting()},
    "propose_closing": lambda _: {"closing": {"reason": "performed"}},
    "send_case_away": lambda told: {"outgoing_sent": {"files": told.files()}},
    "request_assistance": lambda told: {"assistance": {"files": told.files()}},
    "archive_case": lambda _: {"archive": {"on": "@"}},
}
