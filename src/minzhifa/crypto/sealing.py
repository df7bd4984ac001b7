"""Personal fields at rest: SM4-GCM tokens, and keyed indexes to find equal values without opening them.

A token is `v1.<key number>.<base64url(nonce 12 ‖ ciphertext ‖ tag 16)>`. The purpose (which column it is for) is
associated data: a token copied into another column does not open. 个人信息保护法 art. 51 (3), 密码法 art. 27.
"""

from __future__ import annotations

import base64
import binascii
import os
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from minzhifa.crypto.digest import hmac_sm3
from minzhifa.crypto.keyring import current, secret

_NONCE, _TAG, _KEY = 12, 16, 16


class SealError(ValueError):
    """A sealed text cannot be opened: wrong key, wrong column, or it was changed."""


def _additional(purpose: str, number: int) -> bytes:
    return f"minzhifa/sealed/1\n{number}\n{purpose}".encode()


def seal_text(text: str, *, purpose: str = "") -> str:
    """Encrypt `text` under the current key; two calls never give the same token."""
    number = current("sealing")
    nonce = os.urandom(_NONCE)
    cipher = Cipher(algorithms.SM4(secret(f"sealing-{number}.key", _KEY)), modes.GCM(nonce)).encryptor()
    cipher.authenticate_additional_data(_additional(purpose, number))
    body = cipher.update(text.encode()) + cipher.finalize()
    return f"v1.{number}.{base64.urlsafe_b64encode(nonce + body + cipher.tag).decode()}"


def open_text(token: str, *, purpose: str = "") -> str:
    """Decrypt a token of `seal_text`. Raises `SealError` when it was changed or belongs to another purpose or key."""
    try:
        version, key, encoded = token.split(".")
        number = int(key)
        raw = base64.b64decode(encoded, altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise SealError("not a sealed text") from error
    if version != "v1" or len(raw) < _NONCE + _TAG or not 1 <= number <= current("sealing"):
        raise SealError("sealed with an unknown key or version")
    nonce, body, tag = raw[:_NONCE], raw[_NONCE:-_TAG], raw[-_TAG:]
    cipher = Cipher(algorithms.SM4(secret(f"sealing-{number}.key", _KEY)), modes.GCM(nonce, tag)).decryptor()
    cipher.authenticate_additional_data(_additional(purpose, number))
    try:
        return (cipher.update(body) + cipher.finalize()).decode()
    except InvalidTag as error:
        raise SealError("the sealed text was changed, or is not for this field") from error


def normal_form(text: str) -> str:
    """What counts as the same value in an index: NFKC, no outer blanks, upper case (full-width ｘ is X)."""
    return unicodedata.normalize("NFKC", text).strip().upper()


def blind_index(text: str, *, purpose: str = "") -> str:
    """64 hexadecimal digits that are equal for equal values of one purpose, and say nothing without the key."""
    key = hmac_sm3(secret("index-1.key", 32), f"minzhifa/index/1\n{purpose}".encode())
    return hmac_sm3(key, normal_form(text).encode()).hex()
