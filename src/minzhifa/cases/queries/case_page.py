"""The case page: one case with all that its tabs show, in a constant number of statements."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from minzhifa.access import Actor, rls
from minzhifa.cases._projection import clocks, lapses, ours, owed
from minzhifa.cases._row import loads
from minzhifa.cases._table import procedure
from minzhifa.cases.errors import CaseNotFound
from minzhifa.cases.queries import _left
from minzhifa.cases.queries._disclosure import disclosure, publication_of
from minzhifa.cases.queries._lines import COLUMNS, WIDTH, fetch, line
from minzhifa.cases.queries.rows import BarStep, CasePage, MatrixRow, PartyCard, TermLine
from minzhifa.crypto import open_text
from minzhifa.documents.queries import documents
from minzhifa.documents.rows import DocumentRow
from minzhifa.evidence.queries import files
from minzhifa.law.identifiers_mask import mask_id, mask_phone
from minzhifa.law.procedure import CaseState, PartOffers, Performer, available, awake, openings, parts_of
from minzhifa.law.review import check
from minzhifa.ledger.queries import events
from minzhifa.ledger.types import LedgerRow
from minzhifa.rules import current

_CASE = f"""
SELECT {COLUMNS}, c.remit_id, c.agency_id, c.domain, c.state, c.source_ref,
       p.kind, p.name, p.uscc, p.legal_representative, p.sealed_id_number, p.sealed_phone, p.sealed_address,
       p.subject_id
  FROM cases_case c LEFT JOIN cases_caseparty p ON p.case_id = c.id
 WHERE """  # noqa: S608 -- our own columns
# The case as the agency left it that had it before: the same columns, out of what was kept then.
_LEFT = _CASE.replace(
    "cases_case c LEFT JOIN cases_caseparty p ON p.case_id = c.id",
    "(SELECT * FROM cases_handover k WHERE k.from_remit_id = ANY (%(remits)s) ORDER BY k.id DESC) h"
    " CROSS JOIN LATERAL jsonb_populate_record(NULL::cases_case, h.row) c"
    " LEFT JOIN LATERAL jsonb_populate_record(NULL::cases_caseparty, h.party) p ON h.party IS NOT NULL",
)
_RECORDED = {"案源": "clue", "立案": "filing", "调查": "inspection", "告知": "prior_notice_served"}
UNKNOWN_DAY = "日期不详"


def case_page(actor: Actor, case_id: UUID, *, on: date) -> CasePage:
    """The case as the actor may see it on that day (4 SQL). Raises `CaseNotFound`."""
    return _page(actor, "c.id = %(key)s", case_id, on)


def case_page_by_code(actor: Actor, code: str, *, on: date) -> CasePage:
    """The same, by the code as people type it (4 SQL). Raises `CaseNotFound`."""
    return _page(actor, "c.code = %(key)s", code.strip().upper(), on)


def case_id_of(actor: Actor, code: str) -> UUID:
    """The id behind a code (1 SQL). Raises `CaseNotFound`."""
    with rls.acting(actor):
        found = fetch("SELECT id FROM cases_case WHERE code = %(code)s", {"code": code.strip().upper()})
    if not found:
        raise CaseNotFound
    return UUID(str(found[0][0]))


def _page(actor: Actor, where: str, key: UUID | str, on: date) -> CasePage:
    with rls.acting(actor):
        found = fetch(_CASE + where, {"key": key})
        gone = not found and not actor.scope.everything
        if gone:
            found = fetch(_LEFT + where + " LIMIT 1", {"key": key, "remits": sorted(actor.scope.remits)})
        if not found:
            raise CaseNotFound
        row = found[0]
        papers, evidence, acts = documents(actor, row[0]), files(actor, row[0]), events(row[0])
    remit_id, agency_id, domain, stored, source_ref = row[WIDTH : WIDTH + 5]
    state = CaseState.from_json(loads(stored))
    rules, who = current(), performer(actor, remit_id)
    parts = parts_of(state, who, rules, on)
    return CasePage(
        case=line(row),
        remit_id=remit_id,
        agency_id=agency_id,
        domain=domain,
        state=state,
        source_ref=source_ref,
        bar=bar(state),
        offers=() if gone else tuple(available(state, who, rules, on)),
        parts=tuple(_closed(one) for one in parts) if gone else parts,
        openings=() if gone else openings(state, who, rules, on),
        terms=terms(state, on),
        matrix=matrix(state.facts),
        party=_party(row[WIDTH + 5 :], published=source_ref is not None),
        documents=papers,
        files=evidence,
        ledger=acts,
        findings=check(state, rules, on),
        disclosure=disclosure(state, domain, rules),
        publication=publication_of(state, domain, rules, _number(papers), line(row).agency_name),
        record=record(state),
        gone=gone,
    )


def _number(papers: Sequence[DocumentRow]) -> str:
    """Of the decision in force."""
    made = [one.number for one in papers if one.kind == "penalty_decision" and one.status == "issued"]
    return made[-1] if made else ""


def _closed(part: PartOffers) -> PartOffers:
    return replace(part, offers=())


def history(actor: Actor, case_id: UUID) -> list[LedgerRow]:
    """过程记录: every event of the case, oldest first (1 SQL)."""
    with rls.acting(actor):
        return events(case_id)


def performer(actor: Actor, remit_id: int) -> Performer:
    """The actor as the law sees him over this remit."""
    roles = frozenset(str(g.role) for g in actor.grants if g.remits is None or remit_id in g.remits)
    return Performer(str(actor.account_id), actor.name, roles, str(actor.officer_id) if actor.officer_id else None)


def bar(state: CaseState) -> tuple[BarStep, ...]:
    """The stage bar. A stage that an old record came through without naming its day says that it is not known."""
    stations = procedure(state.procedure).bar
    at = next((i for i, (_, stages) in enumerate(stations) if state.stage in {one.id for one in stages}), 0)
    historical = bool(state.facts.get("back_entry"))
    steps = []
    for place, (station, _) in enumerate(stations):
        done = next((state.done[a] for a in station.days if state.done.get(a)), "")
        if historical and place <= at and not done:
            done = _recorded_day(state, station.label) or UNKNOWN_DAY
        steps.append(BarStep(station.label, "current" if place == at else "done" if place < at else "todo", done))
    return tuple(steps)


def _recorded_day(state: CaseState, label: str) -> str:
    """The day of an inspection and the like, which no act of the bar bears but the record names."""
    days = (state.facts.get("back_entry") or {}).get("days") or {}
    return str(days.get(_RECORDED.get(label, "")) or "")


def terms(state: CaseState, on: date) -> tuple[TermLine, ...]:
    """Every clock of the case, running ones first, by due day. Nobody works against those of an old record."""
    rows, historical = [], bool(state.facts.get("back_entry"))
    for term_id, clock, named, _ in clocks(awake(state, current())):
        if term_id == "hearing_request" and (state.facts.get("notice") or {}).get("hearing_told") is False:
            continue  # nobody may ask for a hearing that the law does not give
        due = date.fromisoformat(clock["due"]) if len(str(clock.get("due") or "")) == 10 else None  # noqa: PLR2004 -- a whole ISO day
        stopped = str(clock.get("stopped") or "")
        end = due or _left.not_before(clock)
        left = (end - on).days if end and not stopped and not historical else None
        lapsed = left is not None and left < 0 and (lapses(state, term_id) or not ours(term_id, clock))
        count, unit = _left.left(end, on, _left.unit_of(clock)) if end and left is not None else (None, "d")
        rows.append(
            TermLine(
                term_id, f"{clock.get('title') or term_id}{named}", str(clock.get("start") or ""), due, stopped, left,
                str(clock.get("mark") or ""), str(clock.get("source") or ""), str(clock.get("explanation") or ""),
                lapsed, count, unit, _left.missing_year(clock), owed(state, term_id) if lapsed else "",
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda t: (bool(t.stopped) or (t.lapsed and not t.owed), t.due or date.max)))


def matrix(facts: Mapping[str, Any]) -> tuple[MatrixRow, ...]:
    """Element × evidence."""
    evidence: Mapping[str, Mapping[str, Any]] = {str(e.get("id")): e for e in facts.get("evidence") or ()}
    rows: Sequence[Mapping[str, Any]] = facts.get("elements") or ()
    return tuple(
        MatrixRow(
            str(e.get("key") or ""),
            str(e.get("text") or ""),
            str(e.get("citation") or ""),
            tuple(evidence[str(i)] for i in e.get("evidence") or () if str(i) in evidence),
        )
        for e in rows
    )


def record(state: CaseState) -> Mapping[str, Any] | None:
    """The whole source record of a historical case, as it came."""
    text = (state.facts.get("back_entry") or {}).get("record")
    return json.loads(text) if text else None


def _party(row: Sequence[Any], *, published: bool) -> PartyCard | None:
    kind, name, uscc, representative, number, phone, address, subject_id = row
    if kind is None:
        return None
    where = open_text(address, purpose="party.address") if address else ""
    if not published:
        number = mask_id(open_text(number, purpose="party.id_number")) if number else ""
        phone = mask_phone(open_text(phone, purpose="party.phone")) if phone else ""
        if kind == "natural_person" and where:
            where = where[:9] + "*" * max(0, len(where) - 9)
    return PartyCard(kind, name, uscc, representative, number, phone, where, subject_id, opened=published)
