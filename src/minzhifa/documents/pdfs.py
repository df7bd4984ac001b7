"""The PDF of a document: made on demand, signed when it goes out, kept in storage by its hash."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage

from minzhifa.access.errors import Locked
from minzhifa.crypto.vault import Damaged, KeyMissing, keep, open_object
from minzhifa.documents import rendering
from minzhifa.documents.errors import NotFound
from minzhifa.documents.models import Document
from minzhifa.documents.registry import kind
from minzhifa.documents.rows import join
from minzhifa.documents.signing import sign

_MAC = 9
_ID = 16


def verify_token(document_id: UUID) -> str:
    """The opaque token of the QR code: the id with a keyed check, nothing personal."""
    mac = hmac.new(settings.SECRET_KEY.encode(), b"document" + document_id.bytes, hashlib.sha256).digest()[:_MAC]
    return base64.urlsafe_b64encode(document_id.bytes + mac).decode().rstrip("=")


def document_of_token(token: str) -> UUID:
    """The document of a token; raises `NotFound` when it was not made here."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        found = UUID(bytes=raw[:_ID])
    except ValueError:
        raise NotFound from None
    if not hmac.compare_digest(verify_token(found), token):
        raise NotFound
    return found


def verify_url(document_id: UUID) -> str:
    """The address behind the QR code."""
    return f"{settings.PUBLIC_URL}/v/{verify_token(document_id)}"


def _make(document: Document) -> rendering.Rendered:
    data = join(document.data, document.sealed)
    if document.number:
        data["number"] = document.number
    outgoing = kind(document.kind).signed and document.status == "issued" and not document.recorded
    if outgoing:
        data["verify_url"] = verify_url(document.id)
    made = rendering.render(
        document.kind,
        data,
        draft=document.status == "draft",
        recorded=document.recorded,
        void=document.status == "void",
        at=document.at,
    )
    if not outgoing:
        return made
    signed = sign(made.pdf, agency_id=document.agency_id, agency_name=document.agency_name, at=document.at)
    return rendering.Rendered(signed, made.pages)


def _cached(document: Document) -> bytes | None:
    """The stored PDF, unless it was lost or changed."""
    if not document.pdf_key or not default_storage.exists(document.pdf_key):
        return None
    try:
        with open_object(document.pdf_key) as handle:
            data = handle.read()
    except Damaged:
        return None
    except KeyMissing as error:  # not drawn again: the paper that went out stays the one of the record
        raise Locked(f"《{document.title}》的 PDF ") from error
    return data if hashlib.sha256(data).hexdigest() == document.pdf_sha256 else None


def pdf_of(document_id: UUID) -> bytes:
    """The PDF of a document, within the caller's scoped transaction; drafts are made anew each time.

    Outgoing kinds that were issued here are signed by the agency, with the document's own instant as signing time.
    Raises `NotFound` (also outside the scope), `RenderFailed`, `Locked`.
    """
    document = Document.objects.filter(id=document_id).first()
    if document is None:
        raise NotFound
    if document.status == "draft":
        return _make(document).pdf
    if (found := _cached(document)) is not None:
        return found
    made = _make(document)
    digest = hashlib.sha256(made.pdf).hexdigest()
    key = f"documents/{digest[:2]}/{digest[2:4]}/{digest}.pdf"
    keep(key, io.BytesIO(made.pdf))
    untouched = Document.objects.filter(id=document_id, pdf_sha256=document.pdf_sha256, version=document.version)
    if untouched.update(pdf_sha256=digest, pdf_key=key, pdf_pages=made.pages):
        return made.pdf
    again = Document.objects.filter(id=document_id).first()  # somebody else was quicker: one PDF for all
    return (_cached(again) if again is not None else None) or made.pdf
