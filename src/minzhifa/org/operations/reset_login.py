"""重置登录: the password is forgotten, or the phone with the second factor is lost."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session

from minzhifa.access import Actor
from minzhifa.access.errors import NotFound
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import NotAuthorised
from minzhifa.org.models import Account, CodeAttempts
from minzhifa.org.operations._common import account_stream, act, require_administrator

_LETTERS = "abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679"  # none that look alike on paper
_GROUPS, _GROUP = 4, 5


def initial_password() -> str:
    """A password to be read out once, of about 113 random bits: `xK4pm-…` in four groups of five."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def reset_login(
    *, actor: Actor, account_id: UUID, password: str, second_factor: bool, at: datetime, reason: str
) -> None:
    """Give the account a new initial password, which must be changed at the next login; its session ends.

    With `second_factor` the enrolled one is removed too, and the next login enrols a new one. Nobody resets his own
    login. Raises `NotFound`, `NotAuthorised`.
    """
    if account_id == actor.account_id:
        raise NotAuthorised("不能重置自己的登录；请在“登录安全”里修改密码。")
    with act(actor):
        account = Account.objects.select_for_update().filter(pk=account_id).first()
        if account is None:
            raise NotFound("账号不存在。")
        require_administrator(actor, account.agency_id)
        Session.objects.filter(session_key=account.session_key).delete()
        account.password, account.must_change_password, account.session_key = make_password(password), True, ""
        account.save(update_fields=["password", "must_change_password", "session_key"])
        CodeAttempts.objects.filter(account_id=account_id).delete()
        if second_factor:
            Authenticator.objects.filter(user_id=account_id).delete()
        event = NewEvent("login_reset", {"second_factor": second_factor})
        append(actor=actor, stream=account_stream(account.id, account.username), events=[event], at=at, reason=reason)
