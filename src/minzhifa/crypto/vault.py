"""Objects at rest: each content under a key of its own (SM4-GCM), that key sealed by the key ring. ADR 0007.

An object is `MZO1` ‖ number of the sealing key (2 bytes) ‖ nonce 12 ‖ sealed content key 16 ‖ tag 16, then the content
in frames of a mebibyte, each with its tag. Place, number of the frame and "this is the last" are associated data: an
object that was moved, cut, or put together from others does not open. Contents that were stored before there was the
vault have no mark in front and are read as they are; whoever keeps a digest compares it anyway.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.core.files.base import File
from django.core.files.storage import default_storage

from minzhifa.crypto.keyring import current, numbers, secret
from minzhifa.crypto.sealing import SealError

MARK = b"MZO1"
FRAME = 1 << 20
_IN_MEMORY = 4 << 20
_NONCE, _TAG, _KEY = 12, 16, 16
_HEAD = len(MARK) + 2 + _NONCE + _KEY + _TAG


class KeyMissing(SealError):
    """The key ring does not open this object: its key is not there, or is another one."""


class Damaged(SealError):
    """The object was changed, cut or moved after it was stored."""


def _seal(key: bytes, nonce: bytes, about: bytes, plain: bytes) -> bytes:
    cipher = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    cipher.authenticate_additional_data(about)
    return cipher.update(plain) + cipher.finalize() + cipher.tag


def _open(key: bytes, nonce: bytes, about: bytes, sealed: bytes) -> bytes:
    cipher = Cipher(algorithms.SM4(key), modes.GCM(nonce, sealed[-_TAG:])).decryptor()
    cipher.authenticate_additional_data(about)
    return cipher.update(sealed[:-_TAG]) + cipher.finalize()


def _about_key(place: str, number: int) -> bytes:
    return f"minzhifa/object/1\n{number}\n{place}".encode()


def _about_frame(index: int, *, last: bool) -> bytes:
    return f"minzhifa/frame/1\n{index}\n{int(last)}".encode()


def _frames(source: IO[bytes], size: int) -> Iterator[tuple[bytes, bool]]:
    """Blocks of `size` bytes, each with whether it is the last; an empty content is one empty block."""
    block = source.read(size)
    while True:
        following = source.read(size)
        yield block, not following
        if not following:
            return
        block = following


def sealed_size(size: int) -> int:
    """How long the object of a content of `size` bytes is."""
    return _HEAD + size + _TAG * max(1, -(-size // FRAME))


def keep(place: str, content: IO[bytes]) -> str:
    """Store a content (positioned at its start) sealed at `place`, over what may lie there; returns the place."""
    number, key, nonce = current("sealing"), os.urandom(_KEY), os.urandom(_NONCE)
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as sealed:
        ring = secret(f"sealing-{number}.key", _KEY)
        sealed.write(MARK + number.to_bytes(2, "big") + nonce + _seal(ring, nonce, _about_key(place, number), key))
        for index, (block, last) in enumerate(_frames(content, FRAME)):
            sealed.write(_seal(key, index.to_bytes(_NONCE, "big"), _about_frame(index, last=last), block))
        sealed.seek(0)
        if (stored := default_storage.save(place, File(sealed))) != place:
            raise RuntimeError(f"the file store put {place} at {stored}: it must write over (see docs/deploy.md)")
        return place


def open_object(place: str) -> IO[bytes]:
    """The content at `place`, whole and positioned at its start; the caller closes it.

    Raises `FileNotFoundError`, `KeyMissing`, `Damaged`: not a byte of a changed object is handed out.
    """
    with default_storage.open(place, "rb") as stored:
        head = stored.read(_HEAD)
        plain = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- handed to the caller
        try:
            if head.startswith(MARK):
                for block in _opened(place, head, stored):
                    plain.write(block)
            else:
                while head:
                    plain.write(head)
                    head = stored.read(FRAME)
        except BaseException:
            plain.close()
            raise
    plain.seek(0)
    return plain


def _opened(place: str, head: bytes, stored: IO[bytes]) -> Iterator[bytes]:
    key = _content_key(place, head)
    for index, (block, last) in enumerate(_frames(stored, FRAME + _TAG)):
        try:
            yield _open(key, index.to_bytes(_NONCE, "big"), _about_frame(index, last=last), block)
        except (InvalidTag, ValueError) as error:
            raise Damaged(f"frame {index} of {place} was changed, cut or moved") from error


def _content_key(place: str, head: bytes) -> bytes:
    number = int.from_bytes(head[len(MARK) : len(MARK) + 2], "big")
    nonce, sealed = head[len(MARK) + 2 :][:_NONCE], head[len(MARK) + 2 + _NONCE :]
    if number not in numbers("sealing"):
        raise KeyMissing(f"{place} is sealed under key {number}, which the key ring does not hold")
    try:
        return _open(secret(f"sealing-{number}.key", _KEY), nonce, _about_key(place, number), sealed)
    except (InvalidTag, ValueError) as error:
        raise KeyMissing(f"{place} does not open under key {number} of the key ring") from error
