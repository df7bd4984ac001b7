"""What goes into the ledger and what comes out: frozen, typed, without Django."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

_SLUG = re.compile(r"[a-z][a-z_]{0,23}")


class StreamKind(StrEnum):
    """Whose history a stream is."""

    CASE = "case"
    AGENCY = "agency"
    CATALOG = "catalog"
    ACCOUNT = "account"
    SUBJECT = "subject"
    REFERRAL = "referral"


@dataclass(frozen=True, slots=True)
class Stream:
    """One history: its kind, its id, and the human code by which `ledger verify` names it (case code, agency name)."""

    kind: str
    id: UUID
    label: str = ""

    def __post_init__(self) -> None:
        if not _SLUG.fullmatch(self.kind):
            raise ValueError(f"not a stream kind: {self.kind!r}")

    @classmethod
    def numbered(cls, kind: str, number: int, label: str = "") -> Stream:
        """The stream of a thing with an integer id (agency 12): the kind's letters and the number make the UUID.

        An RFC 9562 version 8 UUID: 48 bits from the kind, then the number in the last 62 bits.
        """
        high = int.from_bytes(kind.encode()[:6].ljust(6, b"\0"))
        return cls(kind, UUID(int=high << 80 | 0x8 << 76 | 0x2 << 62 | number & (1 << 62) - 1), label)


@dataclass(frozen=True, slots=True)
class NewEvent:
    """One act to be recorded. `payload` is a JSON object without floats (money is a string of yuan)."""

    type: str
    payload: Any


@dataclass(frozen=True, slots=True)
class Batch:
    """Events of one stream in `append_many`. With `expected_seq` the append is refused if somebody was faster."""

    stream: Stream
    events: Sequence[NewEvent]
    remit_id: int | None = None
    reason: str = ""
    expected_seq: int | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where an event stands in its stream, and its hash."""

    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One event as read back."""

    seq: int
    type: str
    payload: dict[str, Any]
    actor_id: UUID
    actor_name: str
    at: datetime
    recorded_at: datetime
    device: str
    reason: str
    remit_id: int | None
    hash: bytes
