"""A one-time code is good once, and five may be tried, on whichever process they arrive: the database keeps count."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from allauth.mfa import app_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.exceptions import ValidationError
from django.db import connection

from minzhifa.crypto import open_text
from minzhifa.org.models import CodeAttempts

# One statement: whoever comes second with the same step, or an older one, gets no row back.
_SPEND = """
INSERT INTO org_usedstep AS u (authenticator_id, step) VALUES (%s, %s)
ON CONFLICT (authenticator_id) DO UPDATE SET step = EXCLUDED.step WHERE u.step < EXCLUDED.step
RETURNING step
"""

# An attempt is counted before it is looked at: many at once are no more than one after the other.
_TRY = """
INSERT INTO org_codeattempts AS a (account_id, count, since) VALUES (%(account)s, 1, now())
ON CONFLICT (account_id) DO UPDATE SET
  count = CASE WHEN a.since < now() - %(wait)s * interval '1 minute' THEN 1 ELSE a.count + 1 END,
  since = CASE WHEN a.since < now() - %(wait)s * interval '1 minute' THEN now() ELSE a.since END
RETURNING count
"""
TRIES, WAIT_MINUTES = 5, 30
LOCKED = "第二步验证连续输错五次，已锁定半小时。急用的，请本单位系统管理员重置登录。"


def count_attempt(account_id: UUID) -> int:
    """Count one more code tried for this account; how many since the last right one, or in half an hour."""
    with connection.cursor() as cursor:
        cursor.execute(_TRY, {"account": account_id, "wait": WAIT_MINUTES})
        return int(cursor.fetchone()[0])


def forget_attempts(account_id: UUID) -> None:
    """The right code came, or an administrator reset the login."""
    CodeAttempts.objects.filter(account_id=account_id).delete()


def spend(authenticator_id: int, step: int) -> bool:
    """Spend a time step; False when it, or a later one, was spent before."""
    with connection.cursor() as cursor:
        cursor.execute(_SPEND, [authenticator_id, step])
        return cursor.fetchone() is not None


def present_step() -> int:
    """The time step of now."""
    return int(time.time()) // int(app_settings.TOTP_PERIOD)


def step_of(authenticator: Authenticator, code: str) -> int | None:
    """The step whose code this is, among those that count now."""
    secret = open_text(authenticator.data["secret"])
    digits = "".join(code.split())
    steps = yield_hotp_counters_from_time()
    return next((step for step in steps if format_hotp_value(hotp_value(secret, step)) == digits), None)


class _Once:
    """Besides what the library checks: five tries, and a code's step that was not spent before, by any process."""

    user: Any
    authenticator: Authenticator
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """The code. Raises `ValidationError`; a spent code is not told apart from a wrong one."""
        tried = count_attempt(self.user.pk)
        if tried > TRIES:
            raise ValidationError(LOCKED, code="locked")
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # the library's form comes next in line
        except ValidationError as error:
            raise ValidationError(_left(TRIES - tried), code="incorrect_code") from error
        if self.authenticator.type == Authenticator.Type.TOTP:
            step = step_of(self.authenticator, code)
            if step is None or not spend(self.authenticator.pk, step):
                self._emit_authentication_failed(self.authenticator)  # type: ignore[attr-defined]
                raise ValidationError(_left(TRIES - tried), code="incorrect_code")
        forget_attempts(self.user.pk)
        return code


def _left(tries: int) -> str:
    return f"验证码不对，或者已经用过；请等验证器换一个新的再输。还可以试 {tries} 次。" if tries else LOCKED


class Authenticate(_Once, AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """The second step of logging in."""


class Reauthenticate(_Once, ReauthenticateForm):  # type: ignore[misc]
    """The second factor shown again, before something weighty."""
