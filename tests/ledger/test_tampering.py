# ruff: noqa: S608 -- table names and changes are written below
"""A superuser changes committed rows with all triggers off; verification names the row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest

from minzhifa.ledger import anchors
from minzhifa.ledger.canonical import GENESIS, EventFields, HeadFields, event_hash, heads_root, reread_json
from minzhifa.ledger.operations import Stream
from minzhifa.ledger.verify import Report, verify

pytestmark = pytest.mark.usefixtures("fresh_ledger")
History = Callable[..., Stream]


@contextmanager
def _tampering(superuser: psycopg.Connection) -> Iterator[psycopg.Connection]:
    with superuser.transaction():
        superuser.execute("SET LOCAL session_replication_role = replica")
        yield superuser


def _found(report: Report) -> set[tuple[str, str]]:
    return {(finding.code, finding.row) for finding in report.findings}


def _lane(superuser: psycopg.Connection, stream: Stream) -> tuple[int, int]:
    row = superuser.execute(
        "SELECT lane, n FROM ledger_head WHERE stream_id = %s ORDER BY seq DESC LIMIT 1", [stream.id]
    ).fetchone()
    assert row
    return row


@pytest.fixture
def stream(history: History) -> Stream:
    history("案甲")
    return history("案乙")


def test_an_untouched_ledger_is_whole(stream: Stream) -> None:
    everything = verify()
    assert (everything.findings, everything.streams, everything.events, everything.entries) == ([], 2, 8, 8)
    assert verify(stream).ok


def test_an_edited_payload_is_found(stream: Stream, superuser: psycopg.Connection) -> None:
    with _tampering(superuser):
        superuser.execute(
            "UPDATE ledger_event SET payload = jsonb_set(payload::jsonb, '{金额}', '\"1.00\"')::json"
            " WHERE stream_id = %s AND seq = 2",
            [stream.id],
        )
    assert _found(verify()) == {("edited", "案乙 第 2 条")}
    assert _found(verify(stream)) == {("edited", "案乙 第 2 条")}


def test_a_payload_that_says_the_same_in_other_bytes_is_found(stream: Stream, superuser: psycopg.Connection) -> None:
    with _tampering(superuser):
        superuser.execute(
            "UPDATE ledger_event SET payload = (payload::text || ' ')::json WHERE stream_id = %s AND seq = 2",
            [stream.id],
        )
    assert _found(verify(stream)) == {("edited", "案乙 第 2 条")}


@pytest.mark.parametrize(
    "change",
    ["actor_name = '别人'", "at = at - interval '1 day'", "remit_id = 8", "reason = '补'", "type = 'other'",
     "label = 'x'", "recorded_at = recorded_at + interval '1 microsecond'", "device = ''",
     "actor_id = gen_random_uuid()",
     "stream_kind = 'agency'"],
)  # fmt: skip
def test_every_column_is_covered_by_the_hash(stream: Stream, superuser: psycopg.Connection, change: str) -> None:
    with _tampering(superuser):
        superuser.execute(f"UPDATE ledger_event SET {change} WHERE stream_id = %s AND seq = 3", [stream.id])
    assert [(f.code, f.seq) for f in verify(stream).findings] == [("edited", 3)]


def test_a_row_deleted_in_the_middle_is_found(stream: Stream, superuser: psycopg.Connection) -> None:
    with _tampering(superuser):
        superuser.execute("DELETE FROM ledger_event WHERE stream_id = %s AND seq = 2", [stream.id])
    for report in (verify(), verify(stream)):
        assert _found(report) == {("missing", "案乙 第 2 条")}


def test_a_cut_tail_is_found(stream: Stream, superuser: psycopg.Connection) -> None:
    with _tampering(superuser):
        superuser.execute("DELETE FROM ledger_event WHERE stream_id = %s AND seq >= 3", [stream.id])
    for report in (verify(), verify(stream)):
        assert _found(report) == {("tail_cut", "案乙 第 3 条")}


def test_a_tail_cut_together_with_its_heads_is_found(stream: Stream, superuser: psycopg.Connection) -> None:
    lane, n = _lane(superuser, stream)
    with _tampering(superuser):
        superuser.execute("DELETE FROM ledger_event WHERE stream_id = %s AND seq = 4", [stream.id])
        superuser.execute("DELETE FROM ledger_head WHERE stream_id = %s AND seq = 4", [stream.id])
    for report in (verify(), verify(stream)):
        assert _found(report) == {("heads_missing", f"流首日志 {lane} 道第 {n} 条")}


def test_a_tail_cut_with_heads_and_entry_is_found_by_the_anchor(stream: Stream, superuser: psycopg.Connection) -> None:
    lane, n = _lane(superuser, stream)
    with _tampering(superuser):
        for table in ("ledger_event", "ledger_head"):
            superuser.execute(f"DELETE FROM {table} WHERE stream_id = %s AND seq = 4", [stream.id])
        superuser.execute("DELETE FROM ledger_entry WHERE lane = %s AND n >= %s", [lane, n])
    for report in (verify(), verify(stream)):
        assert _found(report) == {("log_cut", f"流首日志 {lane} 道第 {n} 条")}


def test_a_deleted_stream_is_found_by_its_name(stream: Stream, superuser: psycopg.Connection) -> None:
    with _tampering(superuser):
        superuser.execute("DELETE FROM ledger_event WHERE stream_id = %s", [stream.id])
    for report in (verify(), verify(stream)):
        assert _found(report) == {("stream_deleted", "案乙 第 1 条")}


def test_a_stream_deleted_with_all_its_heads_leaves_gaps_in_the_log(
    stream: Stream, superuser: psycopg.Connection
) -> None:
    lane, _ = _lane(superuser, stream)
    with _tampering(superuser):
        for table in ("ledger_event", "ledger_head"):
            superuser.execute(f"DELETE FROM {table} WHERE stream_id = %s", [stream.id])
    report = verify()
    assert {finding.code for finding in report.findings} == {"heads_missing"}
    assert {finding.lane for finding in report.findings} == {lane}
    assert len(report.findings) == 4


def _recompute(superuser: psycopg.Connection, stream: Stream, *, heads: bool) -> None:
    """What an able superuser does: change an act, then compute every later hash again."""
    rows = superuser.execute(
        "SELECT seq, type, payload::text, actor_id, actor_name, at, recorded_at, device, reason, remit_id, label"
        " FROM ledger_event WHERE stream_id = %s ORDER BY seq", [stream.id],
    ).fetchall()  # fmt: skip
    previous = GENESIS
    for seq, type_, payload, actor, name, at, recorded, device, reason, remit, label in rows:
        text = payload.replace("20000.00", "2.00")
        fields = EventFields(
            "case", stream.id, label, seq, type_, reread_json(text), actor, name, at, recorded, device, reason, remit
        )
        digest = event_hash(previous, fields)
        superuser.execute(
            "UPDATE ledger_event SET payload = %s, prev_hash = %s, hash = %s WHERE stream_id = %s AND seq = %s",
            [text, previous, digest, stream.id, seq],
        )
        if heads:
            superuser.execute(
                "UPDATE ledger_head SET hash = %s WHERE stream_id = %s AND seq = %s", [digest, stream.id, seq]
            )
        previous = digest


def test_a_chain_recomputed_by_a_superuser_is_found(stream: Stream, superuser: psycopg.Connection) -> None:
    with _tampering(superuser):
        _recompute(superuser, stream, heads=False)
    for report in (verify(), verify(stream)):
        assert _found(report) == {("recomputed", "案乙 第 2 条")}


def test_a_chain_recomputed_with_its_heads_is_found(stream: Stream, superuser: psycopg.Connection) -> None:
    with _tampering(superuser):
        _recompute(superuser, stream, heads=True)
    for report in (verify(), verify(stream)):
        assert {finding.code for finding in report.findings} == {"heads_edited"}
        assert len(report.findings) == 3


def test_a_log_recomputed_without_the_key_is_found(stream: Stream, superuser: psycopg.Connection) -> None:
    from minzhifa.ledger.canonical import EntryFields, entry_hash

    lane, n = _lane(superuser, stream)
    with _tampering(superuser):
        _recompute(superuser, stream, heads=True)
        head = superuser.execute(
            "SELECT stream_kind, stream_id, label, seq, added, hash FROM ledger_head WHERE lane = %s AND n = %s",
            [lane, n],
        ).fetchone()
        entry = superuser.execute(
            "SELECT prev, at, key_id FROM ledger_entry WHERE lane = %s AND n = %s", [lane, n]
        ).fetchone()
        assert head and entry
        root = heads_root([HeadFields(*head)])
        digest = entry_hash(entry[0], EntryFields(lane, n, 1, root, entry[1], entry[2]))
        superuser.execute(
            "UPDATE ledger_entry SET root = %s, hash = %s WHERE lane = %s AND n = %s", [root, digest, lane, n]
        )
    for report in (verify(), verify(stream)):
        assert ("bad_signature", f"流首日志 {lane} 道第 {n} 条") in _found(report)


def test_a_broken_lane_is_found(history: History, superuser: psycopg.Connection) -> None:
    stream = history("案丙")
    lane, n = _lane(superuser, stream)
    with _tampering(superuser):
        superuser.execute("DELETE FROM ledger_entry WHERE lane = %s AND n = %s", [lane, n - 2])
    assert ("log_missing", f"流首日志 {lane} 道第 {n - 2} 条") in _found(verify())
    assert {finding.code for finding in verify(stream).findings} == {"log_broken", "entry_missing"}


def test_an_event_slipped_in_past_the_log_is_found(stream: Stream, superuser: psycopg.Connection) -> None:
    row = superuser.execute("SELECT * FROM ledger_event WHERE stream_id = %s AND seq = 4", [stream.id]).fetchone()
    assert row
    with _tampering(superuser):
        superuser.execute(
            "CREATE TEMP TABLE copy AS SELECT * FROM ledger_event WHERE stream_id = %s AND seq = 4", [stream.id]
        )
        superuser.execute("UPDATE copy SET seq = 5")
        superuser.execute("INSERT INTO ledger_event SELECT * FROM copy")
        superuser.execute("DROP TABLE copy")
    assert ("unlogged", "案乙 第 5 条") in _found(verify(stream))


def test_a_whole_ledger_emptied_is_found_by_the_anchors(stream: Stream, superuser: psycopg.Connection) -> None:
    with _tampering(superuser):
        superuser.execute("TRUNCATE ledger_event, ledger_head, ledger_entry")
    assert {finding.code for finding in verify().findings} == {"log_cut"}


def test_a_checkpoint_finds_a_cut_when_the_slots_were_lost(stream: Stream, superuser: psycopg.Connection) -> None:
    from minzhifa.clock import now

    anchors.checkpoint(now())
    (anchors.folder() / "tails").unlink()
    assert verify().ok
    lane, n = _lane(superuser, stream)
    with _tampering(superuser):
        for table in ("ledger_event", "ledger_head"):
            superuser.execute(f"DELETE FROM {table} WHERE stream_id = %s AND seq = 4", [stream.id])
        superuser.execute("DELETE FROM ledger_entry WHERE lane = %s AND n = %s", [lane, n])
    assert _found(verify(stream)) == {("log_cut", f"流首日志 {lane} 道第 {n} 条")}


def test_a_forged_checkpoint_is_not_believed(stream: Stream) -> None:
    from minzhifa.clock import now

    anchors.checkpoint(now())
    path = anchors.folder() / "checkpoints.jsonl"
    path.write_text(path.read_text().replace('"at": "20', '"at": "19'))
    assert {finding.code for finding in verify().findings} == {"bad_checkpoint"}


def test_after_so_many_findings_it_stops(stream: Stream, superuser: psycopg.Connection) -> None:
    with _tampering(superuser):
        superuser.execute("UPDATE ledger_event SET device = '改'")
    assert len(verify(limit=3).findings) == 3


def test_the_application_cannot_change_delete_or_empty(stream: Stream) -> None:
    from django.db import ProgrammingError, connection

    for table in ("ledger_event", "ledger_head", "ledger_entry"):
        for statement in (f"UPDATE {table} SET hash = hash", f"DELETE FROM {table}", f"TRUNCATE {table}"):
            with pytest.raises(ProgrammingError), connection.cursor() as cursor:
                cursor.execute(statement)


def test_even_the_owner_is_stopped_by_the_trigger(stream: Stream, superuser: psycopg.Connection) -> None:
    for statement in ("UPDATE ledger_event SET device = ''", "DELETE FROM ledger_head", "TRUNCATE ledger_entry"):
        with pytest.raises(psycopg.errors.RestrictViolation):
            superuser.execute(statement)
