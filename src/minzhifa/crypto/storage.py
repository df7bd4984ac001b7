"""The file store: an object is there whole or not at all, and stays there when the machine loses its power."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

UNFINISHED = ".unfinished"  # beside the objects, on the same file system


@deconstructible(path="minzhifa.crypto.storage.DurableStorage")
class DurableStorage(FileSystemStorage):
    """Written beside, flushed to the disk, then moved into place. Names are those of contents: a second save of one
    name puts the same content there again, which mends what was damaged."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself."""
        return name

    def _save(self, name: str, content: File[bytes]) -> str:
        target = Path(self.path(name))
        beside = Path(self.location) / UNFINISHED
        for folder in (target.parent, beside):
            folder.mkdir(parents=True, exist_ok=True)
        temporary = beside / f"{os.getpid()}-{secrets.token_hex(8)}"
        try:
            with temporary.open("xb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        handle = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        return name

    def sweep(self, *, older_than: float) -> int:
        """Remove what a killed process left unfinished more than `older_than` seconds ago; returns how many."""
        gone = 0
        for path in (Path(self.location) / UNFINISHED).glob("*"):
            if path.stat().st_mtime < time.time() - older_than:
                path.unlink(missing_ok=True)
                gone += 1
        return gone
