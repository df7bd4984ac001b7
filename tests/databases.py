"""Databases of the tests: templates made once per schema, and copies of them, one per test module."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
PREFIX = os.environ.get("MINZHIFA_TEST_NAME", "main")
LOCK = 735001
MIGRATE = [sys.executable, "-m", "minzhifa.cli.main", "migrate", "--skip-checks", "-v0"]
LOAD = [
    sys.executable,
    "-c",
    "import django; django.setup()\nfrom minzhifa.org.demo import load_demo_org\nload_demo_org()",
]


def on(url: str, name: str) -> str:
    """The same server and role, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _migrations() -> list[Path]:
    return [*(ROOT / "src").rglob("migrations/*.py"), ROOT / "requirements.lock"]


def template(urls: dict[str, str], *, province: bool) -> str:
    """The name of the migrated database, empty or with the demo organisation; made when it is not there yet."""
    kind = "province" if province else "empty"
    room = ROOT / "src" / "minzhifa" / "org"
    sources = [*_migrations(), *(p for p in room.rglob("*") if p.is_file() and p.suffix != ".pyc")]
    name = f"template_{PREFIX}_{kind}_{_hash(sources if province else _migrations())}"
    base = template(urls, province=False) if province else "template0"
    with psycopg.connect(on(urls["superuser"], "postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            pattern = f"template_{PREFIX}_{kind}_%"
            for (stale,) in connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern]):
                connection.execute(f'DROP DATABASE "{stale}" WITH (FORCE)')
            _copy(connection, f"{name}_new", base, urls)
            _fill(connection, f"{name}_new", LOAD if province else MIGRATE, urls)
            connection.execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
        connection.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return name


def _fill(connection: psycopg.Connection, name: str, command: list[str], urls: dict[str, str]) -> None:
    own = {"DATABASE_OWNER_URL": on(urls["owner"], name), "DATABASE_URL": on(urls["application"], name)}
    environment = {**os.environ, **own, "MINZHIFA_AS_OWNER": "1", "MINZHIFA_DEMO": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        raise RuntimeError(f"the template was not made:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")


def _copy(connection: psycopg.Connection, name: str, source: str, urls: dict[str, str]) -> None:
    owner = urlsplit(urls["owner"]).username
    connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}" OWNER "{owner}"')


def make(urls: dict[str, str], name: str, *, province: bool) -> None:
    """A fresh database of that name."""
    source = template(urls, province=province)
    with psycopg.connect(on(urls["superuser"], "postgres"), autocommit=True) as connection:
        _copy(connection, name, source, urls)


def drop(urls: dict[str, str], name: str) -> None:
    """The database and all connections to it."""
    with psycopg.connect(on(urls["superuser"], "postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
