"""The bytes that are hashed. docs/ledger-format.md says the same in words, so that an outsider can recompute it.

Changing anything here needs a new format number; rows already written keep theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec

from minzhifa.crypto import sm3

GENESIS = bytes(32)  # what comes before the first event of a stream, and before the first entry of a lane
EVENT_FORMAT, _HEADS, _ENTRY = b"minzhifa/event/1\n", b"minzhifa/heads/1\n", b"minzhifa/entry/1\n"


class NotCanonical(ValueError):
    """A payload that would not come back from the database as it went in (floats, NUL, no object at the top)."""


def _no_floats(text: str) -> float:
    raise NotCanonical(f"a ledger payload holds no floating point number ({text}); write it as a string")


_encode = msgspec.json.Encoder(order="sorted").encode
_decode = msgspec.json.Decoder(float_hook=_no_floats).decode


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_has_nul(key) or _has_nul(item) for key, item in value.items())
    return isinstance(value, list) and any(map(_has_nul, value))


def canonical_json(payload: Any) -> bytes:
    """One spelling for one JSON object: UTF-8, keys in code point order, no blanks, shortest escapes.

    Takes what msgspec can spell: dates as ISO 8601, Decimals and UUIDs as strings, dataclasses as objects.
    Raises `NotCanonical` for floats, NUL characters, lone surrogates, keys that are no strings, and anything but an
    object at the top.
    """
    try:
        result: bytes = _encode(payload)
        value = _decode(result)
    except (UnicodeEncodeError, TypeError, OverflowError, msgspec.MsgspecError) as error:
        raise NotCanonical(str(error)) from error
    if not isinstance(value, dict):
        raise NotCanonical("a ledger payload is an object")
    if b"\\u0000" in result and _has_nul(value):
        raise NotCanonical("PostgreSQL cannot store the character NUL")
    return result


def reread_json(stored: str | bytes) -> bytes:
    """The canonical spelling of what the database holds (its own blanks and key order do not matter)."""
    return _encode(msgspec.json.decode(stored))


@dataclass(slots=True)
class EventFields:
    """Everything of one event that its hash covers, besides the hash before it."""

    kind: str
    stream_id: UUID
    label: str
    seq: int
    type: str
    payload: bytes
    actor_id: UUID
    actor_name: str
    at: datetime
    recorded_at: datetime
    device: str
    reason: str
    remit_id: int | None


def event_hash(previous: bytes, event: EventFields) -> bytes:
    """SM3 of the format's name, the previous hash (32 bytes), and the JSON array of the event's fields."""
    fields = [
        event.kind,
        event.stream_id,
        event.label,
        event.seq,
        event.type,
        event.actor_id,
        event.actor_name,
        event.at if event.at.tzinfo is UTC else event.at.astimezone(UTC),
        event.recorded_at if event.recorded_at.tzinfo is UTC else event.recorded_at.astimezone(UTC),
        event.device,
        event.reason,
        event.remit_id,
        msgspec.Raw(event.payload),
    ]
    return sm3(EVENT_FORMAT + previous + _encode(fields))


@dataclass(frozen=True, slots=True)
class HeadFields:
    """The state of one stream after an append: its last number and hash, and how many events it got."""

    kind: str
    stream_id: UUID
    label: str
    seq: int
    added: int
    hash: bytes


def heads_root(heads: Iterable[HeadFields]) -> bytes:
    """SM3 over one JSON line a head, in the order of stream id, then seq."""
    lines = (
        _encode([head.kind, head.stream_id, head.label, head.seq, head.added, head.hash.hex()])
        for head in sorted(heads, key=lambda head: (head.stream_id.int, head.seq))
    )
    return sm3(_HEADS + b"\n".join(lines))


@dataclass(frozen=True, slots=True)
class EntryFields:
    """One entry of the signed log of heads."""

    lane: int
    n: int
    count: int
    root: bytes
    at: datetime
    key_id: str


def entry_hash(previous: bytes, entry: EntryFields) -> bytes:
    """SM3 of the format's name, the previous entry's hash, and the JSON array of the entry's fields. It is signed."""
    fields = [entry.lane, entry.n, entry.count, entry.root.hex(), entry.at.astimezone(UTC), entry.key_id]
    return sm3(_ENTRY + previous + _encode(fields))
