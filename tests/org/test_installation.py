"""A new installation without demo data."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from minzhifa.access import Role
from minzhifa.org import queries
from minzhifa.org.management.commands import first_administrator
from minzhifa.org.models import Account, RoleGrant


def _typed(password: str) -> Callable[[str], str]:
    return lambda asked: "350102199003076019" if "身份" in asked else password


@pytest.fixture
def nobody_administers(province: None, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    RoleGrant.objects.filter(role="administrator", agency=None).delete()
    monkeypatch.setattr(first_administrator, "getpass", _typed("A-long-pass-phrase-1"))


def test_the_first_administrator_is_opened_once(nobody_administers: None) -> None:
    call_command("first_administrator", "chief", "首某")
    actor = queries.actor_for(Account.objects.get(username="chief").pk)
    assert actor.holds(Role.ADMINISTRATOR)
    with pytest.raises(CommandError, match="已经有"):
        call_command("first_administrator", "second", "次某")


def test_a_weak_password_is_refused_and_leaves_no_account(
    nobody_administers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_administrator, "getpass", _typed("12345678"))
    with pytest.raises(CommandError):
        call_command("first_administrator", "chief", "首某")
    assert not Account.objects.filter(username="chief").exists()
