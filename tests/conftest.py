"""Fixtures. The schema is migrated once by the owner; tests run as the application's role, behind row security."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[1]


def _database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _schema_hash() -> str:
    digest = hashlib.sha256()
    for path in [*sorted((ROOT / "src").rglob("migrations/*.py")), ROOT / "requirements.lock"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _template(superuser: str, owner: str) -> str:
    """The migrated, empty database that every worker's database is copied from; made once per schema."""
    prefix = os.environ.get("MINZHIFA_TEST_NAME", "main")
    name = f"template_{prefix}_{_schema_hash()}"
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(735001)")
        exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not exists:
            old = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"template_{prefix}_%"])
            for (stale,) in old.fetchall():
                connection.execute(f'DROP DATABASE "{stale}" WITH (FORCE)')
            owner_role = urlsplit(owner).username
            connection.execute(f'CREATE DATABASE "{name}_new" OWNER "{owner_role}" TEMPLATE template0')
            url = _database(owner, f"{name}_new")
            environment = {**os.environ, "MINZHIFA_AS_OWNER": "1", "DATABASE_OWNER_URL": url}
            command = [sys.executable, "-m", "minzhifa.cli.main", "migrate", "--skip-checks"]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            if done.returncode:
                connection.execute(f'DROP DATABASE "{name}_new" WITH (FORCE)')
                raise RuntimeError(f"migrations failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
            connection.execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
        connection.execute("SELECT pg_advisory_unlock(735001)")
    return name


@pytest.fixture(scope="session")
def database_urls() -> dict[str, str]:
    """Application, owner and superuser URLs of the server under test."""
    return {
        "application": os.environ["DATABASE_URL"],
        "owner": os.environ["DATABASE_OWNER_URL"],
        "superuser": os.environ["MINZHIFA_TEST_SUPERUSER_URL"],
    }


@pytest.fixture(scope="session")
def django_db_setup(
    database_urls: dict[str, str],
    django_db_blocker: pytest.FixtureRequest,
    worker_id: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Replace pytest-django's database creation: copy the template, connect as the application."""
    from django.conf import settings
    from django.db import connections

    superuser = _database(database_urls["superuser"], "postgres")
    template = _template(superuser, database_urls["owner"])
    name = f"test_{os.environ.get('MINZHIFA_TEST_NAME', 'main')}_{worker_id}"
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(
            f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER "{urlsplit(database_urls["owner"]).username}"'
        )
    settings.DATABASES["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name
    os.environ["MINZHIFA_TEST_DATABASE"] = name
    settings.ANCHORS_DIR = tmp_path_factory.mktemp("anchors")  # a copied database knows nothing of an older run
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")  # pages are tested without a front end collected
    yield
    connections.close_all()


@pytest.fixture
def superuser(django_db_setup: None, database_urls: dict[str, str]) -> Iterator[psycopg.Connection]:
    """A superuser's connection to the test database; it sees committed rows only."""
    url = _database(database_urls["superuser"], os.environ["MINZHIFA_TEST_DATABASE"])
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Real commits, nothing flushed afterwards (the ledger cannot be): such tests make fresh ids."""
    with django_db_blocker.unblock():
        yield
    from django.db import connections

    connections.close_all()


@pytest.fixture(scope="session")
def province(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """The demo organisation (all regions, agencies, officers, accounts), committed once into this worker's database."""
    from django.conf import settings

    from minzhifa.org.demo import load_demo_org

    settings.DEMO = True
    with django_db_blocker.unblock():
        load_demo_org()
