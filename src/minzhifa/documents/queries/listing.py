"""The documents of a case, and one document with its data."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from minzhifa.access import Actor, visible
from minzhifa.documents.errors import NotFound
from minzhifa.documents.models import Document
from minzhifa.documents.registry import kind
from minzhifa.documents.rows import DocumentRow, join

_HEAVY = ("data", "sealed")


def row_of(document: Document) -> DocumentRow:
    """The typed row of a document."""
    definition = kind(document.kind)
    return DocumentRow(
        id=document.id,
        case_id=document.case_id,
        remit_id=document.remit_id,
        agency_id=document.agency_id,
        agency_name=document.agency_name,
        kind=document.kind,
        title=document.title,
        number=document.number,
        status=document.status,
        version=document.version,
        on=document.on,
        at=document.at,
        recorded=document.recorded,
        pages=document.pdf_pages,
        external=definition.external,
        volume=definition.volume,
    )


def documents(actor: Actor, case_id: UUID) -> list[DocumentRow]:
    """The documents of a case in the order they were made. One statement."""
    rows = visible(actor, Document.objects.filter(case_id=case_id).defer(*_HEAVY).order_by("id"))
    return [row_of(item) for item in rows]


def served_numbers(actor: Actor, case_id: UUID) -> dict[UUID, str]:
    """Of each proof of service of a case the number of the document that it proves. One statement."""
    rows = visible(actor, Document.objects.filter(case_id=case_id, kind="service_proof")).values_list("id", "data")
    return {
        proof: number
        for proof, data in rows
        if (number := next((str(one["number"]) for one in data.get("documents") or () if one.get("number")), ""))
    }


def _one(actor: Actor, document_id: UUID) -> Document:
    found: Document | None = visible(actor, Document.objects.filter(id=document_id)).first()
    if found is None:
        raise NotFound
    return found


def document(actor: Actor, document_id: UUID) -> DocumentRow:
    """One document; raises `NotFound` when it does not exist or is outside the actor's scope."""
    return row_of(_one(actor, document_id))


def document_data(actor: Actor, document_id: UUID) -> dict[str, Any]:
    """The whole data of a document, sealed parts opened; raises `NotFound`."""
    found = _one(actor, document_id)
    return join(found.data, found.sealed) | ({"number": found.number} if found.number else {})
