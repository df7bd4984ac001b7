"""One statement writes everything that a step changes: case row, party, terms, officers, approvals, answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import IntegrityError, connection
from psycopg.types.json import Jsonb

from minzhifa.cases.errors import KeyReused

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
    source: str
    explanation: str


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


_TERMS = """
INSERT INTO cases_caseterm (case_id, remit_id, term_id, title, start, due, stopped, mark, source, explanation)
SELECT %(case)s, %(remit)s, r.* FROM jsonb_to_recordset(%(terms)s) AS r(term_id text, title text, start text, due date,
       stopped text, mark text, source text, explanation text)
ON CONFLICT (case_id, term_id) DO UPDATE SET title = excluded.title, start = excluded.start, due = excluded.due,
  stopped = excluded.stopped, mark = excluded.mark, source = excluded.source, explanation = excluded.explanation
"""
_OFFICERS = """
INSERT INTO cases_caseofficer (case_id, remit_id, officer_key, officer_id, name, certificate, part, from_on, to_on,
       active)
SELECT %(case)s, %(remit)s, r.* FROM jsonb_to_recordset(%(officers)s) AS r(officer_key text, officer_id uuid,
       name text, certificate text, part text, from_on text, to_on text, active boolean)
ON CONFLICT (case_id, officer_key) DO UPDATE SET name = excluded.name, certificate = excluded.certificate,
  part = excluded.part, to_on = excluded.to_on, active = excluded.active
"""
_GONE = "DELETE FROM cases_pendingapproval WHERE case_id = %(case)s AND NOT part || '/' || act = ANY (%(acts)s)"
_PENDING = """
INSERT INTO cases_pendingapproval (case_id, remit_id, act, part, label, proposer_id, proposer_name, approver_roles,
       since)
SELECT %(case)s, %(remit)s, r.act, r.part, r.label, r.proposer_id, r.proposer_name, r.approver_roles, r.since
  FROM jsonb_to_recordset(%(pending)s) AS r(act text, part text, label text, proposer_id uuid, proposer_name text,
       approver_roles text[], since timestamptz)
ON CONFLICT (case_id, part, act) DO NOTHING
"""
_ANSWER = """
INSERT INTO cases_idempotencykey (account_id, key, remit_id, request_hash, answer, at)
VALUES (%(account)s, %(key)s, %(remit)s, %(hash)s, %(answer)s, %(at)s)
"""


class KeyTaken(Exception):
    """The idempotency key was written by a request that ran at the same time."""


def _insert(table: str, columns: Sequence[str], prefix: str) -> str:
    values = ", ".join(f"%({prefix}{c})s" for c in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"  # noqa: S608 -- our own column names


def _json(rows: Sequence[Any]) -> Jsonb:
    return Jsonb(rows, dumps=_encode)


def save(written: Written) -> None:
    """Write it all in one statement. Raises `KeyTaken` when the idempotency key was taken in between."""
    case = {k: Jsonb(v, dumps=_encode) if isinstance(v, dict | list) else v for k, v in written.case.items()}
    parameters: dict[str, Any] = {f"c_{k}": v for k, v in case.items()}
    parameters |= {"case": case["id"], "remit": case["remit_id"]}
    if written.new:
        head = _insert("cases_case", list(case), "c_")
    else:
        sets = ", ".join(f"{c} = %(c_{c})s" for c in case if c not in ("id", "remit_id"))
        head = f"UPDATE cases_case SET {sets} WHERE id = %(case)s"  # noqa: S608
    parts = [f"c AS ({head} RETURNING id)"]
    if written.party:
        parts.append(f"y AS ({_insert('cases_caseparty', list(written.party), 'y_')} "
                     "ON CONFLICT (case_id) DO UPDATE SET "
                     + ", ".join(f"{c} = excluded.{c}" for c in written.party if c not in ("id", "case_id"))
                     + ")")  # fmt: skip
        parameters |= {f"y_{k}": v for k, v in written.party.items()}
    for name, sql, rows in (("terms", _TERMS, written.terms), ("officers", _OFFICERS, written.officers)):
        if rows:
            parts.append(f"{name} AS ({sql})")
            parameters[name] = _json(rows)
    if not written.new:
        parts.append(f"g AS ({_GONE})")
        parameters["acts"] = [f"{row.part}/{row.act}" for row in written.pending]
    if written.pending:
        parts.append(f"p AS ({_PENDING})")
        parameters["pending"] = _json(written.pending)
    if written.answer:
        parts.append(f"k AS ({_ANSWER})")
        a = written.answer
        parameters |= {"account": a.account_id, "key": a.key, "hash": a.request_hash, "at": a.at}
        parameters["answer"] = Jsonb(a.answer, dumps=_encode)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {', '.join(parts)} SELECT count(*) FROM c", parameters)  # noqa: S608 -- our own parts
    except IntegrityError as error:
        if "one_answer_per_account_and_key" in str(error):
            raise KeyTaken from error
        raise


def known_answer(account_id: UUID, key: str, request_hash: str) -> dict[str, Any] | None:
    """The stored answer to this very request (1 SQL), None when the key is new; `KeyReused` for other content."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT request_hash, answer FROM cases_idempotencykey WHERE account_id = %s AND key = %s",
            [account_id, key],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    if row[0] != request_hash:
        raise KeyReused
    answer: dict[str, Any] = json.loads(row[1]) if isinstance(row[1], str) else row[1]
    return answer
