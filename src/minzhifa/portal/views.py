"""文书核验: what the QR code of a document opens. No login, no personal data, nothing but the paper's own head."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minzhifa.documents.errors import NotFound
from minzhifa.documents.queries import Genuine, genuine

MOST_BYTES = 50 * 1024 * 1024
HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}


def verify(request: HttpRequest, token: str) -> HttpResponse:
    """The document of a token: kind, number, agency, day, and whether it stands; a file is compared by its hash."""
    try:
        found = genuine(token)
    except NotFound:
        return _page(request, {"found": None}, status=404)
    compared = {"outcome": _compare(request, found)} if request.method == "POST" else {}
    return _page(request, {"found": found, **compared})


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = render(request, "portal/verify.html", context, status=status)
    for name, value in HEADERS.items():
        answer[name] = value
    return answer


def _compare(request: HttpRequest, found: Genuine) -> str:
    """same | other | none (nothing kept to compare with) | missing | large. The file is hashed and forgotten."""
    upload = request.FILES.get("file")
    if upload is None or not upload.size:
        return "missing"
    if upload.size > MOST_BYTES:
        return "large"
    if not found.sha256:
        return "none"
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return "same" if digest.hexdigest() == found.sha256 else "other"
