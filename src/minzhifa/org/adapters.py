"""What the login library may do here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from minzhifa.crypto import open_text, seal_text
from minzhifa.org.sessions import client_address


class ClosedSignupAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Accounts are opened by administrators, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers himself."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same address as for the lockout."""
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Passwords are counted by account and address together (axes): counting by account alone would let anybody
        lock a colleague out, by address alone a whole office."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No mail leaves the platform."""


class SealedMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second-factor secrets are sealed at rest."""

    def encrypt(self, text: str) -> str:
        """Seal with the platform's key (SM4)."""
        return seal_text(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        return open_text(encrypted_text)
