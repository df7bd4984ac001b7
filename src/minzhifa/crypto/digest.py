"""SM3 (GB/T 32905-2016) and HMAC over it, through OpenSSL."""

from __future__ import annotations

import hashlib
import hmac

_EMPTY = hashlib.new("sm3")  # copied for every digest: fetching the algorithm costs more than hashing a short text


def sm3(data: bytes) -> bytes:
    """The 32 bytes SM3 digest of `data`."""
    digest = _EMPTY.copy()
    digest.update(data)
    return digest.digest()


def hmac_sm3(key: bytes, data: bytes) -> bytes:
    """The 32 bytes HMAC-SM3 of `data` under `key` (RFC 2104)."""
    return hmac.digest(key, data, "sm3")
