"""The one engine. Every change goes through `Session`: lock → policy → facts → decide → evolve → save → ledger.

A session may take several steps (registering and filing, a whole historical record); it saves once, at the end, in one
transaction, so that either all of it happened or nothing did.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from minzhifa import clock
from minzhifa.access import Actor, Denied, rls
from minzhifa.access.errors import Refused
from minzhifa.cases import _projection
from minzhifa.cases._enrich import Sources, enrich
from minzhifa.cases._facts import Private, check_form, check_party, day_text, open_and_private
from minzhifa.cases._late import ground_of_act, marked
from minzhifa.cases._papers import Papers, Press
from minzhifa.cases._referrals import correspond, reaches
from minzhifa.cases._row import CaseRow, lock, next_serial, sealed_party
from minzhifa.cases._save import Answer, KeyTaken, Written, known_answer, save
from minzhifa.cases._sealed import closed
from minzhifa.cases._table import is_action, row_for
from minzhifa.cases.errors import BadFacts, LawRefused, UnknownAction
from minzhifa.cases.events import OUTBOX_TASK
from minzhifa.cases.policy import WORKERS
from minzhifa.clock import local_date
from minzhifa.crypto import blind_index, seal_text
from minzhifa.documents.rows import DocumentRow
from minzhifa.law.errors import BadInput, NoAnswer
from minzhifa.law.identifiers_case import build_case_code
from minzhifa.law.procedure import (
    CaseState,
    Command,
    Event,
    Performer,
    Recorded,
    Refusal,
    Unmade,
    decide,
    decide_recorded,
    evolve,
)
from minzhifa.law.rulebook import Rules
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import NewEvent, Stream, append
from minzhifa.ledger.outbox import Job
from minzhifa.org.operations import note_late_entry
from minzhifa.org.queries import OfflineRow

ISSUED, VOIDED = "case.document_issued", "case.document_voided"


@dataclass(frozen=True, slots=True)
class Done:
    """What an act left behind. `repeated`: the same request had been done before and nothing new happened."""

    case_id: UUID
    code: str
    version: int
    stage: str
    events: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    repeated: bool = False

    def to_json(self) -> dict[str, Any]:
        """As kept under an idempotency key."""
        return {**asdict(self), "case_id": str(self.case_id)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Done:
        """The kept answer, marked as repeated."""
        return cls(
            UUID(data["case_id"]), data["code"], data["version"], data["stage"],
            tuple(data["events"]), tuple(data["documents"]), True,
        )  # fmt: skip


@dataclass(slots=True)
class Session:
    """One transaction's work on one case."""

    actor: Actor
    at: datetime
    row: CaseRow
    sources: Sources
    reason: str = ""
    published: bool = False  # facts from a public page: nothing in them is masked
    coded: tuple[str, str, int] | None = None  # city, field, year of a case that has no code yet
    before: CaseState = field(init=False)
    events: list[Event] = field(default_factory=list)
    late: OfflineRow | None = None  # the ground under which this session's acts are entered afterwards
    private: Private | None = None
    brought: Private | None = None  # what this very session was given
    papers: list[Papers] = field(default_factory=list)
    known: Mapping[str, Any] = field(default_factory=dict)  # what the platform itself states with the next act
    answering: bool = False  # the other agency's answer to a letter of this case

    def __post_init__(self) -> None:
        self.before = self.row.state

    def performer(self) -> Performer:
        """The actor with the roles held over this case."""
        roles = frozenset(str(g.role) for g in self.actor.grants if g.remits is None or self.row.remit_id in g.remits)
        officer = str(self.actor.officer_id) if self.actor.officer_id else None
        return Performer(str(self.actor.account_id), self.actor.name, roles, officer)

    def decide(
        self, action: str, on: str | date, facts: Mapping[str, Any], by: Performer | None = None, part: str = ""
    ) -> list[Event]:
        """What would happen; the state stays. Raises `LawRefused` and `BadFacts`."""
        return list(judged(self.row.state, self._command(action, on, facts, by, part), self.sources.rules, self.at))

    def _command(
        self, action: str, on: str | date, facts: Mapping[str, Any], by: Performer | None, part: str = ""
    ) -> Command:
        if not is_action(action):
            raise UnknownAction(action)
        day = "" if on == "" and self.row.historical else day_text(on)
        checked = check_form(facts)
        if party := checked.get("party"):
            checked["party"] = party = check_party(party)
            if not self.published:
                checked["party"], self.private = self._party(party)
                self.brought = self.private
        checked = {**enrich(self.row, action, day, closed(checked), self.sources), **self.known}
        return Command(action, by or self.performer(), day, checked, part)

    def enter(
        self,
        action: str,
        on: str,
        facts: Mapping[str, Any],
        by: Performer,
        *,
        latest: date | None = None,
        part: str = "",
    ) -> tuple[Unmade, ...]:
        """Take an act that the old record of this case tells of; the checks that it leaves open.

        Only in the session that opens a back entry. Raises `LawRefused` for what is known to be bad, `BadFacts`.
        """
        if not (self.row.historical and self.row.new):
            why = "本案不是正在补录的案件，应当按程序办理。"
            raise LawRefused(Refusal("not_a_back_entry", why, "处罚法第四十七条"))
        command = self._command(action, on, facts, by, part)
        found = entered(self.row.state, command, self.sources.rules, self.at, latest)
        for event in found.events:
            self.row.state = evolve(self.row.state, event)
        self.events += found.events
        return found.unmade

    def _party(self, party: dict[str, Any]) -> tuple[dict[str, Any], Private]:
        shown, private = open_and_private(party)
        if private.id_number:
            shown["key"] = blind_index(private.id_number, purpose="party")
        return shown, private

    def step(  # noqa: PLR0917 -- one command, written out
        self,
        action: str,
        on: str | date,
        facts: Mapping[str, Any],
        by: Performer | None = None,
        documents: Mapping[str, Mapping[str, Any]] | None = None,
        part: str = "",
    ) -> None:
        """Decide, and take what happened into the state. `documents`: kind → what was filled in by hand."""
        happened = self.decide(action, on, facts, by, part)
        if self.late:
            happened = [marked(event, self.late, clock.local_date(self.at)) for event in happened]
        row = row_for(self.row.state, action, part)
        for event in happened:
            self.row.state = evolve(self.row.state, event)
            if not self.row.historical and row:
                self.papers.append(Papers(event, row, documents or {}))
        self.events += happened

    def finish(
        self,
        answer: Callable[[Done], Answer | None] = lambda _: None,
        recorded: Callable[[CaseRow], list[DocumentRow]] = lambda _: [],
    ) -> Done:
        """Save once, issue the documents (and those that an old record makes), tell others, record once."""
        row = self.row
        row.version = 1 if row.new else row.version + 1
        if self.coded:
            # As late as possible: other filings of the same city, field and year wait from here on.
            city, field_code, year = self.coded
            row.code = build_case_code(city, field_code, year, next_serial(f"{city}-{field_code}-{year:04d}"))
        press = Press(self.actor, row, self._private(), self.at, self.sources)
        issued = press.issue_all(self.papers) + recorded(row)
        done = Done(
            row.id, row.code, row.version, row.state.stage, tuple(e.action for e in self.events),
            tuple(str(d.id) for d in issued),
        )  # fmt: skip
        stamp = self.at.isoformat()
        save(
            Written(
                case=_projection.columns(row, row.state, at=self.at, by=self.actor.name),
                new=row.new,
                terms=_projection.terms(row.state),
                officers=_projection.officers(row.state, self.before),
                pending=_projection.pending(row.state, stamp),
                party=self._party_row(),
                answer=answer(done),
                job=Job(
                    OUTBOX_TASK,
                    {"case_id": row.id, "code": row.code, "action": done.events[-1], "stage": done.stage, "at": stamp},
                ),
            )
        )
        append(
            actor=self.actor,
            stream=Stream("case", row.id, row.code),
            events=[
                *(NewEvent(e.type, e.to_json()) for e in self.events),
                *(NewEvent(VOIDED, {"document": str(d.id), "kind": d.kind}) for d in press.voided),
                *(NewEvent(ISSUED, {"document": str(d.id), "kind": d.kind, "number": d.number}) for d in issued),
            ],
            at=self.at,
            remit_id=row.remit_id,
            reason=self.reason,
        )
        if not row.historical:
            correspond(self, issued)
        return done

    def _private(self) -> Private | None:
        """What the documents show in full; read from the sealed row when this step did not bring it (1 SQL)."""
        if self.private is None and self.papers and not self.row.new:
            self.private = sealed_party(self.row.id)
        return self.private

    def _party_row(self) -> dict[str, Any] | None:
        party = self.row.state.facts.get("party")
        if not party or party == self.before.facts.get("party"):
            return None
        private = self.brought or Private(address=str(party.get("address") or ""))
        sealed = {f"sealed_{k}": seal_text(v, purpose=f"party.{k}") if v else "" for k, v in asdict(private).items()}
        return {
            "id": uuid7(),
            "case_id": self.row.id,
            "remit_id": self.row.remit_id,
            "subject_id": party.get("subject_id"),
            "kind": str(party.get("kind") or "unknown")[:30],
            "name": str(party.get("name") or "")[:200],
            "uscc": str(party.get("uscc") or "")[:18],
            "legal_representative": str(party.get("legal_representative") or "")[:60],
            **sealed,
        }


def judged(state: CaseState, command: Command, rules: Rules, at: datetime) -> tuple[Event, ...]:
    """The decider's events. Raises `LawRefused`, also where the rules hold no answer, and `BadFacts`."""
    try:
        outcome = decide(state, command, rules, at)
    except NoAnswer as error:
        missing = Refusal(error.code, error.message, error.article, error.fields, unknown=True)
        raise LawRefused(missing) from error
    except BadInput as error:
        raise BadFacts(error.message, *error.fields, article=error.article) from error
    if isinstance(outcome, Refusal):
        raise LawRefused(outcome)
    return outcome


def entered(state: CaseState, command: Command, rules: Rules, at: datetime, latest: date | None) -> Recorded:
    """The decider's answer to an act of an old record. Raises `LawRefused` and `BadFacts`."""
    try:
        outcome = decide_recorded(state, command, rules, at, latest=latest)
    except BadInput as error:
        raise BadFacts(error.message, *error.fields, article=error.article) from error
    if isinstance(outcome, Refusal):
        raise LawRefused(outcome)
    return outcome


def request_hash(*parts: Any) -> str:
    """One hash for one request: same action, case, day and facts."""
    return hashlib.sha256(msgspec.json.encode(parts, order="deterministic", enc_hook=str)).hexdigest()


def once(
    *, actor: Actor, key: str | None, digest: str, run: Callable[[Callable[[Done], Answer | None], datetime], Done],
    at: datetime,
) -> Done:  # fmt: skip
    """Run `run` in one transaction with the actor's scope; with a key, at most once in `jobs.KEEP_ANSWERS`."""

    def answer(done: Done) -> Answer | None:
        return Answer(actor.account_id, key, digest, done.to_json(), at) if key else None

    try:
        with rls.acting(actor):
            if key and (known := known_answer(actor.account_id, key, digest)) is not None:
                return Done.from_json(known)
            return run(answer, at)
    except (KeyTaken, Refused):
        # The twin of this request may have been faster; then its answer is ours too.
        if key and (before := done_before(actor=actor, key=key, digest=digest)):
            return before
        raise


def done_before(*, actor: Actor, key: str, digest: str) -> Done | None:
    """What was done under this key, None when nothing was (1 SQL). Raises `KeyReused` for other content."""
    with rls.acting(actor):
        known = known_answer(actor.account_id, key, digest)
    return None if known is None else Done.from_json(known)


def perform(
    *,
    actor: Actor,
    case_id: UUID,
    action: str,
    on: date | str,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    expected_version: int | None = None,
    idempotency_key: str | None = None,
    reason: str = "",
    documents: Mapping[str, Mapping[str, Any]] | None = None,
    part: str = "",
    offline_ground: UUID | None = None,
    sent: str = "",
) -> Done:
    """Do one act on one case, or on a part of it, or refuse and change nothing.

    `part`: the id of the part that the act is about; "" for the case itself and for what opens a part.

    `offline_ground`: the recorded ground for which the act was done off the platform on the day `on`; the act is marked
    as entered late for ever, as overdue when the five working days are past (办法第十七条).
    `on` is the legal day of the act, `at` the instant of recording (aware). With `expected_version` the act is refused
    when somebody else was faster. `reason`: the words of whoever acts (the approver's opinion, the ground of a return).
    `documents`: kind → what was filled in by hand for a document of this act. `sent`: 64 hexadecimal digits by which
    the sender himself tells one content under a key from another, where the facts alone cannot (a form whose files get
    new ids each time). Raises `LawRefused` (code, article, fields), `BadFacts`, `Denied`, `CaseNotFound`, `StaleCase`,
    `KeyReused`, `UnknownAction`, and what documents refuse.
    """
    given = dict(facts or {})
    if reason:
        given.setdefault("reason", reason)
    words = reason or str(given.get("reason") or "")

    def run(answer: Callable[[Done], Answer | None], at: datetime) -> Done:
        row = lock(case_id, expected_version)
        if not (actor.scope.has(row.remit_id) and actor.holds(*WORKERS, remit_id=row.remit_id)):
            raise Denied(action)
        session = Session(actor, at, row, Sources(), words)
        if offline_ground is not None:
            session.late = ground_of_act(actor, offline_ground, row.remit_id, on, at)
        session.step(action, on, given, documents=documents, part=part)
        if action == "request_assistance" and not row.historical and reaches(session, action, session.events[-1].part):
            # It lies in the other agency's workbench at once: its time runs from today.
            day = local_date(at).isoformat()
            receipt = {"assistance": {"received_on": day}}
            session.step("record_assistance_receipt", day, receipt, part=session.events[-1].part)
        done = session.finish(answer)
        if session.late:
            note_late_entry(
                ground=session.late, case_id=done.case_id, case_code=done.code, entered_on=clock.local_date(at),
                overdue=session.late.state == "lapsed", action=action, done_on=str(on),
            )  # fmt: skip
        return done

    named = [*([part] if part else []), *([str(offline_ground)] if offline_ground else [])]
    digest = sent or request_hash(*named, action, str(case_id), str(on), given, documents)
    return once(actor=actor, key=idempotency_key, digest=digest, run=run, at=at)
