"""Append events to their streams and the new heads to the signed log: two SQL statements, whatever the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction

from minzhifa.access import Actor
from minzhifa.access.postgresql.base import prepared
from minzhifa.crypto import log_signer
from minzhifa.ledger import anchors
from minzhifa.ledger.canonical import (
    GENESIS,
    EntryFields,
    EventFields,
    HeadFields,
    NotCanonical,
    canonical_json,
    entry_hash,
    event_hash,
    heads_root,
)
from minzhifa.ledger.errors import NotRecordable, Overtaken
from minzhifa.ledger.types import Batch, NewEvent, Recorded, Stream

LANES = 64
BULK_LANE = LANES  # bulk loads have a lane of their own and never make an online act wait


def lane_of(stream_id: UUID) -> int:
    """The lane in which a stream's online appends are logged."""
    return stream_id.int % LANES


def append(
    *,
    actor: Actor,
    stream: Stream,
    events: Sequence[NewEvent],
    at: datetime,
    remit_id: int | None = None,
    reason: str = "",
    expected_seq: int | None = None,
) -> list[Recorded]:
    """Record `events` at the end of one stream; see `append_many`."""
    batch = Batch(stream, events, remit_id, reason, expected_seq)
    return append_many(actor=actor, batches=[batch], at=at)[0]


def append_many(*, actor: Actor, batches: Sequence[Batch], at: datetime) -> list[list[Recorded]]:
    """Record events of several streams as one signed step per lane; returns number and hash of each, as given.

    Call it once, as the last act of a transaction: it holds the lanes' locks until the commit. Two calls in one
    transaction are right, but may meet another such transaction in the opposite order; PostgreSQL then aborts one.
    Raises `NotRecordable`, `Overtaken` (expected_seq), RuntimeError outside a transaction, ValueError for one stream
    given twice or a naive `at`. Nothing is recorded when it raises.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the ledger is written inside the transaction of the act")
    if at.tzinfo is None:
        raise ValueError("`at` needs its zone")
    given = [batch for batch in batches if batch.events]
    if len({batch.stream.id for batch in given}) != len(given):
        raise ValueError("one stream is given once")
    if not given:
        return [[] for _ in batches]
    try:
        payloads = [[canonical_json(event.payload) for event in batch.events] for batch in given]
    except NotCanonical as error:
        raise NotRecordable(str(error)) from error
    tails = _lock_and_read([batch.stream.id for batch in given])
    chains = [_chain(actor, batch, texts, tails, at) for batch, texts in zip(given, payloads, strict=True)]
    _insert([row for chain in chains for row in chain.rows], _entries(chains, tails))
    found = {chain.head.stream_id: chain.recorded for chain in chains}
    return [found[batch.stream.id] if batch.events else [] for batch in batches]


@dataclass(slots=True)
class _Tails:
    now: datetime
    streams: dict[UUID, tuple[str, int, bytes]]
    lanes: dict[int, tuple[int, bytes]]


@dataclass(slots=True)
class _Chain:
    head: HeadFields
    rows: list[dict[str, Any]]
    recorded: list[Recorded]


def _lock_and_read(streams: list[UUID]) -> _Tails:
    """Statement 1. The function is VOLATILE: it takes the locks, then reads with a snapshot younger than the locks."""
    lanes = sorted({lane_of(stream) for stream in streams})
    with prepared() as cursor:
        cursor.execute(
            "SELECT moment, stream, kind, last_seq, last_lane, last_n, last_hash"
            " FROM ledger_tails(%s::smallint[], %s::uuid[])",
            [lanes, streams],
        )
        rows = cursor.fetchall()
    tails = _Tails(rows[0][0], {}, {})
    for _, stream, kind, seq, lane, n, digest in rows:
        if stream is None:
            tails.lanes[lane] = (n, bytes(digest))
        elif seq is not None:
            tails.streams[stream] = (kind, seq, bytes(digest))
    return tails


def _chain(actor: Actor, batch: Batch, texts: list[bytes], tails: _Tails, at: datetime) -> _Chain:
    stream = batch.stream
    kind, seq, previous = tails.streams.get(stream.id, (stream.kind, 0, GENESIS))
    if kind != stream.kind:
        raise ValueError(f"stream {stream.id} is a {kind}, not a {stream.kind}")
    if batch.expected_seq is not None and batch.expected_seq != seq:
        raise Overtaken(stream.label)
    rows: list[dict[str, Any]] = []
    common = {
        "stream_id": stream.id, "stream_kind": stream.kind, "label": stream.label, "actor_id": actor.account_id,
        "actor_name": actor.name, "at": at, "recorded_at": tails.now, "device": actor.device, "reason": batch.reason,
        "remit_id": batch.remit_id,
    }  # fmt: skip
    recorded: list[Recorded] = []
    for event, text in zip(batch.events, texts, strict=True):
        seq += 1
        fields = EventFields(
            stream.kind, stream.id, stream.label, seq, event.type, text, actor.account_id, actor.name,
            at, tails.now, actor.device, batch.reason, batch.remit_id,
        )  # fmt: skip
        digest = event_hash(previous, fields)
        rows.append({
            **common, "seq": seq, "type": event.type, "payload": msgspec.Raw(text),
            "prev_hash": _bytea(previous), "hash": _bytea(digest),
        })  # fmt: skip
        recorded.append(Recorded(seq, digest))
        previous = digest
    head = HeadFields(stream.kind, stream.id, stream.label, seq, len(rows), previous)
    return _Chain(head, rows, recorded)


@dataclass(slots=True)
class SignedEntry:
    """An entry ready to be stored, with the heads it covers."""

    fields: EntryFields
    prev: bytes
    hash: bytes
    signature: bytes
    heads: list[HeadFields]


def sign_entry(lane: int, tail: tuple[int, bytes], heads: list[HeadFields], at: datetime) -> SignedEntry:
    """The next entry of a lane whose last one is `tail` (number, hash)."""
    signer = log_signer()
    fields = EntryFields(lane, tail[0] + 1, len(heads), heads_root(heads), at, signer.key_id)
    digest = entry_hash(tail[1], fields)
    return SignedEntry(fields, tail[1], digest, signer.sign(digest), heads)


def _entries(chains: list[_Chain], tails: _Tails) -> list[SignedEntry]:
    lanes: dict[int, list[HeadFields]] = {}
    for chain in chains:
        lanes.setdefault(lane_of(chain.head.stream_id), []).append(chain.head)
    return [sign_entry(lane, tails.lanes[lane], heads, tails.now) for lane, heads in sorted(lanes.items())]


# Every row travels inside one JSON value: the text never changes, so the server plans it once a connection.
_INSERT = """
WITH e AS (
  INSERT INTO ledger_event (stream_id, seq, stream_kind, label, type, payload, actor_id, actor_name, at, recorded_at,
         device, reason, remit_id, prev_hash, hash)
  SELECT stream_id, seq, stream_kind, label, type, payload, actor_id, actor_name, at, recorded_at,
         device, reason, remit_id, prev_hash, hash FROM json_populate_recordset(NULL::ledger_event, %s)
), h AS (
  INSERT INTO ledger_head (stream_id, seq, stream_kind, label, added, hash, lane, n)
  SELECT stream_id, seq, stream_kind, label, added, hash, lane, n FROM json_populate_recordset(NULL::ledger_head, %s)
)
INSERT INTO ledger_entry (lane, n, count, root, prev, hash, signature, key_id, at)
SELECT lane, n, count, root, prev, hash, signature, key_id, at FROM json_populate_recordset(NULL::ledger_entry, %s)
"""
_encode = msgspec.json.Encoder().encode


def _bytea(data: bytes) -> str:
    """As PostgreSQL reads bytes inside JSON text."""
    return "\\x" + data.hex()


def _insert(events: list[dict[str, Any]], entries: list[SignedEntry]) -> None:
    """Statement 2: events, heads and entries together."""
    heads = [
        {"stream_id": h.stream_id, "seq": h.seq, "stream_kind": h.kind, "label": h.label, "added": h.added,
         "hash": _bytea(h.hash), "lane": entry.fields.lane, "n": entry.fields.n}
        for entry in entries
        for h in entry.heads
    ]  # fmt: skip
    log = [
        {"lane": e.fields.lane, "n": e.fields.n, "count": e.fields.count, "root": _bytea(e.fields.root),
         "prev": _bytea(e.prev), "hash": _bytea(e.hash), "signature": _bytea(e.signature),
         "key_id": e.fields.key_id, "at": e.fields.at}
        for e in entries
    ]  # fmt: skip
    with prepared() as cursor:
        cursor.execute(_INSERT, [_encode(rows).decode() for rows in (events, heads, log)])
    tails = {entry.fields.lane: (entry.fields.n, entry.hash) for entry in entries}
    transaction.on_commit(lambda: anchors.advance(tails), robust=True)
