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
from minzhifa.ledger import anchors
from minzhifa.ledger.canonical import GENESIS, EventFields, HeadFields, canonical_json, event_hash
from minzhifa.ledger.operations.append import BULK_LANE, SignedEntry, sign_entry
from minzhifa.ledger.types import Stream

TABLES = ("ledger_event", "ledger_head", "ledger_entry")


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


_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(slots=True)
class Prepared:
    """A chunk hashed and spelled out, ready to be written; needs no database so far."""

    lines: list[str]
    heads: list[HeadFields]
    recorded_at: datetime


def prepare(chunk: Iterable[BulkStream], *, recorded_at: datetime) -> Prepared:
    """Hash a chunk outside the transaction, so that several processes can do it. Raises `NotCanonical`."""
    lines: list[str] = []
    heads = [_stream_lines(item, recorded_at, lines) for item in chunk if item.events]
    return Prepared(lines, heads, recorded_at)


def write(chunk: Iterable[BulkStream], *, recorded_at: datetime) -> int:
    """Write one chunk (a few thousand streams) in the open transaction, and one signed entry; returns the events.

    The same chunk with the same `recorded_at` after the same ledger gives the same bytes. Raises `NotCanonical`,
    `IntegrityError` for a stream that exists, RuntimeError outside a transaction.
    """
    return write_prepared(prepare(chunk, recorded_at=recorded_at))


def write_prepared(prepared: Prepared) -> int:
    """The writing half of `write`."""
    if not connection.in_atomic_block:
        raise RuntimeError("a chunk is written inside a transaction")
    lines, heads, recorded_at = prepared.lines, prepared.heads, prepared.recorded_at
    if not heads:
        return 0
    tail = _lock_lane()
    entry = sign_entry(BULK_LANE, tail, heads, recorded_at)
    with lifted(*TABLES):
        _copy("ledger_event (stream_id, seq, stream_kind, label, type, payload, actor_id, actor_name, at, recorded_at,"
              " device, reason, remit_id, prev_hash, hash)", lines)  # fmt: skip
        _copy("ledger_head (stream_id, seq, stream_kind, label, added, hash, lane, n)", _head_lines(entry))
        _copy("ledger_entry (lane, n, count, root, prev, hash, signature, key_id, at)", [_entry_line(entry)])
    transaction.on_commit(lambda: anchors.advance({BULK_LANE: (entry.fields.n, entry.hash)}), robust=True)
    return len(lines)


def _stream_lines(item: BulkStream, recorded_at: datetime, lines: list[str]) -> HeadFields:
    stream, remit_id = item.stream, item.remit_id
    fields = EventFields(
        stream.kind, stream.id, stream.label, 0, "", b"", stream.id, "", recorded_at, recorded_at, "", "", remit_id
    )
    start, kind = stream.id.hex, f"{stream.kind}\t{stream.label.translate(_ESCAPES)}"
    recorded, remit = recorded_at.isoformat(), "\\N" if remit_id is None else str(remit_id)
    previous, before, seq = GENESIS, GENESIS.hex(), 0
    for seq, event in enumerate(item.events, 1):
        payload = event.payload if isinstance(event.payload, bytes) else canonical_json(event.payload)
        fields.seq, fields.type, fields.payload = seq, event.type, payload
        fields.actor_id, fields.actor_name, fields.at = event.actor_id, event.actor_name, event.at
        fields.device, fields.reason = event.device, event.reason
        previous = event_hash(previous, fields)
        digest = previous.hex()
        text = payload.decode().replace("\\", "\\\\")
        who = f"{event.actor_id.hex}\t{event.actor_name.translate(_ESCAPES)}"
        why = f"{event.device.translate(_ESCAPES)}\t{event.reason.translate(_ESCAPES)}"
        lines.append(
            f"{start}\t{seq}\t{kind}\t{event.type}\t{text}\t{who}\t{event.at.isoformat()}\t{recorded}\t{why}\t{remit}"
            f"\t\\\\x{before}\t\\\\x{digest}\n"
        )
        before = digest
    return HeadFields(stream.kind, stream.id, stream.label, seq, seq, previous)


def _head_lines(entry: SignedEntry) -> list[str]:
    end = f"{entry.fields.lane}\t{entry.fields.n}\n"
    return [
        f"{h.stream_id.hex}\t{h.seq}\t{h.kind}\t{h.label.translate(_ESCAPES)}\t{h.added}\t\\\\x{h.hash.hex()}\t{end}"
        for h in entry.heads
    ]


def _entry_line(entry: SignedEntry) -> str:
    e = entry.fields
    binary = "\t".join(f"\\\\x{value.hex()}" for value in (e.root, entry.prev, entry.hash, entry.signature))
    return f"{e.lane}\t{e.n}\t{e.count}\t{binary}\t{e.key_id}\t{e.at.isoformat()}\n"


def _lock_lane() -> tuple[int, bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_n, last_hash FROM ledger_tails(%s::smallint[], '{}')", [[BULK_LANE]])
        n, digest = cursor.fetchone()
    return n, bytes(digest)


def _copy(target: str, lines: list[str]) -> None:
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {target} FROM STDIN") as copy,
    ):
        for start in range(0, len(lines), 500):
            copy.write("".join(lines[start : start + 500]))
