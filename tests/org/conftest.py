"""Short ways to agencies and actors of the demo organisation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from minzhifa.access import Actor

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def agency(province: None, db: None) -> Callable[[str], int]:
    """Slug to id."""
    from minzhifa.org.models import Agency

    return lambda slug: Agency.objects.get(slug=slug).pk


@pytest.fixture
def actor(province: None, db: None) -> Callable[[str], Actor]:
    """Username of a demo account to its actor on 2026-11-23."""
    from minzhifa.org.demo import fixed
    from minzhifa.org.queries import actor_for

    return lambda username: actor_for(fixed("account", username), "test", on=AT.date())


@pytest.fixture
def at() -> datetime:
    """The instant of the tests' acts."""
    return AT
