"""机关往来: the letters that came to the actor's agencies and those that they sent; what is attached to one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any
from uuid import UUID

from django.db.models import Q, QuerySet

from minzhifa.access import Actor, allows, rls, visible
from minzhifa.access.errors import NotFound
from minzhifa.cases._answering import GONE
from minzhifa.cases.models import Referral, ReferralKind, ReferralState
from minzhifa.cases.policy import ANSWERERS
from minzhifa.cases.queries._left import left, unit_of
from minzhifa.documents.pdfs import pdf_of
from minzhifa.evidence.queries import files, open_file
from minzhifa.evidence.types import StoredFile
from minzhifa.org.queries import RemitCard, remit_cards

MOST_WAITING, MOST = 50, 200
INCOMING, OUTGOING = "in", "out"


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One letter in a list. `left`: what is left of the term, in its own `unit`; None where none runs."""

    id: UUID
    kind: str
    kind_label: str
    state: str
    state_label: str
    incoming: bool
    from_agency_name: str
    to_agency_name: str
    letter_number: str
    subject: str
    case_code: str
    part: str
    received_on: date
    due: date | None
    left: int | None
    unit: str
    answered_on: date | None
    answered_by: str
    own_case_code: str


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """One letter with what was written, attached and answered, as both agencies may see it."""

    line: ReferralLine
    content: Mapping[str, Any]
    answer: Mapping[str, Any]
    explanation: str  # of the term
    term_source: str
    mark: str
    sent_at: datetime
    sent_by: str
    has_letter: bool
    has_reply: bool
    reply_number: str
    own_files: tuple[StoredFile, ...]  # what the receiver stored for its reply
    may_answer: bool
    remits: tuple[RemitCard, ...]  # those of the receiver in which the actor may handle it
    field_code: str
    from_outside: bool
    from_agency_id: int | None
    to_agency_id: int


def _agencies(actor: Actor) -> list[int]:
    found = {grant.agency_id for grant in actor.grants if grant.agency_id is not None} | {actor.agency_id}
    return sorted(one for one in found if one is not None)


def referrals(
    actor: Actor, today: date, *, box: str = INCOMING, state: str = "", after: UUID | None = None, limit: int = 50
) -> list[ReferralLine]:
    """One page of letters, newest first (1 SQL). `box`: `in` what came to one's agencies, `out` what they sent."""
    mine = _agencies(actor)
    with rls.acting(actor):
        rows = visible(actor, Referral.objects.all())
        rows = rows.filter(to_agency_id__in=mine) if box == INCOMING else rows.filter(from_agency_id__in=mine)
        rows = rows.filter(state=state) if state else rows
        rows = rows.filter(id__lt=after) if after else rows
        return [_line(row, today, mine) for row in rows.order_by("-id")[: min(limit, MOST)]]


def waiting_referrals(actor: Actor, today: date) -> tuple[ReferralLine, ...]:
    """Letters that wait for an answer of the actor's agency, the most urgent first (at most 1 SQL)."""
    mine = [grant.agency_id for grant in actor.grants if grant.role in ANSWERERS and grant.agency_id is not None]
    if not mine:
        return ()
    with rls.acting(actor):
        rows = visible(actor, Referral.objects.filter(to_agency_id__in=mine, state=ReferralState.OPEN))
        rows = rows.order_by("due", "id")[:MOST_WAITING]
        found = [_line(row, today, mine) for row in rows if allows(actor, "answer", row)]
    return tuple(found)


def referrals_of_case(actor: Actor, case_id: UUID, code: str, today: date) -> tuple[ReferralLine, ...]:
    """Letters that the case sent, and the one by which it came (1 SQL)."""
    with rls.acting(actor):
        rows: QuerySet[Referral] = visible(
            actor, Referral.objects.filter(Q(case_id=case_id) | Q(own_case_code=code, kind=ReferralKind.TRANSFER))
        )
        return tuple(_line(row, today, _agencies(actor)) for row in rows.order_by("id")[:MOST])


def referral(actor: Actor, referral_id: UUID, today: date) -> ReferralPage:
    """One letter (3 SQL). Raises `NotFound`."""
    with rls.acting(actor):
        row = _row(actor, referral_id)
        own = tuple(files(actor, row.pk))
    cards = remit_cards(list(row.to_remits))
    mine = tuple(one for one in cards.values() if actor.holds(*ANSWERERS, remit_id=one.id))
    clock = row.clock or {}
    return ReferralPage(
        line=_line(row, today, _agencies(actor)), content=row.content, answer=row.answer or {},
        explanation=str(clock.get("explanation") or ""), term_source=str(clock.get("source") or ""),
        mark=str(clock.get("mark") or ""), sent_at=row.sent_at, sent_by=row.sent_by,
        has_letter=row.letter_id is not None, has_reply=row.reply_id is not None, reply_number=row.reply_number,
        own_files=own, may_answer=row.state == ReferralState.OPEN and allows(actor, "answer", row), remits=mine,
        field_code=row.field_code, from_outside=row.case_id is None, from_agency_id=row.from_agency_id,
        to_agency_id=row.to_agency_id,
    )  # fmt: skip


def referral_letter(actor: Actor, referral_id: UUID) -> bytes:
    """The PDF of the letter: for both agencies, and of the sender's case nothing else. Raises `NotFound`."""
    with _reached(actor, referral_id) as (row, _):
        if row.letter_id is None:
            raise NotFound("来函没有平台制作的文书。")
        return pdf_of(row.letter_id)


def referral_reply(actor: Actor, referral_id: UUID) -> bytes:
    """The PDF of the reply. Raises `NotFound`."""
    with _reached(actor, referral_id) as (row, _):
        if row.reply_id is None:
            raise NotFound("还没有复函。")
        return pdf_of(row.reply_id)


def referral_file(actor: Actor, referral_id: UUID, evidence_id: UUID) -> tuple[Mapping[str, Any], IO[bytes]]:
    """What is said of a shared file, and its content, compared with its digests; the caller closes it.

    Raises `NotFound`, `Altered`.
    """
    with _reached(actor, referral_id) as (row, wide):
        told = next((one for one in row.content.get("files") or () if one.get("id") == str(evidence_id)), None)
        if told is None:
            raise NotFound("这份文件没有随函附送。")
        return told, open_file(wide, evidence_id)


def _row(actor: Actor, referral_id: UUID) -> Referral:
    row: Referral | None = visible(actor, Referral.objects.filter(pk=referral_id)).first()
    if row is None:
        raise NotFound(GONE)
    return row


@contextmanager
def _reached(actor: Actor, referral_id: UUID) -> Iterator[tuple[Referral, Actor]]:
    """The letter, with the rows of both agencies in reach for the one thing that is asked of them by its own id."""
    with rls.acting(actor):
        row = _row(actor, referral_id)
        with rls.reaching(actor, *(one for one in (row.from_remit_id, *row.to_remits) if one)) as wide:
            yield row, wide


def _line(row: Referral, today: date, mine: list[int]) -> ReferralLine:
    runs = row.state == ReferralState.OPEN and row.due is not None
    count, unit = left(row.due, today, unit_of(row.clock or {})) if runs and row.due else (None, "d")
    return ReferralLine(
        row.pk, row.kind, ReferralKind(row.kind).label, row.state, ReferralState(row.state).label,
        row.to_agency_id in mine, row.from_agency_name, row.to_agency_name, row.letter_number, row.subject,
        row.case_code, row.part, row.received_on, row.due, count, unit, row.answered_on, row.answered_by,
        row.own_case_code,
    )  # fmt: skip
