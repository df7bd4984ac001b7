"""What a desk view knows of its request."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from minzhifa import clock
from minzhifa.access import Actor


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


def once_token(request: HttpRequest) -> UUID | None:
    """The form's own token (`{% once %}`); None when it is missing or no token."""
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None
