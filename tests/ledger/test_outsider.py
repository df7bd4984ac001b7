"""An outsider with the document, the tables, the public keys and the anchors proves the ledger alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import outside
import psycopg
import pytest
from django.conf import settings

from minzhifa.clock import now
from minzhifa.crypto import log_signer
from minzhifa.ledger import anchors
from minzhifa.ledger.operations import Stream
from minzhifa.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("fresh_ledger")
History = Callable[..., Stream]


@pytest.fixture
def stream(history: History) -> Stream:
    """Three streams of four acts each, one of them looked at, and a signed checkpoint of all lanes."""
    history("案甲")
    found = history("案乙")
    history("案丙", 4)
    anchors.checkpoint(now())
    return found


@contextmanager
def _with_triggers_off(superuser: psycopg.Connection) -> Iterator[None]:
    with superuser.transaction():
        superuser.execute("SET LOCAL session_replication_role = replica")
        yield


def _faults(superuser: psycopg.Connection) -> list[str]:
    return outside.check(superuser, Path(settings.KEYS_DIR), anchors.folder())


def _codes() -> set[str]:
    return {finding.code for finding in verify().findings}


def test_an_outsider_finds_a_whole_ledger_whole(stream: Stream, superuser: psycopg.Connection) -> None:
    assert superuser.execute("SELECT count(*) FROM ledger_event").fetchone() == (12,)
    assert _faults(superuser) == []


def _swap_acts(c: psycopg.Connection, stream: UUID) -> None:
    for old, new in ((2, 1002), (3, 2), (1002, 3)):
        c.execute("UPDATE ledger_event SET seq = %s WHERE stream_id = %s AND seq = %s", [new, stream, old])


def _swap_heads(c: psycopg.Connection, stream: UUID) -> None:
    for old, new in ((2, 1002), (3, 2), (1002, 3)):
        c.execute("UPDATE ledger_head SET seq = %s WHERE stream_id = %s AND seq = %s", [new, stream, old])


def _swap_entries(c: psycopg.Connection, stream: UUID) -> None:
    (lane,) = c.execute("SELECT lane FROM ledger_head WHERE stream_id = %s LIMIT 1", [stream]).fetchone() or (0,)
    for old, new in ((2, 1002), (3, 2), (1002, 3)):
        c.execute("UPDATE ledger_entry SET n = %s WHERE lane = %s AND n = %s", [new, lane, old])


def _edit(c: psycopg.Connection, stream: UUID) -> None:
    c.execute("UPDATE ledger_event SET reason = '改' WHERE stream_id = %s AND seq = 2", [stream])


def _delete_stream(c: psycopg.Connection, stream: UUID) -> None:
    c.execute("DELETE FROM ledger_event WHERE stream_id = %s", [stream])
    c.execute("DELETE FROM ledger_head WHERE stream_id = %s", [stream])


def _other_key(c: psycopg.Connection, stream: UUID) -> None:
    c.execute("UPDATE ledger_entry SET key_id = '0123456789abcdef'")


def _earlier_day(c: psycopg.Connection, stream: UUID) -> None:
    """As if an old backup had been put back: every act after the second is gone, consistently."""
    c.execute("DELETE FROM ledger_entry WHERE n > 2")
    c.execute("DELETE FROM ledger_head WHERE n > 2")
    c.execute("DELETE FROM ledger_event e WHERE NOT EXISTS (SELECT FROM ledger_head h WHERE h.stream_id = e.stream_id"
              " AND h.seq >= e.seq)")  # fmt: skip


@pytest.mark.parametrize(
    ("attack", "codes"),
    [
        (_swap_acts, {"edited", "broken", "recomputed"}),
        (_swap_heads, {"heads_edited", "recomputed"}),
        (_swap_entries, {"log_broken", "entry_edited"}),
        (_edit, {"edited"}),
        (_delete_stream, {"heads_missing"}),
        (_other_key, {"entry_edited", "bad_signature"}),
        (_earlier_day, {"log_cut"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_a_superuser_does_is_found_by_the_platform_and_by_the_outsider(
    stream: Stream, superuser: psycopg.Connection, attack: Callable[[psycopg.Connection, UUID], None], codes: set[str]
) -> None:
    with _with_triggers_off(superuser):
        attack(superuser, stream.id)
    assert codes <= _codes()
    assert _faults(superuser)


def test_a_moved_anchor_contradicts_the_log_or_the_checkpoint(stream: Stream, superuser: psycopg.Connection) -> None:
    path = anchors.folder() / "tails"
    content = bytearray(path.read_bytes())
    place = next(lane * 40 for lane in range(len(content) // 40) if any(content[lane * 40 : lane * 40 + 8]))
    content[place + 8] ^= 1
    path.write_bytes(content)
    assert _codes() >= {"anchors_disagree"} or _codes() >= {"anchor_differs"}
    assert _faults(superuser)


def test_a_log_signed_anew_with_a_stranger_key_is_not_believed(stream: Stream, superuser: psycopg.Connection) -> None:
    """Whoever owns the database alone cannot hand out a key of his own: the keys lie with the application."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    rows = superuser.execute("SELECT lane, n, hash FROM ledger_entry").fetchall()
    with _with_triggers_off(superuser):
        for lane, n, digest in rows:
            forged = key.sign(digest)
            superuser.execute("UPDATE ledger_entry SET signature = %s WHERE lane = %s AND n = %s", [forged, lane, n])
    assert _codes() == {"bad_signature"}
    assert len(_faults(superuser)) == len(rows)
    assert log_signer().key_id in {row[0] for row in superuser.execute("SELECT key_id FROM ledger_entry").fetchall()}
