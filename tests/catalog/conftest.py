"""The shipped catalogue, loaded once per process and committed: reference data that the tests only read."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from minzhifa.access import Actor, Grant, Role, Scope
from minzhifa.catalog.operations import LoadReport, load_shipped_catalog

AT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def shipped(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> LoadReport:
    with django_db_blocker.unblock():
        return load_shipped_catalog()


@pytest.fixture
def at() -> datetime:
    return AT


def _actor(number: int, name: str, role: Role) -> Actor:
    grant = Grant(role, 1, None)
    return Actor(UUID(int=0x01930000_0000_7000_8000_000000000000 + number), name, (grant,), agency_id=1, scope=Scope())


@pytest.fixture
def administrator() -> Actor:
    return _actor(1, "郑管理", Role.ADMINISTRATOR)


@pytest.fixture
def head() -> Actor:
    return _actor(2, "林负责", Role.AGENCY_HEAD)


@pytest.fixture
def officer() -> Actor:
    return _actor(3, "陈执法", Role.OFFICER)
