"""Key files in `settings.KEYS_DIR`: mode 0600, made at first use, so that two processes starting at once agree."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.conf import settings

_NUMBERED = re.compile(r"-(\d{1,6})\.key$")


def folder() -> Path:
    """The folder of keys, made private to the service's user."""
    path = Path(settings.KEYS_DIR)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def load_or_make(name: str, make: Callable[[], bytes]) -> bytes:
    """The content of key file `name`; when it is missing, `make()` is stored. The first of several makers wins."""
    path = folder() / name
    if not path.exists():
        temporary = path.with_name(f".{name}.{os.getpid()}.{secrets.token_hex(4)}")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(make())
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(temporary, path)  # atomic, and refuses to replace what another process just made
        finally:
            temporary.unlink()
    return path.read_bytes()


def numbers(prefix: str) -> list[int]:
    """The numbers of the key files `prefix-<number>.key`, ascending: the highest one is in use, the rest still open."""
    found = (_NUMBERED.search(path.name) for path in folder().glob(f"{prefix}-*.key"))
    return sorted(int(match[1]) for match in found if match)


@lru_cache(maxsize=64)
def _secret(keys_dir: str, name: str, size: int) -> bytes:
    value = bytes.fromhex(load_or_make(name, lambda: secrets.token_hex(size).encode()).decode().strip())
    if len(value) != size:
        raise ValueError(f"key file {name} must hold {size} bytes in hexadecimal")
    return value


def secret(name: str, size: int) -> bytes:
    """The `size` random bytes kept (in hexadecimal) in key file `name`; read once per process."""
    return _secret(str(settings.KEYS_DIR), name, size)


@lru_cache(maxsize=8)
def _current(keys_dir: str, prefix: str) -> int:
    return max(numbers(prefix), default=1)


def current(prefix: str) -> int:
    """The number of the key in use for `prefix`; a new, higher numbered file takes effect at the next start."""
    return _current(str(settings.KEYS_DIR), prefix)
