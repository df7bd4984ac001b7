"""The shipped catalogue, loaded inside the test's own transaction."""

from __future__ import annotations

import pytest

from minzhifa.catalog.loading import LoadReport, load_shipped_catalog


@pytest.fixture(scope="module")
def shipped(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> LoadReport:
    """Load once per module, committed; the catalogue is reference data that every test of the module only reads."""
    with django_db_blocker.unblock():
        return load_shipped_catalog()
