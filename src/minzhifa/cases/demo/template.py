"""A driven case as forms: what COPY wants of it, with places for what differs from copy to copy."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from minzhifa.cases import _projection
from minzhifa.cases.demo import marks
from minzhifa.cases.demo.drive import ACCOUNTS, Driven
from minzhifa.cases.demo.forms import Form
from minzhifa.crypto import open_text
from minzhifa.documents.registry import kind as kind_of
from minzhifa.documents.rows import split, template_version
from minzhifa.law.procedure import CaseState
from minzhifa.ledger.canonical import canonical_json

_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
CASE = (
    "id, code, remit_id, agency_id, agency_name, region_code, field_code, domain, procedure, stage, cause, party_name,"
    " party_key, opened_on, opened_text, state, version, next_due, next_term, next_steps, cited, lead_officer_id,"
    " lead_officer_name, returned, deviates, historical, source_ref, created_at, updated_at, updated_by"
)
PARTY = (
    "id, case_id, remit_id, subject_id, kind, name, uscc, legal_representative, sealed_id_number, sealed_phone,"
    " sealed_address"
)
TERM = "case_id, remit_id, term_id, title, start, due, stopped, mark"
OFFICER = "case_id, remit_id, officer_key, officer_id, name, certificate, part, from_on, to_on, active"
PENDING = "case_id, remit_id, act, label, proposer_id, proposer_name, approver_roles, since, part"
PAPER = (
    "id, case_id, remit_id, agency_id, agency_name, number_agency_id, kind, title, number, counted, recorded, status,"
    ' version, data, sealed, "on", at, author_id, template_version, pdf_sha256, pdf_key, pdf_pages'
)
COLUMNS = {
    "cases_case": CASE, "cases_caseparty": PARTY, "cases_caseterm": TERM, "cases_caseofficer": OFFICER,
    "cases_pendingapproval": PENDING, "documents_document": PAPER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventForm:
    """One event: `payload` is canonical JSON once its places are filled."""

    type: str
    payload: Form
    at: datetime
    account: str


@dataclass(frozen=True, slots=True)
class NumberForm:
    """A number that a copy draws: the document's mark, its kind and series, the day it is dated."""

    mark: str
    kind: str
    series: str
    on: date


@dataclass(frozen=True, slots=True)
class Template:
    """Everything of one case that its copies share. `rows`: table → lines of COPY."""

    field_code: str
    party_kind: str
    opened: date
    stage: str
    rows: dict[str, Form]
    events: tuple[EventForm, ...]
    numbers: tuple[NumberForm, ...]
    papers: tuple[str, ...]
    sealed: dict[str, Form]  # document's mark → what is to be sealed, as JSON


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, list | tuple):
        value = "{" + ",".join(value) + "}"
    if isinstance(value, date):
        value = value.isoformat()
    return str(value).translate(_ESCAPES)


def _line(*values: Any) -> str:
    return "\t".join(map(_cell, values)) + "\n"


def compile_case(driven: Driven, opened: date, party_kind: str, compiler: marks.Compiler) -> Template:
    """The template of a driven case."""
    sealed: dict[str, str] = {}
    lines = {
        "cases_case": _case(driven), "cases_caseparty": _party(driven.row.state, party_kind),
        "cases_caseterm": _terms(driven.row.state), "cases_caseofficer": _officers(driven.row.state),
        "cases_pendingapproval": _pending(driven), "documents_document": _papers(driven, sealed),
    }  # fmt: skip
    events = tuple(
        EventForm(s.type, compiler(canonical_json(s.payload).decode()), s.at, ACCOUNTS.get(s.who, s.who))
        for s in driven.steps
    )
    numbers = tuple(
        NumberForm(p.mark, p.kind, str(kind_of(p.kind).series), date.fromisoformat(p.on))
        for p in driven.papers
        if p.numbered
    )
    return Template(
        driven.row.field_code, party_kind, opened, driven.row.state.stage,
        {table: compiler(text) for table, text in lines.items() if text}, events, numbers,
        tuple(p.mark for p in driven.papers), {mark: compiler(text) for mark, text in sealed.items()},
    )  # fmt: skip


def _case(driven: Driven) -> str:
    row, last = driven.row, driven.last
    values = _projection.columns(row, row.state, at=row.updated_at, by=f"‹{last.who}_name›" if last else "")
    values |= {"remit_id": "‹remit›", "agency_id": "‹agency_id›", "version": len(driven.row.state.done)}
    for name in ("next_steps", "cited"):
        values[name] = json.dumps(values[name], ensure_ascii=False, separators=(",", ":"))
    return _line(*(values[name] for name in CASE.split(", ")))


def _party(state: CaseState, party_kind: str) -> str:
    party = state.facts.get("party")
    if not party:
        return ""
    return _line(
        "‹party_row›", "‹case›", "‹remit›", marks.IDS["subject"], party_kind, "‹party›", party.get("uscc") or "",
        party.get("legal_representative") or "", "‹sealed_citizen›" if party_kind == "natural_person" else "",
        "‹sealed_phone›", "‹sealed_address›",
    )  # fmt: skip


def _plain(row: Any) -> list[Any]:
    return [getattr(row, item.name) for item in fields(row)]


def _terms(state: CaseState) -> str:
    return "".join(_line("‹case›", "‹remit›", *_plain(row)) for row in _projection.terms(state))


def _officers(state: CaseState) -> str:
    return "".join(_line("‹case›", "‹remit›", *_plain(row)) for row in _projection.officers(state, CaseState()))


def _pending(driven: Driven) -> str:
    rows = _projection.pending(driven.row.state, driven.row.updated_at.isoformat())
    return "".join(_line("‹case›", "‹remit›", *_plain(row)) for row in rows)


def _papers(driven: Driven, sealed: dict[str, str]) -> str:
    lines = []
    for paper in driven.papers:
        plain, token = split(paper.kind, paper.data)
        if token:
            sealed[paper.mark] = open_text(token, purpose="document")
        lines.append(_line(
            marks.IDS[paper.mark], "‹case›", "‹remit›", "‹agency_id›", "‹agency›",
            f"‹{paper.mark}_agency›" if paper.numbered else "‹agency_id›", paper.kind, kind_of(paper.kind).title,
            f"‹{paper.mark}_number›" if paper.numbered else "", paper.numbered, False, "issued", 1, plain,
            f"‹{paper.mark}_sealed›" if token else "", paper.on, paper.at, marks.IDS["head"],
            template_version(paper.kind), "", "", 0,
        ))  # fmt: skip
    return "".join(lines)
