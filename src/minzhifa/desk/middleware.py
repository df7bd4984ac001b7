"""Around every page: security headers, the second factor, the actor, and refusals told as sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from minzhifa.access import Denied
from minzhifa.access.errors import Refused
from minzhifa.desk import errors
from minzhifa.desk.request import device
from minzhifa.org.queries import actor_for

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
        if getattr(request, "user", None) and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class Desk:
    """Default deny: a desk view answers only an account that passed both factors, unless marked login-free."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            pk = request.user.pk
            request.actor = SimpleLazyObject(lambda: actor_for(pk, device(request)))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Send strangers to the login and accounts without a second factor to its set-up."""
        match = request.resolver_match
        if match is None or "desk" not in match.app_names or not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return _go(request, redirect_to_login(request.get_full_path()).url)
        if not _second_factor(request):
            return _go(request, reverse("mfa_activate_totp"))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal is an answer, not an error: one sentence with its article."""
        match = request.resolver_match
        if match is None or "desk" not in match.app_names:
            return None
        if isinstance(exception, Refused | Denied):
            return errors.refused(request, exception)
        if isinstance(exception, PermissionDenied):
            return errors.forbidden(request, exception)
        return None


def _second_factor(request: HttpRequest) -> bool:
    """True when this session passed, or this account has just set up, the second factor."""
    if any(record.get("method") == "mfa" for record in get_authentication_records(request)):
        return True
    return bool(is_mfa_enabled(request.user))


def _go(request: HttpRequest, url: str) -> HttpResponse:
    """Redirect; a partial request makes the whole page go."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)
