"""From the law's state and the rules to the columns and rows that lists need. Nothing of a case is read or written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from minzhifa.cases._cited import cited
from minzhifa.cases._facts import whole_day
from minzhifa.cases._next import next_steps
from minzhifa.cases._row import CaseRow
from minzhifa.cases._save import OfficerRow, PendingRow, TermRow
from minzhifa.cases._table import approvers, finished, label_of, procedure, settling_act
from minzhifa.law.procedure import CaseState, title
from minzhifa.law.procedure.guards.endorsing import open_to, proposals, row_of
from minzhifa.law.terms import legal_day
from minzhifa.rules import current, shipped

MOST_CAUSE, MOST_NAME, MOST_LABEL, MOST_TITLE = 400, 200, 80, 120


def terms(state: CaseState) -> list[TermRow]:
    """One row a clock, those of parts under the part's name."""
    return [
        TermRow(
            term_id=key,
            title=f"{clock.get('label') or clock.get('title') or key!s}{named}"[:MOST_TITLE],
            start=str(clock.get("start") or ""),
            due=whole_day(clock.get("due")),
            stopped=str(clock.get("stopped") or ""),
            mark=str(clock.get("mark") or ""),
        )
        for key, clock, named, _ in clocks(state)
    ]


def clocks(state: CaseState) -> Iterator[tuple[str, Mapping[str, Any], str, bool]]:
    """Key, clock, the part it belongs to in words, and whether the part still runs: the case's own first."""
    running = not finished(state.procedure, state.stage)
    for term_id, clock in state.clocks.items():
        yield term_id, clock, "", running
    for key, part in state.parts.items():
        words = f"·{title(procedure(part.procedure), key)}"
        for term_id, clock in part.clocks.items():
            yield f"{key}:{term_id}", clock, words, running and not finished(part.procedure, part.stage)


def lapses(state: CaseState, term_id: str) -> bool:
    """The term ends its part by itself: nobody need do anything when it has run out."""
    key, _, term = term_id.rpartition(":")
    part = state.parts.get(key)
    return bool(part and procedure(part.procedure).stage(part.stage).lapses == term)


def owed(state: CaseState, term_id: str) -> str:
    """What is to be done once the term that ends its part has run out; "" where nothing is."""
    key, _, term = term_id.rpartition(":")
    stage = procedure(state.parts[key].procedure).stage(state.parts[key].stage) if key in state.parts else None
    return stage.owed if stage and stage.lapses == term else ""


def officers(state: CaseState, before: CaseState) -> list[OfficerRow]:
    """The officers of the case; those who left it stay as rows with the day they left."""
    now = _named(state)
    active = not finished(state.procedure, state.stage)
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
    found = [*_proposed(state, at), *(one for key, part in state.parts.items() for one in _proposed(part, at, key))]
    if act := AWAITED.get(state.stage):
        acts = state.facts.get("acts") or {}
        by = acts.get("submit_review") or acts.get("conclude_investigation") or {}
        found.append(_pending(state.procedure, act, by, at))
    return found + _unendorsed(state, at)


def _proposed(state: CaseState, at: str, part: str = "") -> list[PendingRow]:
    waiting = (state.facts.get("pending") or {}).items()
    return [
        _pending(state.procedure, act, entry, at, part)
        for what, entry in waiting
        if entry
        and entry.get("by")  # what an old record proposed waits for nobody
        and (act := settling_act(state.procedure, what))
    ]


def _unendorsed(state: CaseState, at: str) -> list[PendingRow]:
    """The section head's turn: one row, whatever number of proposals he may give his opinion on."""
    waiting = [] if state.facts.get("back_entry") else open_to(state, shipped().approvals)
    if not waiting:
        return []
    row = _pending(state.procedure, "endorse", proposals(state)[waiting[0]], at)
    names = "、".join(shipped().approvals[row_of(what)].label for what in waiting)
    return [replace(row, label=f"{row.label}：{names}"[:MOST_LABEL])]


def _pending(name: str, act: str, by: Mapping[str, Any], at: str, part: str = "") -> PendingRow:
    person = str(by.get("by") or "")[:36]  # a person behind a connected system is "account/person"
    return PendingRow(
        act, label_of(name, act), person or None, str(by.get("name") or ""), approvers(name, act), at, part
    )  # fmt: skip


def columns(row: CaseRow, state: CaseState, *, at: Any, by: str) -> dict[str, Any]:
    """The case row as it stands after a step."""
    facts = state.facts
    party = facts.get("party") or {}
    people = facts.get("officers") or []
    lead = people[0] if people else {}
    due, term = (None, "") if row.historical else next_term(state)  # nobody works against an old record's terms
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
        "next_due": due,
        "next_term": term,
        "next_steps": [one.to_json() for one in next_steps(state, current(), legal_day(at))],
        "cited": cited(facts),
        "lead_officer_id": _uuid(lead),
        "lead_officer_name": str(lead.get("name") or "")[:60],
        "returned": _returned(state),
        "deviates": bool((facts.get("discretion") or {}).get("deviation")),
        "historical": row.historical,
        "source_ref": row.source_ref,
        "created_at": row.created_at,
        "updated_at": at,
        "updated_by": by[:60],
    }


def next_term(state: CaseState) -> tuple[date | None, str]:
    """The nearest day that somebody of ours works against, and the term it ends; (None, "") without one."""
    running = sorted(_running(state))
    return (running[0][0], running[0][1][:60]) if running else (None, "")


def _running(state: CaseState) -> Iterator[tuple[date, str]]:
    for term_id, clock, named, runs in clocks(state):
        due = whole_day(clock.get("due") or clock.get("raw"))  # no calendar for the year yet: the day it cannot precede
        if runs and due and not clock.get("stopped") and ours(term_id, clock):
            yield due, f"{clock.get('label') or clock.get('title') or term_id}{named}"


def ours(term_id: str, clock: Mapping[str, Any]) -> bool:
    """The agency works against it: its own duties and the payment it collects; a right that ran out is not late."""
    return clock.get("whose") in (None, "agency") or term_id == "payment"


def _earliest(facts: Mapping[str, Any]) -> str:
    """The first day that an old record knows: the case was open by then."""
    return str(min(((facts.get("back_entry") or {}).get("days") or {}).values(), default=""))


def _returned(state: CaseState) -> bool:
    """Came back for correction, and nothing was done about it yet."""
    returns = state.facts.get("returns") or []
    if not returns or not isinstance(returns[-1], Mapping):
        return False
    return str(returns[-1].get("stage") or returns[-1].get("to") or state.stage) == state.stage
