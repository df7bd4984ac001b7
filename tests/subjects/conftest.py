from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection

from minzhifa.access import Actor, Grant, Role, Scope
from minzhifa.subjects.models import Subject

AT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def open_file() -> None:
    """Let the test itself look at the rows: the subject file is shut in a transaction that nobody opened it for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('minzhifa.subjects', 'on', true)")


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def officer() -> Actor:
    grant = Grant(Role.OFFICER, 1, frozenset({1}))
    scope = Scope(frozenset({1}))
    return Actor(UUID("01930000-0000-7000-8000-000000000001"), "林执法", (grant,), agency_id=1, scope=scope)


@pytest.fixture
def operator() -> Actor:
    grant = Grant(Role.OPERATOR, None, None)
    return Actor(UUID("01930000-0000-7000-8000-000000000002"), "运维", (grant,), scope=Scope())


@pytest.fixture(autouse=True)
def _empty(request: pytest.FixtureRequest) -> None:
    """Tests that roll back start without the subjects that committed tests of any room have left."""
    if "db" in request.fixturenames:
        request.getfixturevalue("db")
        open_file()
        Subject.objects.all().delete()
