"""Open the content of a piece of evidence."""

from __future__ import annotations

import hashlib
from typing import IO
from uuid import UUID

from minzhifa.access import Actor, visible
from minzhifa.access.errors import Locked, NotFound
from minzhifa.crypto.vault import Damaged, KeyMissing, open_object
from minzhifa.evidence.errors import Altered
from minzhifa.evidence.models import EvidenceFile
from minzhifa.evidence.storage import blocks


def open_file(actor: Actor, evidence_id: UUID) -> IO[bytes]:
    """The content, positioned at its start, after both digests were compared. Raises `NotFound`, `Altered`, `Locked`.

    The caller closes it. It is compared first and then read: a changed file is never handed out, not even in part.
    """
    row = visible(actor, EvidenceFile.objects.filter(id=evidence_id)).first()
    if row is None:
        raise NotFound
    try:
        content = open_object(row.storage_key)
    except (FileNotFoundError, Damaged) as error:
        raise Altered(row.title) from error
    except KeyMissing as error:
        raise Locked(f"证据文件“{row.title}”") from error
    sha256, sm3 = hashlib.sha256(), hashlib.new("sm3")
    for block in blocks(content):
        sha256.update(block)
        sm3.update(block)
    if (sha256.hexdigest(), sm3.hexdigest()) != (row.sha256, row.sm3):
        content.close()
        raise Altered(row.title)
    content.seek(0)
    return content
