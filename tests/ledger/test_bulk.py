"""Generated histories by COPY: the same bytes, provable, and online acts continue them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from minzhifa.access import Actor, Scope
from minzhifa.access.rls import acting
from minzhifa.ledger.bulk import BulkEvent, BulkStream, write
from minzhifa.ledger.canonical import canonical_json
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import NewEvent, Stream, append
from minzhifa.ledger.queries import events
from minzhifa.ledger.verify import verify

AT = datetime(2025, 3, 1, 1, 2, 3, tzinfo=UTC)
ACTOR = Actor(account_id=uuid7(), name="林晓", scope=Scope(remits=frozenset({7})))
pytestmark = pytest.mark.usefixtures("fresh_ledger")


@contextmanager
def _as_owner(database_urls: dict[str, str]) -> Iterator[None]:
    """Bulk loads run on the owner's connection."""
    settings, user = connection.settings_dict, connection.settings_dict["USER"]
    connection.close()
    settings["USER"] = psycopg.conninfo.conninfo_to_dict(database_urls["owner"])["user"]
    try:
        yield
    finally:
        connection.close()
        settings["USER"] = user


def _chunk(prefix: int, streams: int) -> list[BulkStream]:
    actor = UUID(int=9)
    return [
        BulkStream(
            Stream("case", UUID(int=prefix << 64 | n), f"码\t{n}"), 7,
            [BulkEvent("step", {"文": 'a\\b"\n\t', "n": k}, AT + timedelta(hours=k), actor, "林\\晓", "机\n", "由\t")
             for k in range(8)],
        )
        for n in range(streams)
    ]  # fmt: skip


def test_a_loaded_province_is_whole_and_can_be_continued(database_urls: dict[str, str]) -> None:
    with _as_owner(database_urls):
        for prefix in (1, 2):
            with transaction.atomic():
                assert write(_chunk(prefix, 50), recorded_at=AT) == 400
    loaded = _chunk(1, 1)[0].stream
    with acting(ACTOR):
        done = append(actor=ACTOR, stream=loaded, at=AT, remit_id=7, events=[NewEvent("more", {})])
        rows = events(loaded)
    assert [item.seq for item in done] == [9]
    assert rows[2].payload == {"文": 'a\\b"\n\t', "n": 2}
    assert (rows[2].actor_name, rows[2].device, rows[2].reason) == ("林\\晓", "机\n", "由\t")
    report = verify()
    assert (report.findings, report.streams, report.events, report.entries) == ([], 100, 801, 3)
    assert verify(loaded).ok


def test_the_same_load_gives_the_same_bytes(database_urls: dict[str, str], superuser: psycopg.Connection) -> None:
    def load() -> list[tuple[object, ...]]:
        with _as_owner(database_urls), transaction.atomic():
            write(_chunk(1, 5), recorded_at=AT)
        return superuser.execute("SELECT prev, hash, signature, root FROM ledger_entry").fetchall()

    first = load()
    with superuser.transaction():
        superuser.execute("SET LOCAL session_replication_role = replica")
        superuser.execute("TRUNCATE ledger_event, ledger_head, ledger_entry")
    assert load() == first


def test_row_security_is_forced_again_after_a_load_and_after_a_failed_one(
    database_urls: dict[str, str], superuser: psycopg.Connection
) -> None:
    with _as_owner(database_urls):
        with transaction.atomic():
            write(_chunk(1, 1), recorded_at=AT)
        with pytest.raises(DatabaseError), transaction.atomic():
            write(_chunk(1, 1), recorded_at=AT)
    row = superuser.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'ledger_event'").fetchone()
    assert row == (True,)
    assert verify().events == 8


def test_the_application_itself_cannot_load() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        write(_chunk(3, 1), recorded_at=AT)


def test_payloads_given_as_canonical_bytes_are_taken_as_they_are(database_urls: dict[str, str]) -> None:
    stream = Stream("case", UUID(int=5 << 64))
    event = BulkEvent("step", canonical_json({"乙": 1, "甲": "x"}), AT, UUID(int=9), "林晓")
    with _as_owner(database_urls), transaction.atomic():
        write([BulkStream(stream, None, [event])], recorded_at=AT)
    with acting(ACTOR):
        assert events(stream)[0].payload == {"甲": "x", "乙": 1}
    assert verify().ok


def test_several_processes_find_what_one_finds(database_urls: dict[str, str], superuser: psycopg.Connection) -> None:
    with _as_owner(database_urls), transaction.atomic():
        write(_chunk(1, 50), recorded_at=AT)
    said: list[str] = []
    whole = verify(workers=2, say=said.append)
    assert (whole.findings, whole.streams, whole.events, whole.entries) == ([], 50, 400, 1)
    assert said
    with superuser.transaction():
        superuser.execute("SET LOCAL session_replication_role = replica")
        superuser.execute("UPDATE ledger_event SET reason = 'x' WHERE seq = 3 AND stream_id = %s", [UUID(int=1 << 64)])
        superuser.execute("DELETE FROM ledger_event WHERE seq = 8 AND stream_id = %s", [UUID(int=1 << 64 | 7)])
    found = {(one.code, one.seq) for one in verify(workers=2).findings}
    assert found == {(one.code, one.seq) for one in verify().findings} == {("edited", 3), ("tail_cut", 8)}
