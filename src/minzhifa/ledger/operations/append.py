"""Append events to their streams and the new heads to the signed log: two SQL statements, whatever the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from minzhifa.access import Actor
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
    rows: list[tuple[Any, ...]]
    recorded: list[Recorded]


def _lock_and_read(streams: list[UUID]) -> _Tails:
    """Statement 1. The function is VOLATILE: it takes the locks, then reads with a snapshot younger than the locks."""
    lanes = sorted({lane_of(stream) for stream in streams})
    with connection.cursor() as cursor:
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
    rows: list[tuple[Any, ...]] = []
    recorded: list[Recorded] = []
    for event, text in zip(batch.events, texts, strict=True):
        seq += 1
        fields = EventFields(
            stream.kind, stream.id, stream.label, seq, event.type, text, actor.account_id, actor.name,
            at, tails.now, actor.device, batch.reason, batch.remit_id,
        )  # fmt: skip
        digest = event_hash(previous, fields)
        rows.append((
            stream.id, seq, stream.kind, stream.label, event.type, text.decode(), actor.account_id, actor.name,
            at, tails.now, actor.device, batch.reason, batch.remit_id, previous, digest,
        ))  # fmt: skip
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


_EVENTS = (
    "INSERT INTO ledger_event (stream_id, seq, stream_kind, label, type, payload, actor_id, actor_name, at,"
    " recorded_at, device, reason, remit_id, prev_hash, hash) VALUES "
)
_HEADS = "INSERT INTO ledger_head (stream_id, seq, stream_kind, label, added, hash, lane, n) VALUES "
_ENTRY = "INSERT INTO ledger_entry (lane, n, count, root, prev, hash, signature, key_id, at) VALUES "


def _values(rows: list[tuple[Any, ...]]) -> str:
    one = "(" + ",".join(["%s"] * len(rows[0])) + ")"
    return ",".join([one] * len(rows))


def _insert(events: list[tuple[Any, ...]], entries: list[SignedEntry]) -> None:
    """Statement 2: events, heads and entries together."""
    heads = [
        (h.stream_id, h.seq, h.kind, h.label, h.added, h.hash, entry.fields.lane, entry.fields.n)
        for entry in entries
        for h in entry.heads
    ]
    log = [
        (e.fields.lane, e.fields.n, e.fields.count, e.fields.root, e.prev, e.hash, e.signature, e.fields.key_id,
         e.fields.at)
        for e in entries
    ]  # fmt: skip
    sql = f"WITH e AS ({_EVENTS}{_values(events)}), h AS ({_HEADS}{_values(heads)}) {_ENTRY}{_values(log)}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for rows in (events, heads, log) for row in rows for value in row])
    tails = {entry.fields.lane: (entry.fields.n, entry.hash) for entry in entries}
    transaction.on_commit(lambda: anchors.advance(tails), robust=True)
