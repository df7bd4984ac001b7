"""Fixtures that several pages' tests share. A module that needs another `login` defines its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from admin_pages import Login
from django.test import Client

from minzhifa import rules
from minzhifa.catalog.models import Matter, MatterVersion, State
from minzhifa.org.models import Account
from minzhifa.org.sessions import SECOND_FACTOR


@pytest.fixture
def login(db: None, province: None, settings: object) -> Iterator[Login]:
    """`login("gl_admin")`: a client that passed both factors as that demo account."""
    settings.DEMO = True  # type: ignore[attr-defined]

    def _login(username: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=username), backend="minzhifa.org.backends.AccountBackend")
        session = client.session
        session[SECOND_FACTOR] = True
        session.save()
        return client

    yield _login
    rules.forget()


@pytest.fixture
def matter(db: None) -> Matter:
    """A matter with one approved version."""
    made = Matter.objects.create(code="T-CF-001", field="市场监管", field_code="01", kind="penalty")
    MatterVersion.objects.create(
        matter=made, number=1, state=State.APPROVED, shipped=True, name="对测试行为的处罚", mark="page", source="测试",
        basis=[{"text": "《测试法》第一条", "statute": "测试法", "place": "第一条", "unresolved": "未存该法律文本"}],
        elements=[{"key": "act", "kind": "act", "text": "实施了测试行为", "citation": "《测试法》第一条"}],
    )  # fmt: skip
    return made
