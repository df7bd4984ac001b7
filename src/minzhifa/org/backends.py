"""Who may authenticate at all."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # the library has no types
    """The login library's backend, without closed accounts, and without demo accounts outside demo mode."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Asked at login and again for every request of a session."""
        return bool(super().user_can_authenticate(user)) and (settings.DEMO or not user.is_demo)
