"""The events of a stream, oldest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from minzhifa.ledger.models import Event, Head
from minzhifa.ledger.types import LedgerRow, Stream

_COLUMNS = (
    "seq", "type", "payload", "actor_id", "actor_name", "at", "recorded_at", "device", "reason", "remit_id", "hash",
)  # fmt: skip


def _rows(values: Iterable[tuple[Any, ...]]) -> list[LedgerRow]:
    return [LedgerRow(*(*value[:-1], bytes(value[-1]))) for value in values]


def events(stream: Stream | UUID, *, after: int = 0, limit: int | None = None) -> list[LedgerRow]:
    """Events of one stream with a number above `after`, in order; row security decides what is seen. One statement."""
    stream_id = stream if isinstance(stream, UUID) else stream.id
    rows = Event.objects.filter(stream_id=stream_id, seq__gt=after).order_by("seq").values_list(*_COLUMNS)
    return _rows(rows if limit is None else rows[:limit])


def recent(stream: Stream | UUID, *, limit: int) -> list[LedgerRow]:
    """The last `limit` events of one stream, newest first. One statement."""
    stream_id = stream if isinstance(stream, UUID) else stream.id
    rows = Event.objects.filter(stream_id=stream_id).order_by("-seq").values_list(*_COLUMNS)[:limit]
    return _rows(rows)


def find_stream(label: str) -> Stream | None:
    """The stream that carries this code, from the log of heads; None when the log knows no such code."""
    head = Head.objects.filter(label=label).order_by("-seq").values_list("stream_kind", "stream_id").first()
    return None if head is None else Stream(head[0], head[1], label)
