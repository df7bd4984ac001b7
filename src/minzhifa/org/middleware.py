"""From the session to `request.actor`: idle limit, second factor, roles. Nothing else decides who acts on a page."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from minzhifa import clock
from minzhifa.access import Actor
from minzhifa.access.errors import NotFound
from minzhifa.org.queries import actor_for
from minzhifa.org.sessions import SECOND_FACTOR, SEEN, device_of

SEEN_STEP = 60  # seconds between two writes of the session's last use
OPEN_PREFIXES = ("/static/", "/accounts/", "/api/", "/v/")


def _redirect(request: HttpRequest, url: str) -> HttpResponse:
    """A redirect that the browser follows for the whole page, also from inside an htmx request."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


class ActorMiddleware:
    """Sets `request.actor` to the account's `Actor`, or None: nobody logged in, no second factor shown yet, or
    the initial password still stands.

    Costs no SQL for anonymous requests, else the account and its grants (2). A session idle for longer than
    `SESSION_IDLE_SECONDS` ends; an account without second factor is sent to enrol one, then to change
    the password that an administrator gave it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Decide who acts, then go on."""
        request.actor = None  # type: ignore[attr-defined]
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return self.get_response(request)
        if self._idle(request):
            logout(request)
            return _redirect(request, f"{reverse('account_login')}?{urlencode({'next': request.path})}")
        if missing := self._missing(request):
            open_to_all = request.path.startswith(OPEN_PREFIXES)
            return self.get_response(request) if open_to_all else _redirect(request, reverse(missing))
        request.actor = self._actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def _idle(self, request: HttpRequest) -> bool:
        now = int(clock.now().timestamp())
        seen = request.session.get(SEEN, now)
        if now - seen > settings.SESSION_IDLE_SECONDS:
            return True
        if now - seen >= SEEN_STEP or SEEN not in request.session:
            request.session[SEEN] = now
        return False

    def _missing(self, request: HttpRequest) -> str:
        """The view where the login is completed: the second factor, then a password of one's own; "" when it is."""
        if not self._second_factor(request):
            return "mfa_activate_totp"
        return "account_change_password" if request.user.must_change_password else ""  # type: ignore[union-attr]

    def _second_factor(self, request: HttpRequest) -> bool:
        """Remembered in the session. An account that has one was asked for it: a new login ends older sessions."""
        if not request.session.get(SECOND_FACTOR) and is_mfa_enabled(request.user):
            request.session[SECOND_FACTOR] = True
        return bool(request.session.get(SECOND_FACTOR))

    def _actor(self, request: HttpRequest) -> Actor | None:
        try:
            return actor_for(str(request.user.pk), device_of(request))
        except NotFound:
            return None
