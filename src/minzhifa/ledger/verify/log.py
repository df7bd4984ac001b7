"""The signed log of heads: roots, links, signatures, numbers, and the anchors outside the database."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection

from minzhifa.crypto import verify_log_signature
from minzhifa.ledger import anchors
from minzhifa.ledger.canonical import GENESIS, EntryFields, HeadFields, entry_hash, heads_root
from minzhifa.ledger.operations.append import lane_of
from minzhifa.ledger.verify.read import stream_rows
from minzhifa.ledger.verify.report import Report

_ENTRIES = "SELECT lane, n, count, root, at, key_id, prev, hash, signature FROM ledger_entry"
_HEADS = "SELECT lane, n, stream_kind, stream_id, label, seq, added, hash FROM ledger_head"
_BROKEN = """
SELECT lane, n FROM (
  SELECT lane, n, prev, lag(n, 1, 0::bigint) OVER w AS before, lag(hash, 1, %s::bytea) OVER w AS link
  FROM ledger_entry WHERE lane = ANY(%s) WINDOW w AS (PARTITION BY lane ORDER BY n)
) t WHERE n <> before + 1 OR prev <> link ORDER BY lane, n
"""


Anchored = dict[tuple[int, int], bytes]  # (lane, n) → hash


def check_lanes(report: Report, anchored: Anchored) -> None:
    """Every entry of every lane, with the heads it covers, then every anchor (`read_anchors`)."""
    anchored = dict(anchored)
    key = itemgetter(0, 1)
    heads = groupby(stream_rows("ledger_verify_log_heads", _HEADS + " ORDER BY lane, n, stream_id, seq"), key=key)
    group = next(heads, None)
    lane, last, previous = -1, 0, GENESIS
    for row in stream_rows("ledger_verify_entries", _ENTRIES + " ORDER BY lane, n"):
        report.entries += 1
        while group and group[0] < key(row):
            _orphans(report, group[0])
            group = next(heads, None)
        covered: Iterable[tuple[Any, ...]] = ()
        if group and group[0] == key(row):
            covered = list(group[1])
            group = next(heads, None)
        if row[0] != lane:
            lane, last, previous = row[0], 0, GENESIS
        _check_link(report, row, last, previous)
        _check_entry(report, row, covered)
        if anchored.pop(key(row), row[7]) != row[7]:
            report.in_log("anchor_differs", "与库外锚点的哈希不符，日志被重写", lane=row[0], n=row[1])
        last, previous = row[1], row[7]
    while group:
        _orphans(report, group[0])
        group = next(heads, None)
    for (missing_lane, n), _ in sorted(anchored.items()):
        report.in_log("log_cut", "库外锚点记有此条，库中没有：日志被截去", lane=missing_lane, n=n)


def check_log_of(report: Report, stream_id: UUID, anchored: Anchored) -> None:
    """The entries that cover one stream in full, and their lanes by links, last signature and anchors."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT lane, n FROM ledger_head WHERE stream_id = %s ORDER BY 1, 2", [stream_id])
        keys = cursor.fetchall()
        lanes = sorted({lane_of(stream_id), *(lane for lane, _ in keys)})
        cursor.execute("SELECT DISTINCT ON (lane) lane, n FROM ledger_entry WHERE lane = ANY(%s)"
                       " ORDER BY lane, n DESC", [lanes])  # fmt: skip
        keys = sorted({*keys, *cursor.fetchall()})
        cursor.execute(_BROKEN, [GENESIS, lanes])
        for lane, n in cursor.fetchall():
            report.in_log("log_broken", "与上一条不相连，此前有条目被删除或改写", lane=lane, n=n)
        for lane, n in keys:
            _check_single(report, cursor, lane, n)
        _check_anchors_of(report, cursor, {key: digest for key, digest in anchored.items() if key[0] in lanes})


def _check_single(report: Report, cursor: Any, lane: int, n: int) -> None:
    report.entries += 1
    cursor.execute(_ENTRIES + " WHERE lane = %s AND n = %s", [lane, n])
    row = cursor.fetchone()
    if row is None:
        report.in_log("entry_missing", "流首所指的日志条目不存在", lane=lane, n=n)
        return
    cursor.execute(_HEADS + " WHERE lane = %s AND n = %s", [lane, n])
    _check_entry(report, row, cursor.fetchall())


def _check_anchors_of(report: Report, cursor: Any, anchored: Anchored) -> None:
    cursor.execute(
        "SELECT lane, n, hash FROM ledger_entry"
        " JOIN unnest(%s::smallint[], %s::bigint[]) a(l, k) ON lane = l AND n = k",
        [[lane for lane, _ in anchored], [n for _, n in anchored]],
    )
    present = {(lane, n): bytes(digest) for lane, n, digest in cursor.fetchall()}
    for (lane, n), digest in sorted(anchored.items()):
        if (lane, n) not in present:
            report.in_log("log_cut", "库外锚点记有此条，库中没有：日志被截去", lane=lane, n=n)
        elif present[lane, n] != digest:
            report.in_log("anchor_differs", "与库外锚点的哈希不符，日志被重写", lane=lane, n=n)


def read_anchors(report: Report) -> Anchored:
    """What the anchors say. Read before the snapshot: an act in between moves an anchor past what is in it."""
    found: Anchored = {}
    try:
        for anchor in anchors.known():
            if found.setdefault((anchor.lane, anchor.n), anchor.hash) != anchor.hash:
                report.elsewhere("anchors_disagree", anchor.source, "与另一锚点对同一条目的哈希不同")
    except anchors.BadCheckpoint as error:
        report.elsewhere("bad_checkpoint", "库外锚点", str(error))
    return found


def _orphans(report: Report, key: tuple[int, int]) -> None:
    report.in_log("entry_missing", "流首所指的日志条目不存在", lane=key[0], n=key[1])


def _check_link(report: Report, row: tuple[Any, ...], last: int, previous: bytes) -> None:
    lane, n = row[0], row[1]
    if n != last + 1:
        report.in_log("log_missing", f"第 {last + 1} 至 {n - 1} 条缺失", lane=lane, n=last + 1)
    elif bytes(row[6]) != previous:
        report.in_log("log_broken", "前一哈希与上一条不符，日志已断开", lane=lane, n=n)


def _check_entry(report: Report, row: tuple[Any, ...], covered: Iterable[tuple[Any, ...]]) -> None:
    lane, n, count, root, at, key_id, prev, digest, signature = row
    heads = [
        HeadFields(kind, stream, label, seq, added, bytes(h)) for _, _, kind, stream, label, seq, added, h in covered
    ]
    if len(heads) != count:
        report.in_log("heads_missing", f"应覆盖 {count} 个流首，实有 {len(heads)} 个", lane=lane, n=n)
    elif heads_root(heads) != bytes(root):
        report.in_log("heads_edited", "流首内容与摘要不符，已被改动", lane=lane, n=n)
    if entry_hash(bytes(prev), EntryFields(lane, n, count, bytes(root), at, key_id)) != bytes(digest):
        report.in_log("entry_edited", "条目内容与哈希不符，已被改动", lane=lane, n=n)
    if not verify_log_signature(key_id, bytes(signature), bytes(digest)):
        report.in_log("bad_signature", "签名不符，非由本系统签署", lane=lane, n=n)
