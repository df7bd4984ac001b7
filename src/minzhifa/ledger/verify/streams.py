"""Events against their hashes, their chain, and the heads that the log has of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from minzhifa.ledger.canonical import GENESIS, EventFields, event_hash
from minzhifa.ledger.verify.read import stream_rows
from minzhifa.ledger.verify.report import Report

_EVENTS = (
    "SELECT stream_id, seq, hash, prev_hash, stream_kind, label, type, payload::text, actor_id, actor_name, at,"
    " recorded_at, device, reason, remit_id FROM ledger_event"
)
_HEADS = "SELECT stream_id, seq, hash, label, added FROM ledger_head"
_ORDER = " ORDER BY stream_id, seq"
_Group = tuple[UUID, Iterator[tuple[Any, ...]]]


def check_streams(report: Report, low: UUID | None = None, high: UUID | None = None) -> None:
    """All streams from `low` up to `high`: events and heads are read side by side in the order of stream and number."""
    where, bounds = _range(low, high)
    events = groupby(stream_rows("ledger_verify_events", _EVENTS + where + _ORDER, *bounds), key=itemgetter(0))
    heads = groupby(stream_rows("ledger_verify_heads", _HEADS + where + _ORDER, *bounds), key=itemgetter(0))
    nothing: _Group | None = None
    event, head = next(events, nothing), next(heads, nothing)
    while event or head:
        report.streams += 1
        if head is None or (event and event[0].int < head[0].int):
            assert event is not None  # noqa: S101 -- one of the two is there
            _check(report, event[0], event[1], [])
            event = next(events, nothing)
        elif event is None or head[0].int < event[0].int:
            _check(report, head[0], iter(()), list(head[1]))
            head = next(heads, nothing)
        else:
            _check(report, event[0], event[1], list(head[1]))
            event, head = next(events, nothing), next(heads, nothing)


def _range(low: UUID | None, high: UUID | None) -> tuple[str, list[UUID]]:
    tests = [test for test, bound in (("stream_id >= %s", low), ("stream_id < %s", high)) if bound is not None]
    return " WHERE " + " AND ".join(tests) if tests else "", [bound for bound in (low, high) if bound is not None]


def check_one(report: Report, stream_id: UUID) -> None:
    """One stream."""
    where = " WHERE stream_id = %s"
    events = stream_rows("ledger_verify_events", _EVENTS + where + _ORDER, stream_id)
    heads = list(stream_rows("ledger_verify_heads", _HEADS + where + _ORDER, stream_id))
    report.streams += 1
    _check(report, stream_id, events, heads)


def _check(report: Report, stream_id: UUID, events: Iterator[tuple[Any, ...]], heads: list[tuple[Any, ...]]) -> None:
    label = heads[-1][3] if heads else ""
    logged = {seq: digest for _, seq, digest, _, _ in heads}
    previous, expected, recomputed = GENESIS, 1, False
    for row in events:
        report.events += 1
        seq, digest, prev_hash = row[1], row[2], row[3]
        name = row[5] or label

        def found(code: str, problem: str, at: int = seq, name: str = name) -> None:
            report.in_stream(code, problem, stream_id=stream_id, label=name, seq=at)

        if seq != expected:
            found("missing", f"缺失（第 {expected} 至 {seq - 1} 条被删除）", expected)
        elif prev_hash != previous:
            found("broken", "前一哈希与上一条不符，链已断开")
        if event_hash(prev_hash, _fields(row)) != digest:
            found("edited", "内容与哈希不符，已被改动")
        if not recomputed and logged.get(seq, digest) != digest:
            found("recomputed", "哈希与签名的流首日志不符，链被重算")
            recomputed = True
        previous, expected = digest, seq + 1
    _check_end(report, stream_id, label, expected - 1, heads)


def _check_end(report: Report, stream_id: UUID, label: str, last: int, heads: list[tuple[Any, ...]]) -> None:
    logged = heads[-1][1] if heads else 0

    def found(code: str, problem: str, at: int) -> None:
        report.in_stream(code, problem, stream_id=stream_id, label=label, seq=at)

    if last == 0:
        found("stream_deleted", f"整个流被删除（日志记有 {logged} 条）", 1)
    elif last < logged:
        found("tail_cut", f"第 {last + 1} 至 {logged} 条被截去", last + 1)
    elif last > logged:
        found("unlogged", "没有对应的签名日志，非由系统写入或日志被删", logged + 1)
    reached = 0
    for _, seq, _, _, added in heads:
        if seq - added != reached:
            found("head_missing", "该条之前的流首日志缺失", seq)
        reached = seq


def _fields(row: tuple[Any, ...]) -> EventFields:
    return EventFields(
        kind=row[4], stream_id=row[0], label=row[5], seq=row[1], type=row[6], payload=row[7].encode(),
        actor_id=row[8], actor_name=row[9], at=row[10], recorded_at=row[11], device=row[12], reason=row[13],
        remit_id=row[14],
    )  # fmt: skip
