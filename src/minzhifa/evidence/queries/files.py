"""Evidence files of a case, and the custody of one."""

from __future__ import annotations

from uuid import UUID

from minzhifa.access import Actor, visible
from minzhifa.access.errors import NotFound
from minzhifa.evidence.models import CustodyEntry, EvidenceFile
from minzhifa.evidence.models.custody import CustodyAction
from minzhifa.evidence.types import CustodyStep, StoredFile


def as_stored(row: EvidenceFile) -> StoredFile:
    """The public shape of a row."""
    return StoredFile(
        id=row.id, case_id=row.case_id, kind=row.kind, title=row.title, original_name=row.original_name,
        media_type=row.media_type, size=row.size, sha256=row.sha256, sm3=row.sm3, captured_at=row.captured_at,
        place_claim=row.place_claim, device=row.device, stored_at=row.stored_at, stored_by_name=row.stored_by_name,
    )  # fmt: skip


def files(actor: Actor, case_id: UUID) -> list[StoredFile]:
    """All files of a case that the actor may see, in the order they were taken. One statement."""
    rows = visible(actor, EvidenceFile.objects.filter(case_id=case_id)).order_by("id")
    return [as_stored(row) for row in rows]


def file(actor: Actor, evidence_id: UUID) -> StoredFile:
    """One file. Raises `NotFound`."""
    row = visible(actor, EvidenceFile.objects.filter(id=evidence_id)).first()
    if row is None:
        raise NotFound
    return as_stored(row)


def custody(actor: Actor, evidence_id: UUID) -> list[CustodyStep]:
    """The chain of custody of one file, oldest first. One statement."""
    rows = visible(actor, CustodyEntry.objects.filter(evidence_id=evidence_id)).order_by("id")
    return [CustodyStep(r.action, CustodyAction(r.action).label, r.actor_name, r.at, r.place, r.note) for r in rows]
