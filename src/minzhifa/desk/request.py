"""What a desk view knows of its request."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from minzhifa import clock
from minzhifa.access import Actor

PLUMBING = frozenset({"csrfmiddlewaretoken", "version", "next", "based_on"})  # sent by the page, typed by nobody


class DeskRequest(HttpRequest):
    """A request of a logged-in account: `actor` is loaded at its first use, `at` is the instant of the request."""

    actor: Actor
    htmx: HtmxDetails
    at: datetime


def today(request: HttpRequest) -> date:
    """The legal day of the request."""
    return clock.local_date(instant(request))


def instant(request: HttpRequest) -> datetime:
    """The instant of the request: asked of the clock once, the same for everything the request does."""
    if not hasattr(request, "at"):
        request.at = clock.now()  # type: ignore[attr-defined]
    return request.at  # type: ignore[attr-defined,no-any-return]


def sent_digest(request: HttpRequest) -> str:
    """What was sent, as 64 hexadecimal digits: the same form with the same content and files is the same digest.

    What the page itself adds does not count: a form that is fetched again on the way back is the same form.
    """
    value = hashlib.sha256()
    typed = [(name, one) for name, values in request.POST.lists() if name not in PLUMBING for one in values]
    for name, one in sorted(typed):
        value.update(f"{len(name)} {name} {len(one)} {one}\n".encode())
    for name, uploads in request.FILES.lists():
        for upload in uploads:
            content = hashlib.sha256()
            for chunk in upload.chunks():
                content.update(chunk)
            upload.seek(0)
            value.update(f"{name} {upload.name} {content.hexdigest()}\n".encode())
    return value.hexdigest()


def once_token(request: HttpRequest) -> UUID | None:
    """The form's own token (`{% once %}`); None when it is missing or no token."""
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None
