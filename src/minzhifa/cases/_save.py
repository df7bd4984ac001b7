"""One statement writes everything that a step changes: case row, party, terms, officers, approvals, answer, job.

Each part travels as one JSON value, so that the statement's text depends on the parts alone and is planned once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from django.db import IntegrityError

from minzhifa.access.postgresql.base import prepared
from minzhifa.cases.errors import KeyReused
from minzhifa.ledger import outbox

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class TermRow:
    """A clock as `CaseTerm` stores it."""

    term_id: str
    title: str
    start: str
    due: date | None
    stopped: str
    mark: str


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """Who works on the case, as `CaseOfficer` stores it."""

    officer_key: str
    officer_id: str | None
    name: str
    certificate: str
    part: str
    from_on: str
    to_on: str
    active: bool


@dataclass(frozen=True, slots=True)
class PendingRow:
    """A waiting approval, as `PendingApproval` stores it."""

    act: str
    label: str
    proposer_id: str | None
    proposer_name: str
    approver_roles: Sequence[str]
    since: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The idempotency row that goes in with the step."""

    account_id: UUID
    key: str
    request_hash: str
    answer: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """Everything that one save writes. `case` holds column → value of the case row."""

    case: dict[str, Any]
    new: bool
    terms: Sequence[TermRow] = ()
    officers: Sequence[OfficerRow] = ()
    pending: Sequence[PendingRow] = ()
    party: dict[str, Any] | None = None
    answer: Answer | None = None
    job: outbox.Job | None = None


_TERMS = """
INSERT INTO cases_caseterm (case_id, remit_id, term_id, title, start, due, stopped, mark)
SELECT %(case)s, %(remit)s, r.* FROM json_to_recordset(%(terms)s) AS r(term_id text, title text, start text, due date,
       stopped text, mark text)
ON CONFLICT (case_id, term_id) DO UPDATE SET title = excluded.title, start = excluded.start, due = excluded.due,
  stopped = excluded.stopped, mark = excluded.mark
"""
_OFFICERS = """
INSERT INTO cases_caseofficer (case_id, remit_id, officer_key, officer_id, name, certificate, part, from_on, to_on,
       active)
SELECT %(case)s, %(remit)s, r.* FROM json_to_recordset(%(officers)s) AS r(officer_key text, officer_id uuid,
       name text, certificate text, part text, from_on text, to_on text, active boolean)
ON CONFLICT (case_id, officer_key) DO UPDATE SET name = excluded.name, certificate = excluded.certificate,
  part = excluded.part, to_on = excluded.to_on, active = excluded.active
"""
_GONE = "DELETE FROM cases_pendingapproval WHERE case_id = %(case)s AND NOT part || '/' || act = ANY (%(acts)s::text[])"
_PENDING = """
INSERT INTO cases_pendingapproval (case_id, remit_id, act, part, label, proposer_id, proposer_name, approver_roles,
       since)
SELECT %(case)s, %(remit)s, r.act, r.part, r.label, r.proposer_id, r.proposer_name, r.approver_roles, r.since
  FROM json_to_recordset(%(pending)s) AS r(act text, part text, label text, proposer_id uuid, proposer_name text,
       approver_roles text[], since timestamptz)
ON CONFLICT (case_id, part, act) DO NOTHING
"""
_ANSWER = """
INSERT INTO cases_idempotencykey (account_id, key, remit_id, request_hash, answer, at)
SELECT account_id, key, remit_id, request_hash, answer, at
  FROM json_populate_record(NULL::cases_idempotencykey, %(answer)s)
"""


class KeyTaken(Exception):
    """The idempotency key was written by a request that ran at the same time."""


def _row(table: str, columns: Sequence[str], parameter: str) -> str:
    names = ", ".join(columns)
    source = f"json_populate_record(NULL::{table}, %({parameter})s)"
    return f"INSERT INTO {table} ({names}) SELECT {names} FROM {source}"  # noqa: S608 -- our own column names


@lru_cache(maxsize=256)
def _text(columns: tuple[str, ...], party: tuple[str, ...], parts: frozenset[str], *, new: bool) -> str:
    """The statement for these parts."""
    if new:
        head = _row("cases_case", columns, "row")
    else:
        names = ", ".join(c for c in columns if c not in ("id", "remit_id"))
        source = "json_populate_record(NULL::cases_case, %(row)s)"
        head = f"UPDATE cases_case SET ({names}) = (SELECT {names} FROM {source}) WHERE id = %(case)s"  # noqa: S608 -- column names of our own
    written = [f"c AS ({head} RETURNING id)"]
    if party:
        others = ", ".join(f"{c} = excluded.{c}" for c in party if c not in ("id", "case_id"))
        row = _row("cases_caseparty", party, "party")
        written.append(f"y AS ({row} ON CONFLICT (case_id) DO UPDATE SET {others})")
    if not new:
        written.append(f"g AS ({_GONE})")
    written += [
        f"{name} AS ({sql})"
        for name, sql in (("terms", _TERMS), ("officers", _OFFICERS), ("pending", _PENDING), ("answer", _ANSWER),
                          ("job", outbox.INSERT))
        if name in parts
    ]  # fmt: skip
    return f"WITH {', '.join(written)} SELECT count(*) FROM c"  # noqa: S608 -- our own parts


def _json(value: Any) -> str:
    return _encode(value).decode()


def save(written: Written) -> None:
    """Write it all in one statement. Raises `KeyTaken` when the idempotency key was taken in between."""
    case, party = written.case, written.party or {}
    parameters: dict[str, Any] = {"row": _json(case), "case": case["id"], "remit": case["remit_id"]}
    if party:
        parameters["party"] = _json(party)
    if not written.new:
        parameters["acts"] = [f"{row.part}/{row.act}" for row in written.pending]
    given: dict[str, Any] = {"terms": written.terms, "officers": written.officers, "pending": written.pending}
    if written.answer:
        a = written.answer
        given["answer"] = {"account_id": a.account_id, "key": a.key, "remit_id": case["remit_id"],
                           "request_hash": a.request_hash, "answer": a.answer, "at": a.at}  # fmt: skip
    parameters |= {name: _json(value) for name, value in given.items() if value}
    if written.job:
        parameters |= written.job.parameters()
    parts = frozenset(name for name, value in (*given.items(), ("job", written.job)) if value)
    try:
        with prepared() as cursor:
            cursor.execute(_text(tuple(case), tuple(party), parts, new=written.new), parameters)
    except IntegrityError as error:
        if "one_answer_per_account_and_key" in str(error):
            raise KeyTaken from error
        raise


def known_answer(account_id: UUID, key: str, request_hash: str) -> dict[str, Any] | None:
    """The stored answer to this very request (1 SQL), None when the key is new; `KeyReused` for other content."""
    with prepared() as cursor:
        cursor.execute(
            "SELECT request_hash, answer FROM cases_idempotencykey WHERE account_id = %s AND key = %s",
            [account_id, key],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    answer: dict[str, Any] = json.loads(row[1]) if isinstance(row[1], str) else row[1]
    if row[0] != request_hash:
        raise KeyReused(str(answer["code"]))
    return answer
