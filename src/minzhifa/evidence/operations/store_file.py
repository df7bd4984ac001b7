"""Take a file as evidence."""

from __future__ import annotations

from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction

from minzhifa.access import Actor, require
from minzhifa.evidence.inspection import check_content, check_name
from minzhifa.evidence.models import CustodyEntry, EvidenceFile
from minzhifa.evidence.models.custody import CustodyAction
from minzhifa.evidence.queries.files import as_stored
from minzhifa.evidence.storage import keep, lock_content, receive
from minzhifa.evidence.types import StoredFile
from minzhifa.ledger.ids import uuid7


def store_file(
    *,
    actor: Actor,
    case_id: UUID,
    remit_id: int,
    upload: IO[bytes],
    name: str,
    kind: str,
    title: str,
    at: datetime,
    captured_at: datetime | None = None,
    place_claim: str = "",
    device: str = "",
) -> StoredFile:
    """Store an upload (any binary file object), its digests, and the first step of its custody.

    `kind` is a code of 行政处罚法 art. 46. The media type comes from the content. Raises `UploadRefused`, `Denied`.
    The case's own event is appended by the caller. A crash in between leaves at most an orphan object, collected by
    a job; never a row without content.
    """
    row = EvidenceFile(
        id=uuid7(), case_id=case_id, remit_id=remit_id, kind=kind, title=title or name, captured_at=captured_at,
        place_claim=place_claim, device=device or actor.device, stored_at=at, stored_by=actor.account_id,
        stored_by_name=actor.name,
    )  # fmt: skip
    require(actor, "add", row)
    row.original_name = check_name(name)
    content = receive(upload)
    with content.file, transaction.atomic():
        row.media_type = check_content(content.file)
        row.size, row.sha256, row.sm3 = content.size, content.sha256, content.sm3
        lock_content(content.sha256)
        row.storage_key = keep(content)
        row.save(force_insert=True)
        CustodyEntry.objects.create(
            evidence=row, remit_id=remit_id, action=CustodyAction.TAKEN, actor_id=actor.account_id,
            actor_name=actor.name, at=at, place=place_claim,
        )  # fmt: skip
    return as_stored(row)
