"""Histories of generated or migrated cases, written by COPY: same bytes, same chains, one signed entry a chunk.

COPY cannot fill a table behind forced row security, so this runs as the owner (`MINZHIFA_AS_OWNER=1`), who lifts the
force for the length of the transaction (`access.rls.lifted`). Online acts go on in their own lanes between chunks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from minzhifa.access.rls import lifted
from minzhifa.crypto import sm3
from minzhifa.ledger import anchors
from minzhifa.ledger.bulk_rows import (
    BIG,
    HASH,
    INT,
    NULL,
    SMALL,
    UUID_SIZE,
    Spelling,
    copy_rows,
    field,
    int4,
    moment,
)
from minzhifa.ledger.canonical import EVENT_FORMAT, GENESIS, HeadFields, canonical_json
from minzhifa.ledger.operations.append import BULK_LANE, SignedEntry, sign_entry
from minzhifa.ledger.types import Stream

TABLES = ("ledger_event", "ledger_head", "ledger_entry")
_EVENTS = (
    "ledger_event (stream_id, seq, stream_kind, label, type, payload, actor_id, actor_name, at, recorded_at, device,"
    " reason, remit_id, prev_hash, hash)"
)
_HEADS = "ledger_head (stream_id, seq, stream_kind, label, added, hash, lane, n)"
_ENTRY = "ledger_entry (lane, n, count, root, prev, hash, signature, key_id, at)"


@dataclass(slots=True)
class BulkEvent:
    """One act of a generated history. `payload` as in `NewEvent`, or bytes that already are canonical JSON."""

    type: str
    payload: Any
    at: datetime
    actor_id: UUID
    actor_name: str
    device: str = ""
    reason: str = ""


@dataclass(slots=True)
class BulkStream:
    """A whole new stream; it must not exist yet."""

    stream: Stream
    remit_id: int | None
    events: Sequence[BulkEvent]


@dataclass(slots=True)
class Prepared:
    """A chunk hashed and spelled out for COPY, ready to be written; needs no database so far."""

    rows: list[bytes]
    heads: list[HeadFields]
    recorded_at: datetime


def prepare(chunk: Iterable[BulkStream], *, recorded_at: datetime) -> Prepared:
    """Hash a chunk outside the transaction, so that several processes can do it. Raises `NotCanonical`."""
    spell, rows = Spelling(recorded_at), list[bytes]()
    heads = [_chain(item, spell, rows) for item in chunk if item.events]
    return Prepared(rows, heads, recorded_at)


def write(chunk: Iterable[BulkStream], *, recorded_at: datetime) -> int:
    """Write one chunk (a few thousand streams) in the open transaction, and one signed entry; returns the events.

    The same chunk with the same `recorded_at` after the same ledger gives the same bytes. Raises `NotCanonical`,
    `IntegrityError` for a stream that exists, RuntimeError outside a transaction.
    """
    prepared = prepare(chunk, recorded_at=recorded_at)
    if not connection.in_atomic_block:
        raise RuntimeError("a chunk is written inside a transaction")
    with lifted(*TABLES):
        write_events(prepared)
        return sign(prepared)


def write_events(prepared: Prepared) -> None:
    """The greater part of the work, which several connections may do side by side; `sign` follows in the transaction.

    The force of row security must be lifted already.
    """
    copy_rows(_EVENTS, prepared.rows)


def sign(prepared: Prepared) -> int:
    """Heads and signed entry of a chunk whose events are written: holds the lane until the end of the transaction."""
    heads = prepared.heads
    if not heads:
        return 0
    entry = sign_entry(BULK_LANE, _lock_lane(), heads, prepared.recorded_at)
    copy_rows(_HEADS, _head_rows(entry))
    copy_rows(_ENTRY, [_entry_row(entry)])
    transaction.on_commit(lambda: anchors.advance({BULK_LANE: (entry.fields.n, entry.hash)}), robust=True)
    return len(prepared.rows)


def _chain(item: BulkStream, spell: Spelling, rows: list[bytes]) -> HeadFields:
    stream = item.stream
    of_stream, to_row = spell.stream(stream.kind, stream.id, stream.label)
    remit = b"null" if item.remit_id is None else b"%d" % item.remit_id
    last_field = INT + int4(item.remit_id) if item.remit_id is not None else NULL
    previous, seq = GENESIS, 0
    for seq, event in enumerate(item.events, 1):
        payload = event.payload if isinstance(event.payload, bytes) else canonical_json(event.payload)
        kind, kind_row = spell.text(event.type)
        who, who_row = spell.person(event.actor_id, event.actor_name)
        at, at_row = spell.instant(event.at)
        why, why_row = spell.pair(event.device, event.reason)
        text = b"[%b,%d,%b,%b,%b,%b,%b,%b,%b]" % (
            of_stream, seq, kind, who, at, spell.recorded, why, remit, payload
        )  # fmt: skip
        digest = sm3(EVENT_FORMAT + previous + text)
        rows.append(b"".join((
            to_row[0], int4(seq), to_row[1], kind_row, int4(len(payload)), payload, who_row, at_row,
            spell.recorded_row, why_row, last_field, HASH, previous, HASH, digest,
        )))  # fmt: skip
        previous = digest
    return HeadFields(stream.kind, stream.id, stream.label, seq, seq, previous)


def _head_rows(entry: SignedEntry) -> list[bytes]:
    end = SMALL + entry.fields.lane.to_bytes(2, "big") + BIG + entry.fields.n.to_bytes(8, "big")
    return [
        b"".join((
            b"\0\x08", UUID_SIZE, h.stream_id.bytes, INT, int4(h.seq), field(h.kind.encode()), field(h.label.encode()),
            INT, int4(h.added), HASH, h.hash, end,
        ))
        for h in entry.heads
    ]  # fmt: skip


def _entry_row(entry: SignedEntry) -> bytes:
    e = entry.fields
    return b"".join((
        b"\0\x09", SMALL, e.lane.to_bytes(2, "big"), BIG, e.n.to_bytes(8, "big"), INT, int4(e.count), field(e.root),
        field(entry.prev), field(entry.hash), field(entry.signature), field(e.key_id.encode()), moment(e.at),
    ))  # fmt: skip


def _lock_lane() -> tuple[int, bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_n, last_hash FROM ledger_tails(%s::smallint[], '{}')", [[BULK_LANE]])
        n, digest = cursor.fetchone()
    return n, bytes(digest)
