"""Looking at a sealed number: only with a reason, and only together with the record of the look."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.access.rls import acting
from minzhifa.ledger.operations import NewEvent, Stream, append
from minzhifa.subjects import queries

REASONS = ("核对当事人身份", "制作、送达文书", "查询、移送其他机关", "当事人要求")


def open_number(*, actor: Actor, subject_id: UUID, reason: str, at: datetime) -> str:
    """The identity number in the clear; the look stands in the subject's record. Raises `NotFound`, `Denied`."""
    card = queries.subject(actor, subject_id)
    with acting(actor):
        number = queries.open_id_number(actor, subject_id)
        event = NewEvent("number_opened", {"number": card.id_number})
        append(actor=actor, stream=Stream("subject", subject_id, card.name), events=[event], at=at, reason=reason)
    return number
