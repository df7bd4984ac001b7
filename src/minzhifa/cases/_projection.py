"""From the law's state to the columns and rows that lists need. Pure: nothing is read or written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from minzhifa.cases._facts import whole_day
from minzhifa.cases._row import CaseRow
from minzhifa.cases._save import OfficerRow, PendingRow, TermRow
from minzhifa.cases._table import approvers, label_of, settling_act
from minzhifa.law.procedure.guards.endorsing import open_to, proposals, row_of
from minzhifa.law.procedure.types import CaseState
from minzhifa.rules import shipped

FINISHED = frozenset({"declined", "closed", "archived"})
MOST_CAUSE, MOST_NAME, MOST_LABEL = 400, 200, 80


def terms(state: CaseState) -> list[TermRow]:
    """One row a clock."""
    return [
        TermRow(
            term_id=term_id,
            title=str(clock.get("label") or clock.get("title") or term_id),
            start=str(clock.get("start") or ""),
            due=whole_day(clock.get("due")),
            stopped=str(clock.get("stopped") or ""),
            mark=str(clock.get("mark") or ""),
            source=str(clock.get("source") or ""),
            explanation=str(clock.get("explanation") or ""),
        )
        for term_id, clock in state.clocks.items()
    ]


def officers(state: CaseState, before: CaseState) -> list[OfficerRow]:
    """The officers of the case; those who left it stay as rows with the day they left."""
    now = _named(state)
    active = state.stage not in FINISHED
    day = max(state.done.values(), default="")
    rows = [
        OfficerRow(key, _uuid(o), str(o.get("name") or ""), str(o.get("certificate") or ""),
                   "assist" if i else "host", day, "" if active else day, active)
        for i, (key, o) in enumerate(now.items())
    ]  # fmt: skip
    gone = {k: o for k, o in _named(before).items() if k not in now}
    rows += [
        OfficerRow(key, _uuid(o), str(o.get("name") or ""), str(o.get("certificate") or ""), "assist", "", day, False)
        for key, o in gone.items()
    ]
    return rows


def _named(state: CaseState) -> dict[str, Mapping[str, Any]]:
    people = state.facts.get("officers") or []
    return {str(o.get("officer_id") or o.get("name") or i)[:80]: o for i, o in enumerate(people)}


def _uuid(officer: Mapping[str, Any]) -> str | None:
    key = str(officer.get("officer_id") or "")
    return key if len(key) == 36 else None  # noqa: PLR2004 -- a UUID's text


# Stages in which somebody's act is awaited although nobody proposed it by name.
AWAITED = {"in_review": "complete_review", "in_final_review": "complete_review", "reviewed": "approve_notice"}


def pending(state: CaseState, at: str) -> list[PendingRow]:
    """What waits for somebody's decision: from `facts.pending`, which the decider keeps, and from the stage."""
    found = [
        _pending(act, entry, at)
        for what, entry in (state.facts.get("pending") or {}).items()
        if entry and (act := settling_act(what))
    ]
    if act := AWAITED.get(state.stage):
        acts = state.facts.get("acts") or {}
        found.append(_pending(act, acts.get("submit_review") or acts.get("conclude_investigation") or {}, at))
    return found + _unendorsed(state, at)


def _unendorsed(state: CaseState, at: str) -> list[PendingRow]:
    """The section head's turn: one row, whatever number of proposals he may give his opinion on."""
    waiting = [] if state.facts.get("back_entry") else open_to(state, shipped().approvals)
    if not waiting:
        return []
    row = _pending("endorse", proposals(state)[waiting[0]], at)
    names = "、".join(shipped().approvals[row_of(what)].label for what in waiting)
    return [replace(row, label=f"{row.label}：{names}"[:MOST_LABEL])]


def _pending(act: str, by: Mapping[str, Any], at: str) -> PendingRow:
    person = str(by.get("by") or "")[:36]  # a person behind a connected system is "account/person"
    return PendingRow(act, label_of(act), person or None, str(by.get("name") or ""), approvers(act), at)


def columns(row: CaseRow, state: CaseState, *, at: Any, by: str) -> dict[str, Any]:
    """The case row as it stands after a step."""
    facts = state.facts
    party = facts.get("party") or {}
    people = facts.get("officers") or []
    lead = people[0] if people else {}
    over = state.stage in FINISHED or row.historical  # nobody works against the terms of an old record
    running = (
        []
        if over
        else sorted(
            (t.due, t.title)
            for t in terms(state)
            if t.due and not t.stopped and ours(t.term_id, state.clocks[t.term_id])
        )
    )
    opened = str(facts.get("received_on") or state.done.get("register_lead") or _earliest(facts))
    return {
        "id": row.id,
        "code": row.code,
        "remit_id": row.remit_id,
        "agency_id": row.agency_id,
        "agency_name": row.agency_name,
        "region_code": row.region_code,
        "field_code": row.field_code,
        "domain": row.domain,
        "procedure": state.procedure,
        "stage": state.stage,
        "cause": str(facts.get("cause") or facts.get("summary") or "")[:MOST_CAUSE],
        "party_name": str(party.get("name") or "")[:MOST_NAME],
        "party_key": str(party.get("uscc") or party.get("key") or "")[:64],
        "opened_on": whole_day(opened),
        "opened_text": opened,
        "state": state.to_json(),
        "version": row.version,
        "next_due": running[0][0] if running else None,
        "next_term": running[0][1][:60] if running else "",
        "lead_officer_id": _uuid(lead),
        "lead_officer_name": str(lead.get("name") or "")[:60],
        "returned": _returned(state),
        "historical": row.historical,
        "source_ref": row.source_ref,
        "created_at": row.created_at,
        "updated_at": at,
        "updated_by": by[:60],
    }


def ours(term_id: str, clock: Mapping[str, Any]) -> bool:
    """The agency works against it: its own duties and the payment it collects; a right that ran out is not late."""
    return clock.get("whose") not in ("party", "court") or term_id == "payment"


def _earliest(facts: Mapping[str, Any]) -> str:
    """The first day that an old record knows: the case was open by then."""
    return str(min(((facts.get("back_entry") or {}).get("days") or {}).values(), default=""))


def _returned(state: CaseState) -> bool:
    """Came back for correction, and nothing was done about it yet."""
    returns = state.facts.get("returns") or []
    if not returns or not isinstance(returns[-1], Mapping):
        return False
    return str(returns[-1].get("stage") or returns[-1].get("to") or state.stage) == state.stage
