"""Where the log of heads stood, kept outside the database, so that cutting its tail is found.

One folder a database name in `settings.ANCHORS_DIR`:
- `tails`: fixed slots, one a lane (number 8 bytes, hash 32), advanced after every commit on this machine;
- `checkpoints.jsonl`: all lanes, signed, appended by a job every hour; meant to be copied to another custodian.
A missed write (crash between commit and here) only makes the anchor older; it never raises a false alarm.
"""

from __future__ import annotations

import fcntl
import json
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from minzhifa.crypto import log_signer, verify_log_signature

_SLOT = struct.Struct(">q32s")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A lane had reached entry `n` with `hash`, by the word of `source` (a file name, with its line)."""

    lane: int
    n: int
    hash: bytes
    source: str


def folder() -> Path:
    """The folder of this database's anchors."""
    return Path(settings.ANCHORS_DIR) / str(connection.settings_dict["NAME"])


def advance(tails: dict[int, tuple[int, bytes]]) -> None:
    """Move the lanes' slots forward, never back. Called after the commit; costs no fsync."""
    path = folder() / "tails"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        for lane, (n, digest) in tails.items():
            slot = os.pread(handle, _SLOT.size, lane * _SLOT.size)
            if len(slot) < _SLOT.size or _SLOT.unpack(slot)[0] < n:
                os.pwrite(handle, _SLOT.pack(n, digest), lane * _SLOT.size)
    finally:
        os.close(handle)


def _message(at: str, lanes: list[list[object]]) -> bytes:
    return b"minzhifa/checkpoint/1\n" + json.dumps([at, lanes], separators=(",", ":")).encode()


def checkpoint(at: datetime) -> str:
    """Append one signed line with the tail of every lane, and return it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT ON (lane) lane, n, hash FROM ledger_entry ORDER BY lane, n DESC")
        lanes: list[list[object]] = [[lane, n, bytes(digest).hex()] for lane, n, digest in cursor.fetchall()]
    signer, moment = log_signer(), at.isoformat()
    signature = signer.sign(_message(moment, lanes)).hex()
    line = json.dumps({"at": moment, "lanes": lanes, "key_id": signer.key_id, "signature": signature})
    path = folder() / "checkpoints.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line.encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    return line


class BadCheckpoint(ValueError):
    """A line of the checkpoint file is damaged or not signed by a known key."""


def parse_checkpoint(line: str, source: str) -> list[Anchor]:
    """The anchors of one checkpoint line. Raises `BadCheckpoint`."""
    try:
        value = json.loads(line)
        message = _message(value["at"], value["lanes"])
        signature = bytes.fromhex(value["signature"])
        lanes = [Anchor(int(lane), int(n), bytes.fromhex(digest), source) for lane, n, digest in value["lanes"]]
    except (ValueError, KeyError, TypeError) as error:
        raise BadCheckpoint(f"{source}: 无法读取") from error
    if not verify_log_signature(str(value.get("key_id")), signature, message):
        raise BadCheckpoint(f"{source}: 签名不符")
    return lanes


def known() -> Iterator[Anchor]:
    """Every anchor of this machine. Raises `BadCheckpoint` at a damaged line."""
    tails = folder() / "tails"
    if tails.exists():
        content = tails.read_bytes()
        for lane in range(len(content) // _SLOT.size):
            n, digest = _SLOT.unpack_from(content, lane * _SLOT.size)
            if n:
                yield Anchor(lane, n, digest, "tails")
    checkpoints = folder() / "checkpoints.jsonl"
    if checkpoints.exists():
        with checkpoints.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield from parse_checkpoint(line, f"checkpoints.jsonl:{number}")
