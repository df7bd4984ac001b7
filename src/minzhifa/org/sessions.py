"""What happens around a login: the record, one session an account, and the address an attempt came from."""

from __future__ import annotations

import re
from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_used
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from minzhifa import clock
from minzhifa.access import Actor
from minzhifa.access.rls import acting
from minzhifa.ledger.operations import NewEvent, Stream, append
from minzhifa.org.models import Account
from minzhifa.org.second_factor import present_step, spend

SECOND_FACTOR = "second_factor"  # session key: the second factor was shown in this session
SEEN = "seen"  # session key: when the session was last used, in whole seconds
LONGEST_AGENT = 80
SAID_BY_ALL = re.compile(r"Mozilla/5\.0 |AppleWebKit/[\d.]+ \(KHTML, like Gecko\) ?")


def client_address(request: HttpRequest) -> str:
    """The peer's address; behind the one trusted proxy (`MINZHIFA_PROXY=1`) the last address that proxy added."""
    if settings.BEHIND_PROXY and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR", "")):
        return str(forwarded).rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def device_of(request: HttpRequest | None) -> str:
    """Address and browser, as the ledger keeps them: without what all browsers say, so that its name fits."""
    if request is None:
        return ""
    agent = SAID_BY_ALL.sub("", request.META.get("HTTP_USER_AGENT", ""))
    return f"{client_address(request)} {agent[:LONGEST_AGENT]}".strip()


def _record(account: Account, event: str, request: HttpRequest | None, **payload: str) -> None:
    actor = Actor(account.pk, account.name, agency_id=account.agency_id, device=device_of(request))
    with acting(actor):
        stream = Stream("account", account.pk, account.username)
        append(actor=actor, stream=stream, events=[NewEvent(event, payload)], at=clock.now())


def _logged_in(request: HttpRequest, user: Account, **_: Any) -> None:
    """End the account's other session, remember this one."""
    if request.session.session_key is None:
        request.session.save()
    key = request.session.session_key or ""
    if user.session_key and user.session_key != key:
        Session.objects.filter(session_key=user.session_key).delete()
    Account.objects.filter(pk=user.pk).update(session_key=key)
    request.session[SEEN] = int(clock.now().timestamp())
    _record(user, "logged_in", request)


def _logged_out(request: HttpRequest, user: Account | None, **_: Any) -> None:
    if user is not None:
        _record(user, "logged_out", request)


def _login_failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Attempts on names that do not exist leave no stream: they are in the web server's log and in axes' table."""
    if _refused_unread(request):
        return
    account = Account.objects.filter(username=str(credentials.get("username", ""))).first()
    if account is not None:
        _record(account, "login_failed", request)


def _refused_unread(request: HttpRequest | None) -> bool:
    """True for an attempt during the lockout: nothing was checked, and nobody may fill the record by knocking."""
    return not getattr(request, "password_was_checked", False)


def _locked_out(username: str, request: HttpRequest | None = None, **_: Any) -> None:
    """Once, by the attempt that brought the lockout."""
    if _refused_unread(request):
        return
    account = Account.objects.filter(username=str(username)).first()
    if account is not None:
        _record(account, "login_locked", request)


def _second_factor_added(request: HttpRequest, user: Account, authenticator: Any, **_: Any) -> None:
    """The person has just proved that he holds it."""
    if authenticator.type == "totp":
        request.session[SECOND_FACTOR] = True
        spend(authenticator.pk, present_step())  # the code that enrolled it opens nothing more
    _record(user, "second_factor_enrolled", request, kind=authenticator.type)


def _second_factor_shown(request: HttpRequest, user: Account, authenticator: Any, **_: Any) -> None:
    request.session[SECOND_FACTOR] = True


def _second_factor_failed(request: HttpRequest, user: Account, **_: Any) -> None:
    _record(user, "second_factor_failed", request)


def _second_factor_removed(request: HttpRequest, user: Account, authenticator: Any, **_: Any) -> None:
    request.session.pop(SECOND_FACTOR, None)
    _record(user, "second_factor_removed", request, kind=authenticator.type)


def _password_changed(request: HttpRequest, user: Account, **_: Any) -> None:
    """From now on only the person knows it. The change gave the session a new key: it stays the account's only one."""
    key = request.session.session_key or ""
    Account.objects.filter(pk=user.pk).update(must_change_password=False, session_key=key)
    _record(user, "password_changed", request)


def connect() -> None:
    """Listen; called once by the app's `ready`."""
    user_logged_in.connect(_logged_in, dispatch_uid="org.logged_in")
    user_logged_out.connect(_logged_out, dispatch_uid="org.logged_out")
    user_login_failed.connect(_login_failed, dispatch_uid="org.login_failed")
    user_locked_out.connect(_locked_out, dispatch_uid="org.locked_out")
    authenticator_added.connect(_second_factor_added, dispatch_uid="org.second_factor_added")
    authenticator_used.connect(_second_factor_shown, dispatch_uid="org.second_factor_shown")
    authenticator_removed.connect(_second_factor_removed, dispatch_uid="org.second_factor_removed")
    password_changed.connect(_password_changed, dispatch_uid="org.password_changed")
    authentication_failed.connect(_second_factor_failed, dispatch_uid="org.second_factor_failed")
