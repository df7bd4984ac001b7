"""Hand a piece of evidence on to another agency's case: the same content, a row and a custody of its own."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor, visible
from minzhifa.access.errors import NotFound
from minzhifa.evidence.models import CustodyEntry, EvidenceFile
from minzhifa.evidence.models.custody import CustodyAction
from minzhifa.evidence.queries.files import as_stored
from minzhifa.evidence.storage import lock_content
from minzhifa.evidence.types import StoredFile
from minzhifa.ledger.ids import uuid7


def hand_on(
    *, actor: Actor, evidence_id: UUID, case_id: UUID, remit_id: int, at: datetime, giver: str, taker: str
) -> StoredFile:
    """A copy of the row in the other case, with both digests as they were; each chain of custody names the other.

    No door of its own: an operation on the letter by which it is handed on has judged who may do that, and calls this
    in a transaction whose scope reaches both cases. Raises `NotFound`.
    """
    row = visible(actor, EvidenceFile.objects.filter(id=evidence_id)).first()
    if row is None:
        raise NotFound
    lock_content(row.sha256)
    made = EvidenceFile(
        id=uuid7(), case_id=case_id, remit_id=remit_id, kind=row.kind, title=row.title,
        original_name=row.original_name, media_type=row.media_type, size=row.size, sha256=row.sha256, sm3=row.sm3,
        storage_key=row.storage_key, captured_at=row.captured_at, place_claim=row.place_claim, device=row.device,
        stored_at=at, stored_by=actor.account_id, stored_by_name=actor.name,
    )  # fmt: skip
    made.save(force_insert=True)
    who = {"actor_id": actor.account_id, "actor_name": actor.name, "at": at}
    CustodyEntry.objects.create(
        evidence=row, remit_id=row.remit_id, action=CustodyAction.HANDED_OVER, note=f"交{taker}", **who
    )
    CustodyEntry.objects.create(
        evidence=made, remit_id=remit_id, action=CustodyAction.RECEIVED, note=f"自{giver}接收", **who
    )
    return as_stored(made)
