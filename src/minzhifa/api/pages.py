"""Cursor pagination: opaque, keyset, no totals of large sets."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from minzhifa.access.errors import Refused

LIMIT = 50
MOST = 200


def encode(key: list[Any]) -> str:
    """The key of the last row as an opaque cursor."""
    return base64.urlsafe_b64encode(json.dumps(key, default=str).encode()).decode().rstrip("=")


def decode(cursor: str | None, length: int) -> list[Any] | None:
    """The inverse of `encode`; a cursor that we did not make is refused."""
    if not cursor:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        key = None
    if not isinstance(key, list) or len(key) != length:
        raise Refused("bad_cursor", "翻页标记无效，请从第一页重新开始。", fields=("cursor",))
    return key
