"""What an act sends to another agency: it lands in that agency's workbench in the same transaction, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from minzhifa.access import rls
from minzhifa.cases._facts import whole_day
from minzhifa.cases._row import sealed_party
from minzhifa.cases._table import procedure
from minzhifa.cases.errors import BadFacts
from minzhifa.cases.models import Referral, ReferralKind, ReferralState
from minzhifa.clock import local_date
from minzhifa.crypto import seal_text
from minzhifa.documents.queries import documents
from minzhifa.documents.rows import DocumentRow
from minzhifa.evidence.queries import files
from minzhifa.law.procedure import CaseState, Event, look
from minzhifa.law.procedure.clocks import start
from minzhifa.law.procedure.dates import span
from minzhifa.ledger.operations import NewEvent, Stream, StreamKind, append
from minzhifa.org.queries import Office, office
from minzhifa.rules import current

if TYPE_CHECKING:
    from minzhifa.cases._perform import Session

# act → what it asks of whom: the kind, the letter that goes with it, where the addressee and the files are named
SENDS: Mapping[str, tuple[ReferralKind, str, str, str]] = {
    "send_case_away": (ReferralKind.TRANSFER, "transfer_letter", "outgoing.to", "outgoing_sent.files"),
    "request_assistance": (ReferralKind.ASSISTANCE, "assistance_letter", "assistance.to", "assistance.files"),
    "send_designation_request": (ReferralKind.DESIGNATION, "designation_request", "designation.superior", ""),
}
# acts of the sender that end it without the receiver
ENDS = frozenset({
    "withdraw_assistance", "record_assistance_reply", "record_case_taken", "record_case_not_taken",
    "record_designation",
})  # fmt: skip
TERMS = {ReferralKind.ASSISTANCE: "assistance", ReferralKind.DESIGNATION: "jurisdiction_designation"}
TOLD = (
    "cause", "summary", "occurred_on", "discovered_on", "violated", "matter", "party", "evidence", "outgoing",
    "outgoing_sent",
)  # fmt: skip
ASKED = {
    ReferralKind.TRANSFER: TOLD, ReferralKind.ASSISTANCE: ("assistance",), ReferralKind.DESIGNATION: ("designation",)
}  # fmt: skip
PARTY = "referral.party"
MOST_SUBJECT = 400


def reaches(session: Session, action: str, part: str) -> Office | None:
    """The addressee of the act that was just taken in, when it works on the platform (4 SQL)."""
    name = look(session.row.state.parts[part].facts, SENDS[action][2])
    return office(str(name or ""), local_date(session.at))


def correspond(session: Session, issued: Sequence[DocumentRow]) -> None:
    """Send what the session's acts send, end what they end. Raises `BadFacts` for files that the case does not have."""
    for event in session.events:
        if event.action in SENDS:
            _send(session, event, issued)
        elif event.action in ENDS and not session.answering:
            _close(session, part=event.part)
    state = session.row.state
    if state.parts and procedure(state.procedure).stage(state.stage).end:
        _close(session)  # nothing of the case changes any more: no answer could be taken in


def _close(session: Session, **which: str) -> None:
    Referral.objects.filter(case_id=session.row.id, state=ReferralState.OPEN, **which).update(
        state=ReferralState.CLOSED, answered_at=session.at, answered_on=local_date(session.at),
        answered_by=session.actor.name,
    )  # fmt: skip


def _send(session: Session, event: Event, issued: Sequence[DocumentRow]) -> None:
    kind, letter_kind, _, attached = SENDS[event.action]
    row, facts = session.row, session.row.state.parts[event.part].facts
    shared = _files(session, look(facts, attached) or () if attached else (), attached)
    to = reaches(session, event.action, event.part)
    if to is None or to.id == row.agency_id:
        return
    letter = _letter(session, letter_kind, issued)
    received = whole_day(look(facts, "designation.received_on")) if kind == ReferralKind.DESIGNATION else None
    content = {**contents(row.state, event.part, ASKED[kind]), "files": shared}
    post(
        session, kind, to, part=event.part, content=content, letter=letter,
        received_on=received or local_date(session.at),
        sealed=sealed_of(session) if kind == ReferralKind.TRANSFER else "",
    )  # fmt: skip


def post(
    session: Session, kind: ReferralKind, to: Office, *, part: str, content: Mapping[str, Any],
    letter: DocumentRow | None, received_on: date, sealed: str = "", sender: tuple[int, str] | None = None,
) -> Referral:  # fmt: skip
    """Put the letter into the receiver's workbench. `sender`: the agency that asks, where it is not the case's own."""
    row = session.row
    remits = [one.id for one in to.remits]
    clock = clock_of(kind, to, row.field_code, received_on)
    party = (row.state.facts.get("party") or {}).get("name") or ""
    made = Referral(
        kind=kind, to_agency_id=to.id, to_agency_name=to.name, to_remits=remits, case_id=row.id, case_code=row.code,
        from_agency_id=sender[0] if sender else row.agency_id, part=part, sealed=sealed,
        from_agency_name=sender[1] if sender else row.agency_name, from_remit_id=row.remit_id,
        field_code=row.field_code, letter_id=letter.id if letter else None,
        letter_number=letter.number if letter else "", content=dict(content), received_on=received_on,
        subject=f"{party}{row.state.facts.get('cause') or row.state.facts.get('summary') or ''}"[:MOST_SUBJECT],
        sent_at=session.at, sent_by=session.actor.name, clock=clock, due=whole_day((clock or {}).get("due")),
    )  # fmt: skip
    with rls.reaching(session.actor, *remits) as wide:
        made.save(force_insert=True)
        note(made, "referral.received", {"from": made.from_agency_name, "letter": made.letter_number}, wide, session.at)
    return made


def note(row: Referral, what: str, payload: Mapping[str, Any], actor: Any, at: Any) -> None:
    """One entry in the letter's own record, read by the receiving agency."""
    told = {"kind": row.kind, "case": row.case_code, "subject": row.subject, **payload}
    append(
        actor=actor, stream=Stream(StreamKind.REFERRAL, row.id, row.letter_number or row.case_code),
        events=[NewEvent(what, told)], at=at, remit_id=row.remit_id or row.to_remits[0],
    )  # fmt: skip


def clock_of(kind: str, to: Office, field_code: str, received_on: date) -> dict[str, Any] | None:
    """The receiver's term by the rules of its own field; None where none is fixed (及时)."""
    held = to.in_field(field_code) or to.remits[0]
    term = TERMS.get(ReferralKind(kind))
    return start(term, held.domain, span(received_on.isoformat()), current()) if term else None


def contents(state: CaseState, part: str, keys: Sequence[str]) -> dict[str, Any]:
    """The facts that the letter tells, of the part before those of the case. What is personal is masked in them."""
    inner = state.parts[part].facts
    known = {key: inner.get(key, state.facts.get(key)) for key in keys}
    return {key: value for key, value in known.items() if value not in (None, "", [])}


def sealed_of(session: Session) -> str:
    """The personal part of the party, for the receiver's own case."""
    private = sealed_party(session.row.id)
    return seal_text(msgspec.json.encode(asdict(private)).decode(), purpose=PARTY) if private else ""


def _letter(session: Session, kind: str, issued: Sequence[DocumentRow]) -> DocumentRow | None:
    made = [one for one in issued if one.kind == kind]
    if not made:
        made = [one for one in documents(session.actor, session.row.id) if one.kind == kind and one.status == "issued"]
    return made[-1] if made else None


def _files(session: Session, wanted: Any, field: str) -> list[dict[str, Any]]:
    if not wanted:
        return []
    known = {str(one.id): one for one in files(session.actor, session.row.id)}
    names = [str(one) for one in wanted] if isinstance(wanted, list | tuple) else [""]
    if any(name not in known for name in names):
        raise BadFacts("所附的证据文件不在本案中，请从本案的证据中选择。", field)
    return [
        {
            "id": name, "title": one.title, "kind": one.kind, "name": one.original_name, "media_type": one.media_type,
            "size": one.size, "sha256": one.sha256, "sm3": one.sm3,
        }
        for name in dict.fromkeys(names)
        if (one := known[name])
    ]  # fmt: skip
