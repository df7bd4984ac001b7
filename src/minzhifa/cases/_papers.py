"""The documents that an act makes: bound to the case, numbered, issued in the same transaction, drawn on demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from minzhifa.access import Actor
from minzhifa.cases._enrich import Sources
from minzhifa.cases._facts import Private, whole_day
from minzhifa.cases._row import CaseRow
from minzhifa.cases._sealed import unsealed
from minzhifa.cases.paper_facts import paper_facts, proposer_opinion, section_opinion
from minzhifa.cases.paper_terms import term_words
from minzhifa.documents.binding import Context, bind
from minzhifa.documents.checks import check
from minzhifa.documents.operations import issue, void_document
from minzhifa.documents.queries import document_data, documents
from minzhifa.documents.registry import kind as kind_of
from minzhifa.documents.rows import DocumentRow
from minzhifa.law.procedure import CaseState, Event, Row, whole
from minzhifa.org.queries import AgencyCard, number_word

PLACEHOLDER = "1"
ENDORSE, CONCLUSION, REPORT = "endorse", "conclusion", "investigation_report"
AGAIN = "办案机构负责人签署意见，重新制作"
NAMING = frozenset({
    "serve_notice", "serve_decision", "publish_service", "propose_closing", "approve_closing",
    "resume",
})  # fmt: skip


@dataclass(slots=True)
class Papers:
    """What was asked for and what is to be issued for one step."""

    event: Event
    row: Row
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Press:
    """Issues the documents of one session."""

    actor: Actor
    row: CaseRow
    private: Private | None
    at: datetime
    sources: Sources
    issued: list[DocumentRow] = field(default_factory=list)
    voided: list[DocumentRow] = field(default_factory=list)
    earlier: list[tuple[str, str, str]] | None = None

    def issue_all(self, papers: list[Papers]) -> list[DocumentRow]:
        """Issue what is whole or was asked for (one statement each, one more for a new number word).

        A paper that the act needs (`must` in its row) or that the caller filled in by hand must be whole:
        `IncompleteDocument` names the article of its first gap, and then nothing happened. Others that still lack
        content are left to the form.
        """
        for step in papers:
            if step.event.action == ENDORSE:
                self._endorsed(step)
                continue
            for kind in dict.fromkeys((*step.row.documents, *step.values)):
                asked = kind in step.values or kind in self._must(step) or _told(kind, step.event)
                # What a proposal prepares is made whole by its approval.
                if asked or not (step.row.pends or kind_of(kind).volume == "file"):
                    self._issue(kind, step, asked=asked)
        return self.issued

    def _endorsed(self, step: Papers) -> None:
        """An opinion on the report is written on it: the report is made again, the one without the opinion is void.

        Opinions on other proposals are printed on the paper that the approval makes.
        """
        opinion = section_opinion(self.row.state, "", CONCLUSION)
        if CONCLUSION not in (step.event.facts.get("endorsements") or {}) or opinion is None:
            return
        own = [d for d in documents(self.actor, self.row.id) if d.remit_id == self.row.remit_id]
        made = [d for d in own if d.kind == REPORT and d.status == "issued"]
        if not made:
            self._issue(REPORT, step, asked=False)
            return
        earlier, row = made[-1], self.row
        data = {**document_data(self.actor, earlier.id), "section_opinion": opinion}
        self.voided.append(void_document(actor=self.actor, document_id=earlier.id, reason=AGAIN, at=self.at))
        card = self.sources.agency(row.agency_id, whole_day(step.event.on) or self.at.date())
        self.issued.append(
            issue(
                actor=self.actor, case_id=row.id, remit_id=row.remit_id, agency=replace(card, name=row.agency_name),
                kind=REPORT, data=data, at=self.at, on=step.event.on,
            )
        )  # fmt: skip

    def _must(self, step: Papers) -> tuple[str, ...]:
        """The party gets exactly this paper (处罚法44, 59); what is no penalty is told by a paper of its own."""
        outcome = (self.row.state.facts.get("opinion") or {}).get("outcome")
        return step.row.must if outcome in (None, "penalty") else ()

    def _issue(self, kind: str, step: Papers, *, asked: bool) -> None:
        on = whole_day(step.event.on)
        if on is None:
            return
        row, card = self.row, self.sources.agency(self.row.agency_id, on)
        data = self.data(kind, step, card)
        numbered = kind_of(kind).series is not None
        if not asked and check(kind, {**data, "number": PLACEHOLDER} if numbered else data):
            return
        made = issue(
            actor=self.actor, case_id=row.id, remit_id=row.remit_id, agency=replace(card, name=row.agency_name),
            kind=kind, data=data, at=self.at, on=on, number="auto" if numbered else None,
            word=number_word(row.agency_id, kind, on) if numbered else "",
        )  # fmt: skip
        self.issued.append(made)

    def data(self, kind: str, step: Papers, card: AgencyCard) -> dict[str, Any]:
        state, part = self.row.state, step.event.part
        facts = paper_facts(whole(state, part) if part else state, self._papers_so_far(step), step.event.action)
        facts = unsealed(facts)
        _of_this_meeting(facts, step.event)
        if people := self._people(step.event):
            facts["officers"] = people
        if self.private and (party := facts.get("party")):
            opened = {k: v for k, v in asdict(self.private).items() if v}
            facts["party"] = {**party, **opened}
        notice = facts.get("notice") or {}
        context = Context(
            agency=card,
            on=step.event.on,
            case_code=self.row.code,
            terms=term_words(str(facts.get("domain") or "general"), whole_day(step.event.on)),
            hearing_due=bool(notice.get("hearing_due") or notice.get("hearing_told")),
            values={**_values(state, step.event), **step.values.get(kind, {})},
        )
        return bind(kind, facts, context)

    def _people(self, event: Event) -> list[dict[str, Any]]:
        """Those who took part in this very act, where it names them: they are not always the officers of the case."""
        act = (event.facts.get("acts") or {}).get(event.action) or {}
        on = whole_day(event.on)
        if on is None:
            return []
        known = [(str(one), self.row.agency_id, on) for one in act.get("officers") or ()]
        people = self.sources.people
        return [people[key] for key in known] if all(key in people for key in known) else []

    def _papers_so_far(self, step: Papers) -> list[tuple[str, str, str]]:
        """Kind, title, number of what was issued before, for acts whose papers name other papers (1 SQL)."""
        if step.event.action not in NAMING and not step.event.part:
            return []
        if self.earlier is None:
            self.earlier = [
                (d.kind, d.title, d.number) for d in documents(self.actor, self.row.id) if d.status == "issued"
            ]
        return self.earlier


def _values(state: CaseState, event: Event) -> dict[str, Any]:
    """What the act itself says: the proposer's and the approver's words where the paper asks for them."""
    act = (event.facts.get("acts") or {}).get(event.action) or {}
    what = CONCLUSION if event.action == ENDORSE else ""
    values: dict[str, Any] = {
        "proposer_opinion": proposer_opinion(whole(state, event.part) if event.part else state, event.action),
        "section_opinion": section_opinion(state, event.action, what) if not event.part else None,
    }
    if event.action.startswith(("approve_", "withdraw_", "terminate")):
        values["head_opinion"] = {"text": act.get("reason") or "同意", "name": act.get("name"), "at": event.on}
    return values


def _told(kind: str, event: Event) -> bool:
    """A meeting of which time and place are told was recorded on paper: that paper must be whole."""
    return kind == "statement_record" and bool(event.facts.get("statement_meeting"))


def _of_this_meeting(facts: dict[str, Any], event: Event) -> None:
    """A record tells of this meeting alone: not of what was said at another, or in writing."""
    if event.action in {"record_statement", "waive_statement"}:
        facts["statement_meeting"] = event.facts.get("statement_meeting")
    if event.action == "record_statement":
        facts["statements"] = event.facts.get("statements")
    if event.action == "record_education":
        facts["education"] = event.facts.get("education")
