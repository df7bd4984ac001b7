"""Content-addressed storage on Django's default storage: one object a content, named by its SHA-256."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from minzhifa.crypto import vault
from minzhifa.crypto.vault import sealed_size
from minzhifa.evidence.errors import UploadRefused

PREFIX = "evidence"
_BLOCK = 1 << 20
_LOCKS = 735200


@dataclass(frozen=True, slots=True)
class Content:
    """A content on this machine's disk, with its digests."""

    file: IO[bytes]
    size: int
    sha256: str
    sm3: str


def blocks(source: IO[bytes]) -> Iterable[bytes]:
    """The rest of an open file, a megabyte at a time."""
    while block := source.read(_BLOCK):
        yield block


def receive(source: IO[bytes]) -> Content:
    """Stream an upload to a temporary file; both digests in the same pass. Refuses empty and oversized ones."""
    limit: int = settings.EVIDENCE_MAX_BYTES
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- handed to the caller, who closes it
    sha256, sm3, size = hashlib.sha256(), hashlib.new("sm3"), 0
    try:
        for block in blocks(source):
            size += len(block)
            if size > limit:
                raise UploadRefused("too_large", f"文件超过 {limit // (1 << 20)} MB，请压缩或分段后上传。")
            sha256.update(block)
            sm3.update(block)
            file.write(block)
        if not size:
            raise UploadRefused("empty_file", "文件是空的，请检查后重新上传。")
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return Content(file, size, sha256.hexdigest(), sm3.hexdigest())


def key_of(sha256: str) -> str:
    """Where a content lies."""
    return f"{PREFIX}/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def lock_content(sha256: str, *, exclusive: bool = False) -> None:
    """Until the end of the transaction: keeps the collector of orphans off a content that is being taken."""
    function = "pg_advisory_xact_lock" if exclusive else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [_LOCKS, int(sha256[:7], 16)])


def keep(content: Content) -> str:
    """Store the content sealed, unless it is there already; returns its key."""
    key = key_of(content.sha256)
    if default_storage.exists(key) and default_storage.size(key) in (content.size, sealed_size(content.size)):
        return key  # whole; one that was cut short is written anew
    content.file.seek(0)
    return vault.keep(key, content.file)
