"""Demo logins: one documented password, and second factors that this machine prints. Demo mode only."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings

from minzhifa import clock
from minzhifa.access.errors import Refused
from minzhifa.org.demo.people import PEOPLE
from minzhifa.org.models import ROLE_LABELS, Account

PERIOD = 30  # seconds, as the login library's TOTP_PERIOD
DEFAULT_PASSWORD = "Minzhifa-2026-demo"  # noqa: S105 -- documented; outside demo mode such accounts cannot log in


class NotInDemoMode(Refused):
    """演示功能只在演示模式（MINZHIFA_DEMO=1）下可用。"""

    def __init__(self) -> None:
        super().__init__("not_in_demo_mode", self.__doc__ or "")


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A row of the list that `make run` prints."""

    username: str
    name: str
    role: str
    agency: str


def require_demo() -> None:
    """Raise `NotInDemoMode` unless the installation is a demo."""
    if not settings.DEMO:
        raise NotInDemoMode


def demo_password() -> str:
    """The password of every demo account (`MINZHIFA_DEMO_PASSWORD`, else the documented one)."""
    return os.environ.get("MINZHIFA_DEMO_PASSWORD", DEFAULT_PASSWORD)


def totp_secret(username: str) -> str:
    """The account's second-factor secret, from this machine's own secret."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"demo-totp:{username}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode()


def demo_code(username: str) -> str:
    """The account's current second-factor code. Raises `NotInDemoMode`, `Refused` (no_demo_account)."""
    require_demo()
    if not Account.objects.filter(username=username, is_demo=True).exists():
        raise Refused("no_demo_account", f"没有演示账号 {username}。", fields=("username",))
    counter = int(clock.now().timestamp()) // PERIOD
    return str(format_hotp_value(hotp_value(totp_secret(username), counter)))


def demo_accounts() -> list[DemoAccount]:
    """The demo accounts, agency by agency (1 SQL). Raises `NotInDemoMode`."""
    require_demo()
    rows = Account.objects.filter(is_demo=True).values_list("username", "name", "agency__name")
    known = {row[0]: row for row in rows}
    return [
        DemoAccount(
            p.username, known[p.username][1], "、".join(ROLE_LABELS[r] for r in p.roles), known[p.username][2] or ""
        )
        for p in PEOPLE
        if p.username in known
    ]
