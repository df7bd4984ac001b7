"""A checker written from docs/ledger-format.md alone: it imports nothing of the platform and asks only for the tables.

What it needs: a connection that may read the three tables, the public keys, and the anchors. It returns the faults.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

ZERO = bytes(32)


def H(*parts: bytes) -> bytes:  # noqa: N802 -- the document's letter
    digest = hashes.Hash(hashes.SM3())
    for part in parts:
        digest.update(part)
    return digest.finalize()


def spell(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def instant(moment: datetime) -> str:
    moment = moment.astimezone(UTC)
    fraction = f".{moment.microsecond:06d}" if moment.microsecond else ""
    return f"{moment:%Y-%m-%dT%H:%M:%S}{fraction}Z"


def read_keys(folder: Path) -> dict[str, Ed25519PublicKey]:
    found = {}
    for path in folder.glob("ledger-*.pub"):
        key = load_pem_public_key(path.read_bytes())
        assert isinstance(key, Ed25519PublicKey)
        found[H(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hex()[:16]] = key
    return found


def signed(keys: dict[str, Ed25519PublicKey], key_id: str, signature: bytes, message: bytes) -> bool:
    try:
        keys[key_id].verify(signature, message)
    except (KeyError, InvalidSignature):
        return False
    return True


def check_events(c: psycopg.Connection, tips: dict[Any, dict[int, bytes]]) -> Iterator[str]:
    columns = "stream_kind, stream_id, label, seq, type, actor_id, actor_name, at, recorded_at, device, reason"
    rows = c.execute(
        f"SELECT {columns}, remit_id, payload, prev_hash, hash FROM ledger_event ORDER BY stream_id, seq"  # noqa: S608
    ).fetchall()
    last: dict[Any, tuple[int, bytes]] = {}
    for (
        kind,
        stream,
        label,
        seq,
        type_,
        actor,
        name,
        at,
        recorded,
        device,
        reason,
        remit,
        payload,
        prev,
        digest,
    ) in rows:
        before, link = last.get(stream, (0, ZERO))
        fields = [kind, str(stream), label, seq, type_, str(actor), name, instant(at), instant(recorded), device,
                  reason, remit, payload]  # fmt: skip
        if seq != before + 1 or prev != link or H(b"minzhifa/event/1\n", prev, spell(fields)) != digest:
            yield f"event {label} {seq}"
        if tips.get(stream, {}).get(seq, digest) != digest:
            yield f"head {label} {seq}"
        last[stream] = (seq, digest)
    for stream in tips.keys() | last.keys():
        if max(tips.get(stream, {0: b""})) != last.get(stream, (0, ZERO))[0]:
            yield f"end {stream}"


def check_log(c: psycopg.Connection, keys: dict[str, Ed25519PublicKey], reached: dict[int, dict[int, bytes]]
              ) -> Iterator[str]:  # fmt: skip
    entries = c.execute("SELECT lane, n, count, root, prev, hash, signature, key_id, at FROM ledger_entry"
                        " ORDER BY lane, n").fetchall()  # fmt: skip
    heads = c.execute("SELECT lane, n, stream_kind, stream_id, label, seq, added, hash FROM ledger_head"
                      " ORDER BY stream_id, seq").fetchall()  # fmt: skip
    covered: dict[tuple[int, int], list[bytes]] = {}
    for lane, n, kind, stream, label, seq, added, digest in heads:
        covered.setdefault((lane, n), []).append(spell([kind, str(stream), label, seq, added, digest.hex()]))
    last: dict[int, tuple[int, bytes]] = {}
    for lane, n, count, root, prev, digest, signature, key_id, at in entries:
        before, link = last.get(lane, (0, ZERO))
        lines = covered.pop((lane, n), [])
        fields = [lane, n, count, root.hex(), instant(at), key_id]
        if n != before + 1 or prev != link or H(b"minzhifa/entry/1\n", prev, spell(fields)) != digest:
            yield f"entry {lane} {n}"
        if len(lines) != count or H(b"minzhifa/heads/1\n", b"\n".join(lines)) != root:
            yield f"heads {lane} {n}"
        if not signed(keys, key_id, signature, digest):
            yield f"signature {lane} {n}"
        if reached.get(lane, {}).pop(n, digest) != digest:
            yield f"anchor {lane} {n}"
        last[lane] = (n, digest)
    yield from (f"uncovered {lane} {n}" for lane, n in covered)
    yield from (f"cut {lane} {n}" for lane, ends in reached.items() for n in ends)


def read_anchors(folder: Path, keys: dict[str, Ed25519PublicKey]) -> tuple[dict[int, dict[int, bytes]], list[str]]:
    reached: dict[int, dict[int, bytes]] = {}
    wrong = []
    if (folder / "tails").exists():
        content = (folder / "tails").read_bytes()
        for lane in range(len(content) // 40):
            n, digest = struct.unpack_from(">q32s", content, lane * 40)
            if n:
                reached.setdefault(lane, {})[n] = digest
    lines = folder / "checkpoints.jsonl"
    for line in lines.read_text().splitlines() if lines.exists() else ():
        value = json.loads(line)
        message = b"minzhifa/checkpoint/1\n" + spell([value["at"], value["lanes"]])
        if not signed(keys, value["key_id"], bytes.fromhex(value["signature"]), message):
            wrong.append(f"checkpoint {value['at']}")
        for lane, n, digest in value["lanes"]:
            if reached.setdefault(lane, {}).setdefault(n, bytes.fromhex(digest)) != bytes.fromhex(digest):
                wrong.append(f"anchors disagree {lane} {n}")
    return reached, wrong


def check(c: psycopg.Connection, keys_folder: Path, anchors_folder: Path) -> list[str]:
    """Every fault; nothing when the ledger is whole."""
    keys = read_keys(keys_folder)
    reached, faults = read_anchors(anchors_folder, keys)
    tips: dict[Any, dict[int, bytes]] = {}
    for stream, seq, digest in c.execute("SELECT stream_id, seq, hash FROM ledger_head").fetchall():
        tips.setdefault(stream, {})[seq] = digest
    return [*faults, *check_events(c, tips), *check_log(c, keys, reached)]
