"""Around every page: security headers, default deny, and refusals told as sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from minzhifa.access import Denied
from minzhifa.access.errors import Refused
from minzhifa.desk import errors
from minzhifa.desk.request import once_token
from minzhifa.org.operations import was_done

Handler = Callable[[HttpRequest], HttpResponse]

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """No inline script or style, nothing from elsewhere; pages of a logged-in account are not kept by caches."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if getattr(request, "actor", None) is not None:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class Desk:
    """Default deny: a desk view answers only when `request.actor` is set (see `org.middleware`)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Send strangers to the login; a partial request makes the whole page go."""
        if not _of_desk(request) or getattr(request, "actor", None) is not None:
            return None
        if not request.headers.get("HX-Request"):
            return redirect_to_login(request.get_full_path())
        here = urlsplit(request.headers.get("HX-Current-URL", "/"))
        url = redirect_to_login(f"{here.path or '/'}?{here.query}" if here.query else here.path or "/").url
        return HttpResponse(status=204, headers={"HX-Redirect": url})

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal is an answer, not an error: one sentence with its article."""
        if not _of_desk(request):
            return None
        if isinstance(exception, Refused | Denied):
            # Sent twice, the second time what was asked for is there already, and no longer allowed.
            return errors.done_before(request) if _sent_before(request) else errors.refused(request, exception)
        if isinstance(exception, PermissionDenied):
            return errors.forbidden(request, exception)
        return None


def _sent_before(request: HttpRequest) -> bool:
    token, actor = once_token(request), getattr(request, "actor", None)
    return request.method == "POST" and token is not None and actor is not None and was_done(actor=actor, token=token)


def _of_desk(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and "desk" in match.app_names
