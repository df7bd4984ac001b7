"""The shipped catalogue and the people of the demo province."""

from __future__ import annotations

import pytest
from element_desk import ON, At, Desk, Who

from minzhifa.catalog.operations import LoadReport, load_shipped_catalog


@pytest.fixture(scope="module")
def shipped(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> LoadReport:
    with django_db_blocker.unblock():
        return load_shipped_catalog()


@pytest.fixture
def who(province: None, shipped: LoadReport, db: None) -> Who:
    """Any demo account by its name."""
    from minzhifa.org.demo import fixed
    from minzhifa.org.queries import actor_for

    return lambda username: actor_for(fixed("account", username), "test", on=ON)


@pytest.fixture
def desk(who: Who) -> At:
    """A desk of a demo account."""
    return lambda username: Desk(who(username))
