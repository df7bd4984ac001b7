"""Void a document that was issued in error; its number stays used and logged."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from minzhifa.access import Actor, require
from minzhifa.access.errors import Refused
from minzhifa.documents.errors import DocumentVoid, NotFound
from minzhifa.documents.models import Document
from minzhifa.documents.operations.numbering import void_number
from minzhifa.documents.queries.listing import row_of
from minzhifa.documents.rows import DocumentRow


def void_document(*, actor: Actor, document_id: UUID, reason: str, at: datetime) -> DocumentRow:
    """Mark a document void, and log its number as void when the counter gave it.

    The caller appends the act to the case's ledger in the same transaction. Raises `NotFound`, `Denied`,
    `DocumentVoid`, `Refused` without a reason.
    """
    if not reason.strip():
        raise Refused("void_without_reason", "作废文书要写明原因。", fields=("reason",))
    with transaction.atomic():
        document = Document.objects.select_for_update().filter(id=document_id).first()
        if document is None:
            raise NotFound
        require(actor, "void", document)
        if document.status == "void":
            raise DocumentVoid
        if document.counted:
            void_number(
                actor=actor,
                agency_id=document.number_agency_id,
                kind=document.kind,
                year=int(document.on[:4]),
                number=document.number,
                reason=reason,
                at=at,
                document_id=document.id,
            )
        document.status, document.version = "void", document.version + 1
        document.pdf_sha256 = document.pdf_key = ""
        document.save(update_fields=["status", "version", "pdf_sha256", "pdf_key"])
    return row_of(document)
