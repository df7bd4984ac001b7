"""Who may authenticate at all."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # the library has no types
    """The login library's backend, without closed accounts, and without demo accounts outside demo mode."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        """Mark the request: during a lockout the chain ends before it comes here."""
        if request is not None:
            request.password_was_checked = True  # type: ignore[attr-defined]
        return super().authenticate(request, **credentials)

    def user_can_authenticate(self, user: Any) -> bool:
        """Asked at login and again for every request of a session."""
        return bool(super().user_can_authenticate(user)) and (settings.DEMO or not user.is_demo)

    @classmethod
    def _stash_user(cls, user: Any) -> None:
        """The library would let such an account on, to a page that says it is closed; here it simply fails."""
        super()._stash_user(None)
