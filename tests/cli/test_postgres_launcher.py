"""The embedded PostgreSQL survives what machines do to it."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from minzhifa.cli import postgres


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[postgres.Cluster]:
    found = postgres.locate(tmp_path, "launcher-test")
    yield found
    postgres.destroy(found)


def _postmaster(cluster: postgres.Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().splitlines()[0])


def test_after_kill_9_it_comes_back_with_every_committed_row(cluster: postgres.Cluster) -> None:
    assert postgres.start(cluster)
    with psycopg.connect(cluster.url(postgres.OWNER), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept SELECT generate_series(1, 1000)")
    os.kill(_postmaster(cluster), signal.SIGKILL)

    assert postgres.start(cluster)

    with psycopg.connect(cluster.url(postgres.OWNER)) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_a_second_start_finds_the_running_server(cluster: postgres.Cluster) -> None:
    assert postgres.start(cluster)
    assert not postgres.start(cluster)


def test_only_the_servers_own_user_can_reach_the_socket_and_chinese_words_are_words(cluster: postgres.Cluster) -> None:
    postgres.start(cluster)
    assert stat.S_IMODE(cluster.socket.stat().st_mode) == 0o700
    with psycopg.connect(cluster.url(postgres.APPLICATION)) as connection:
        assert connection.execute(r"SELECT '市场监管' ~ '^\w+$'").fetchone() == (True,)
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_the_application_role_is_neither_owner_nor_superuser(cluster: postgres.Cluster) -> None:
    postgres.start(cluster)
    with psycopg.connect(cluster.url(postgres.APPLICATION)) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert row == (False, False, False)
