"""Keep a draft while it is being written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from minzhifa.access import Actor, require
from minzhifa.documents.errors import DocumentIssued, NotFound, StaleDraft
from minzhifa.documents.models import Document
from minzhifa.documents.operations.issue_document import IssuingAgency
from minzhifa.documents.queries.listing import row_of
from minzhifa.documents.registry import title_of
from minzhifa.documents.rows import DocumentRow, split, template_version
from minzhifa.ledger.ids import uuid7


def save_draft(
    *,
    actor: Actor,
    case_id: UUID,
    remit_id: int,
    agency: IssuingAgency,
    kind: str,
    data: Mapping[str, Any],
    at: datetime,
    document_id: UUID | None = None,
    version: int | None = None,
) -> DocumentRow:
    """Save a draft, new or (with `document_id` and the `version` that was read) an existing one; gaps are allowed.

    Raises `NotFound`, `StaleDraft` when somebody saved in between, `DocumentIssued`, `Denied`.
    """
    plain, sealed = split(kind, data)
    if document_id is None:
        draft = Document(
            id=uuid7(),
            case_id=case_id,
            remit_id=remit_id,
            agency_id=agency.id,
            agency_name=agency.name,
            number_agency_id=agency.number_agency_id,
            kind=kind,
            title=title_of(kind, str(data.get("domain") or "")),
            status="draft",
        )
        require(actor, "draft", draft)
        _fill(draft, plain, sealed, at, actor)
        draft.save(force_insert=True)
        return row_of(draft)
    with transaction.atomic():
        found = Document.objects.select_for_update().filter(id=document_id, case_id=case_id).first()
        if found is None:
            raise NotFound
        require(actor, "draft", found)
        if found.status != "draft":
            raise DocumentIssued
        if version is not None and version != found.version:
            raise StaleDraft
        found.version += 1
        _fill(found, plain, sealed, at, actor)
        found.save()
    return row_of(found)


def _fill(draft: Document, plain: dict[str, Any], sealed: str, at: datetime, actor: Actor) -> None:
    draft.data, draft.sealed, draft.at, draft.author_id = plain, sealed, at, actor.account_id
    draft.template_version = template_version(draft.kind)
