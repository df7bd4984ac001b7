"""The documents that an act makes: bound to the case, numbered, issued in the same transaction, drawn on demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from minzhifa.access import Actor
from minzhifa.cases._enrich import Sources
from minzhifa.cases._facts import Private, whole_day
from minzhifa.cases._row import CaseRow
from minzhifa.documents.binding import Context, bind
from minzhifa.documents.checks import check
from minzhifa.documents.operations import issue
from minzhifa.documents.registry import kind as kind_of
from minzhifa.documents.rows import DocumentRow
from minzhifa.law.procedure import Event
from minzhifa.org.queries import AgencyCard, number_word

# Without these the act is not done: the party gets exactly this paper (处罚法44, 59).
MUST = {"approve_notice": ("prior_notice",), "approve_decision": ("penalty_decision",)}
# Papers that a proposal only prepares: they are made whole by the approval.
PREPARED = frozenset({"propose_filing", "propose_decline", "propose_suspension", "propose_decision", "propose_closing"})
PLACEHOLDER = "1"


@dataclass(slots=True)
class Papers:
    """What was asked for and what is to be issued for one step."""

    event: Event
    documents: tuple[str, ...]
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def issue_all(
    papers: list[Papers], *, actor: Actor, row: CaseRow, private: Private | None, at: datetime, sources: Sources
) -> list[DocumentRow]:
    """Issue what is whole or was asked for (one statement each, one more for a new number word).

    A paper that the act needs (`MUST`) or that the caller filled in by hand must be whole: `IncompleteDocument`
    names the article of its first gap, and then nothing happened. Others that still lack content are left to the form.
    """
    issued: list[DocumentRow] = []
    for step in papers:
        for kind in dict.fromkeys((*step.documents, *step.values)):
            asked = kind in step.values or kind in _must(step.event, row)
            if not asked and (step.event.action in PREPARED or kind_of(kind).volume == "file"):
                continue
            if (made := _issue(kind, asked, step, actor, row, private, at, sources)) is not None:
                issued.append(made)
    return issued


def _must(event: Event, row: CaseRow) -> tuple[str, ...]:
    opinion = row.state.facts.get("opinion") or {}
    return MUST.get(event.action, ()) if opinion.get("outcome") == "penalty" else ()


def _issue(
    kind: str, asked: bool, step: Papers, actor: Actor, row: CaseRow, private: Private | None, at: datetime,
    sources: Sources,
) -> DocumentRow | None:  # fmt: skip
    on = whole_day(step.event.on)
    if on is None:
        return None
    card = sources.agency(row.agency_id, on)
    data = _data(kind, step, card, row, private)
    numbered = kind_of(kind).series is not None
    if not asked and check(kind, {**data, "number": PLACEHOLDER} if numbered else data):
        return None
    return issue(
        actor=actor, case_id=row.id, remit_id=row.remit_id, agency=replace(card, name=row.agency_name), kind=kind,
        data=data, at=at, on=on, number="auto" if numbered else None,
        word=number_word(row.agency_id, kind, on) if numbered else "",
    )  # fmt: skip


def _data(kind: str, step: Papers, card: AgencyCard, row: CaseRow, private: Private | None) -> dict[str, Any]:
    facts = dict(row.state.facts)
    if private and (party := facts.get("party")):
        opened = {k: v for k, v in (("id_number", private.id_number), ("phone", private.phone)) if v}
        facts["party"] = {**party, **opened, **({"address": private.address} if private.address else {})}
    notice = facts.get("notice") or {}
    context = Context(
        agency=card,
        on=step.event.on,
        case_code=row.code,
        hearing_due=bool(notice.get("hearing_due") or notice.get("hearing_told")),
        values=_values(step),
    )
    return bind(kind, facts, context)


def _values(step: Papers) -> dict[str, Any]:
    """What the act itself says: the approver's words where the paper asks for them, then what was filled in."""
    act = (step.event.facts.get("acts") or {}).get(step.event.action) or {}
    values: dict[str, Any] = {}
    if step.event.action.startswith(("approve_", "withdraw_", "terminate")):
        values["head_opinion"] = {"text": act.get("reason") or "同意", "name": act.get("name"), "at": step.event.on}
    for given in step.values.values():
        values |= given
    return values
