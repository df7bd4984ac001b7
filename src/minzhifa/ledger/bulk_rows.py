"""Spellings for bulk loads: the canonical JSON of an event and its row of binary COPY, from pieces made once each.

`canonical.event_hash` is the definition; what is spelled here is the same text, put together from pieces that stay
the same from event to event. A test compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from struct import Struct
from uuid import UUID

import msgspec
from django.db import connection

int4 = Struct(">i").pack
INT, BIG, SMALL, HASH, UUID_SIZE, NULL = (int4(size) for size in (4, 8, 2, 32, 16, -1))
_encode = msgspec.json.Encoder().encode
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SIGNATURE, _END = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
_BATCH = 200


def field(value: bytes) -> bytes:
    """One field of a row."""
    return int4(len(value)) + value


def moment(at: datetime) -> bytes:
    """A timestamptz field: microseconds since 2000."""
    return BIG + ((at - _EPOCH) // _MICROSECOND).to_bytes(8, "big", signed=True)


def copy_rows(target: str, rows: Sequence[bytes]) -> None:
    """Send rows of binary COPY to `target`, a table with its columns."""
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {target} FROM STDIN (FORMAT binary)") as copy,
    ):
        copy.write(_SIGNATURE)
        for start in range(0, len(rows), _BATCH):
            copy.write(b"".join(rows[start : start + _BATCH]))
        copy.write(_END)


class Spelling:
    """Remembers how values are spelled, for one chunk recorded at one instant."""

    def __init__(self, recorded_at: datetime) -> None:
        self._texts: dict[str, tuple[bytes, bytes]] = {}
        self._people: dict[tuple[UUID, str], tuple[bytes, bytes]] = {}
        self._pairs: dict[tuple[str, str], tuple[bytes, bytes]] = {}
        self._instants: dict[datetime, tuple[bytes, bytes]] = {}
        self.recorded, self.recorded_row = self.instant(recorded_at)

    def stream(self, kind: str, stream_id: UUID, label: str) -> tuple[bytes, tuple[bytes, bytes]]:
        """JSON of the stream's fields; the row's beginning up to the number, and what follows the number."""
        before = b"\0\x0f" + UUID_SIZE + stream_id.bytes + INT
        return _encode([kind, stream_id, label])[1:-1], (before, field(kind.encode()) + field(label.encode()))

    def text(self, value: str) -> tuple[bytes, bytes]:
        """A short text that comes again."""
        found = self._texts.get(value)
        if found is None:
            found = self._texts[value] = (_encode(value), field(value.encode()))
        return found

    def person(self, actor_id: UUID, name: str) -> tuple[bytes, bytes]:
        """Id and name."""
        found = self._people.get((actor_id, name))
        if found is None:
            row = UUID_SIZE + actor_id.bytes + field(name.encode())
            found = self._people[actor_id, name] = (_encode([actor_id, name])[1:-1], row)
        return found

    def pair(self, device: str, reason: str) -> tuple[bytes, bytes]:
        """Device and reason."""
        found = self._pairs.get((device, reason))
        if found is None:
            row = field(device.encode()) + field(reason.encode())
            found = self._pairs[device, reason] = (_encode([device, reason])[1:-1], row)
        return found

    def instant(self, at: datetime) -> tuple[bytes, bytes]:
        """An instant; in JSON in UTC."""
        found = self._instants.get(at)
        if found is None:
            found = self._instants[at] = (_encode(at.astimezone(UTC)), moment(at))
        return found
