"""改期: terms that run when a year's calendar is corrected get their new day; all others are listed for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction

from minzhifa.access import Actor
from minzhifa.access.rls import EVERYTHING, set_scope
from minzhifa.cases import _projection
from minzhifa.cases._next import next_steps
from minzhifa.clock import local_date
from minzhifa.law.procedure import CaseState, Event, Renewer, Shift, evolve, moved, shifted
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import Batch, NewEvent, Stream, append_many
from minzhifa.rules import current
from minzhifa.rules.queries import Correction, correction

BATCH = 1000
_SINCE = 4  # where a stored step names the day from which it can be done
_TOUCHED = """
SELECT DISTINCT case_id FROM cases_caseterm
 WHERE due IS NOT NULL AND start <> ''
   AND greatest(left(start, 10), due::text) >= %s AND least(left(start, 10), due::text) <= %s
"""
_READ = """
SELECT id, code, remit_id, state::text, next_steps::text FROM cases_case
 WHERE id = ANY (%s) AND NOT historical ORDER BY id FOR NO KEY UPDATE
"""
_CASES = """
UPDATE cases_case c SET state = g.state, next_due = g.next_due, next_term = g.next_term, next_steps = g.next_steps,
       version = c.version + 1, updated_at = %(at)s, updated_by = %(by)s
  FROM json_to_recordset(%(cases)s) AS g(id uuid, state json, next_due date, next_term text, next_steps jsonb)
 WHERE c.id = g.id
"""
_TERMS = """
UPDATE cases_caseterm t SET due = g.due FROM json_to_recordset(%s) AS g(case_id uuid, term_id text, due date)
 WHERE t.case_id = g.case_id AND t.term_id = g.term_id
"""
_KEPT = """
INSERT INTO cases_keptterm (id, import_id, year, case_id, case_code, remit_id, term_id, title, old, new, stopped, why,
       at)
SELECT id, import_id, year, case_id, case_code, remit_id, term_id, title, old, new, stopped, why, at
  FROM json_populate_recordset(NULL::cases_keptterm, %s) ON CONFLICT DO NOTHING
"""
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


@dataclass(frozen=True, slots=True)
class Shifted:
    """What one correction did: terms moved, in how many cases, and terms left for a person."""

    moved: int = 0
    cases: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class _Case:
    """One case with what the new table does to it."""

    id: UUID
    code: str
    remit_id: int
    state: CaseState
    steps: Sequence[Any]
    events: tuple[Event, ...]
    shifts: tuple[Shift, ...]


def shift_terms(*, actor: Actor, year: int, at: datetime) -> Shifted:
    """Move the running terms over which the newest import of the year changed the count; a second time changes nothing.

    Each case that changes has it on its record: every term with its old and new day, the notice and who imported it.
    Terms that ended or ran out, that would be over at once, or whose day another cause gave stay as they are and are
    kept as `KeptTerm` for a person. 1,000 cases a transaction, each locked while it is looked at.
    """
    change = correction(year)
    if change is None:
        return Shifted()
    with transaction.atomic(), connection.cursor() as cursor:
        set_scope(EVERYTHING)
        cursor.execute(_TOUCHED, [min(change.days).isoformat(), max(change.days).isoformat()])
        ids = sorted(case_id for (case_id,) in cursor.fetchall())
    done = Shifted()
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            set_scope(EVERYTHING)
            found = list(_changed(ids[start : start + BATCH], change, at))
            one = _written(actor, found, change, at)
            done = Shifted(done.moved + one.moved, done.cases + one.cases, done.kept + one.kept)
    return done


def _changed(ids: Sequence[UUID], change: Correction, at: datetime) -> Iterator[_Case]:
    """Those of the cases to which the new table gives other days; locked until the transaction ends (1 SQL)."""
    rules, today = Renewer(current()), local_date(at)
    formers = [Renewer(one) for one in change.formers]
    with connection.cursor() as cursor:
        cursor.execute(_READ, [list(ids)])
        rows = cursor.fetchall()
    for case_id, code, remit_id, stored, steps in rows:
        state = CaseState.from_json(_decode(stored))
        events, shifts = shifted(state, rules, formers, change.days, today)
        if events or shifts:
            yield _Case(case_id, code, remit_id, state, _decode(steps), events, shifts)


def _written(actor: Actor, found: Sequence[_Case], change: Correction, at: datetime) -> Shifted:
    """Cases, terms, what is kept, and the record: five statements."""
    acted = [one for one in found if one.events]
    kept = [_kept(one, shift, change, at) for one in found for shift in one.shifts if shift.kept]
    with connection.cursor() as cursor:
        if kept:
            cursor.execute(_KEPT, [_encode(kept).decode()])
            kept_now = cursor.rowcount
        else:
            kept_now = 0
        if acted:
            cases = [_row(one, at) for one in acted]
            cursor.execute(_CASES, {"cases": _encode(cases).decode(), "at": at, "by": actor.name})
            terms = [
                {"case_id": one.id, "term_id": shift.term, "due": shift.new}
                for one in acted
                for shift in moved(one.shifts)
            ]
            cursor.execute(_TERMS, [_encode(terms).decode()])
    reason = f"{change.year} 年工作日历更正（{change.source}，{change.imported_by}导入）"
    append_many(actor=actor, batches=[_record(one, change, reason) for one in acted], at=at)
    return Shifted(sum(len(moved(one.shifts)) for one in acted), len(acted), kept_now)


def _row(one: _Case, at: datetime) -> dict[str, Any]:
    state = one.state
    for event in one.events:
        state = evolve(state, event)
    due, title = _projection.next_term(state)
    steps = one.steps
    if any(step[_SINCE] for step in steps):  # the others hang on no day
        steps = [step.to_json() for step in next_steps(state, current(), local_date(at))]
    return {"id": one.id, "state": state.to_json(), "next_due": due, "next_term": title, "next_steps": steps}


def _record(one: _Case, change: Correction, reason: str) -> Batch:
    """The events as the law folds them; the first also tells in words what became of every term."""
    told = {"year": change.year, "source": change.source, "moved": [shift.to_json() for shift in moved(one.shifts)]}
    events = [
        NewEvent(event.type, {**event.to_json(), **(told if event is one.events[0] else {})}) for event in one.events
    ]
    return Batch(Stream("case", one.id, one.code), events, one.remit_id, reason)


def _kept(one: _Case, shift: Shift, change: Correction, at: datetime) -> dict[str, Any]:
    return {
        "id": uuid7(), "import_id": change.import_id, "year": change.year, "case_id": one.id, "case_code": one.code,
        "remit_id": one.remit_id, "term_id": shift.term, "title": shift.title, "old": shift.old, "new": shift.new,
        "stopped": shift.stopped, "why": shift.kept, "at": at,
    }  # fmt: skip
