"""A one-time code is good once, on whichever process it arrives: the step it belongs to is spent in the database."""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection

from minzhifa.crypto import open_text

# One statement: whoever comes second with the same step, or an older one, gets no row back.
_SPEND = """
INSERT INTO org_usedstep AS u (authenticator_id, step) VALUES (%s, %s)
ON CONFLICT (authenticator_id) DO UPDATE SET step = EXCLUDED.step WHERE u.step < EXCLUDED.step
RETURNING step
"""


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
    """Besides what the library checks: the code's step was not spent before, by any process."""

    authenticator: Authenticator
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """The code. Raises the library's `incorrect_code`; a spent code is not told apart from a wrong one."""
        code: str = super().clean_code()  # type: ignore[misc]  # the library's form comes next in line
        if self.authenticator.type == Authenticator.Type.TOTP:
            step = step_of(self.authenticator, code)
            if step is None or not spend(self.authenticator.pk, step):
                self._emit_authentication_failed(self.authenticator)  # type: ignore[attr-defined]
                raise get_adapter().validation_error("incorrect_code")
        return code


class Authenticate(_Once, AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """The second step of logging in."""


class Reauthenticate(_Once, ReauthenticateForm):  # type: ignore[misc]
    """The second factor shown again, before something weighty."""
