"""Is a paper ours? The one question that anybody may ask about a document, by the token printed on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from minzhifa.documents.errors import NotFound
from minzhifa.documents.pdfs import document_of_token
from minzhifa.documents.registry import kind

_GENUINE = "SELECT kind, title, number, agency_name, day, status, sha256 FROM documents_genuine(%s)"


@dataclass(frozen=True, slots=True)
class Genuine:
    """The head of a document that went out: nothing of its content, nobody's name."""

    title: str
    number: str
    agency_name: str
    on: str
    valid: bool
    sha256: str  # of the PDF that is kept; empty while none was made


def genuine(token: str) -> Genuine:
    """The document of a QR code (1 statement; a function of the owner that gives these columns alone).

    Raises `NotFound` for a token that was not made here, and for papers that never went out.
    """
    found = document_of_token(token)
    with connection.cursor() as cursor:
        cursor.execute(_GENUINE, [found])
        row = cursor.fetchone()
    if row is None or not kind(row[0]).external:
        raise NotFound
    return Genuine(row[1], row[2], row[3], row[4], row[5] == "issued", row[6])
