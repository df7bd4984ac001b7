"""Fixtures. Every test module has a database of its own and runs as the application's role, behind row security."""

from __future__ import annotations

import os
from collections.abc import Iterator

import databases
import psycopg
import pytest


@pytest.fixture(scope="session")
def database_urls() -> dict[str, str]:
    """Application, owner and superuser URLs of the server under test."""
    return {
        "application": os.environ["DATABASE_URL"],
        "owner": os.environ["DATABASE_OWNER_URL"],
        "superuser": os.environ["MINZHIFA_TEST_SUPERUSER_URL"],
    }


@pytest.fixture(scope="module")
def django_db_setup(
    request: pytest.FixtureRequest,
    database_urls: dict[str, str],
    worker_id: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Replace pytest-django's database creation: a copy of a template for this module, left by nobody else's rows.

    The template holds the demo organisation when a test of the module asks for `province`.
    """
    from django.conf import settings
    from django.core.cache import cache
    from django.db import connections

    mine = [item for item in request.session.items if item.path == request.path]
    wanted = any("province" in item.fixturenames for item in mine if isinstance(item, pytest.Function))
    name = f"test_{databases.PREFIX}_{worker_id}"
    databases.make(database_urls, name, province=wanted)
    settings.DATABASES["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name
    os.environ["MINZHIFA_TEST_DATABASE"] = name
    settings.ANCHORS_DIR = tmp_path_factory.mktemp("anchors")  # a copied database knows nothing of an older one
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")  # pages are tested without a front end collected
    cache.clear()
    yield
    connections.close_all()
    databases.drop(database_urls, name)


@pytest.fixture
def superuser(django_db_setup: None, database_urls: dict[str, str]) -> Iterator[psycopg.Connection]:
    """A superuser's connection to the test database; it sees committed rows only."""
    url = databases.on(database_urls["superuser"], os.environ["MINZHIFA_TEST_DATABASE"])
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Real commits, nothing flushed afterwards (the ledger cannot be): such tests make fresh ids."""
    with django_db_blocker.unblock():
        yield
    from django.db import connections

    connections.close_all()


@pytest.fixture(scope="module")
def province(django_db_setup: None) -> None:
    """The demo organisation (all regions, agencies, officers, accounts) is in this module's database."""
    from django.conf import settings

    settings.DEMO = True


LONG = ("tests/scenarios/", "tests/law/check/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest modules first, whatever the order of the day: two processes then end at the same time."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
