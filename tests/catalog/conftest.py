"""The shipped catalogue, loaded once per process and committed: reference data that the tests only read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from minzhifa.access import Actor
from minzhifa.catalog.operations import LoadReport, load_shipped_catalog

AT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def shipped(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> LoadReport:
    with django_db_blocker.unblock():
        return load_shipped_catalog()


@pytest.fixture
def at() -> datetime:
    return AT


def _actor(username: str) -> Actor:
    from minzhifa.org.demo import fixed
    from minzhifa.org.queries import actor_for

    return actor_for(fixed("account", username), "test")


@pytest.fixture
def administrator(province: None, db: None) -> Actor:
    """The provincial department's."""
    return _actor("sj_admin")


@pytest.fixture
def head(province: None, db: None) -> Actor:
    """The provincial department's."""
    return _actor("sj_head")


@pytest.fixture
def officer(province: None, db: None) -> Actor:
    """A county's."""
    return _actor("gl_officer1")


@pytest.fixture
def who(province: None, db: None) -> Callable[[str], Actor]:
    """Any demo account by its name."""
    return _actor
