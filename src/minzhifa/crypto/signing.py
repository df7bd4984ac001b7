"""The key that signs the ledger's log of heads (docs/adr/0002-ledger-signature.md says why it is Ed25519)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings

from minzhifa.crypto.digest import sm3
from minzhifa.crypto.keyring import current, folder, load_or_make


@dataclass(frozen=True, slots=True)
class LogSigner:
    """The loaded key: `key_id` (16 hexadecimal digits of the public key's SM3), and the exportable public half."""

    key_id: str
    public_pem: bytes
    _key: Ed25519PrivateKey

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes signature of `message`."""
        return self._key.sign(message)

    def __repr__(self) -> str:
        return f"LogSigner({self.key_id})"


def key_id(public: Ed25519PublicKey) -> str:
    """The short name of a public key."""
    return sm3(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).hex()[:16]


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@lru_cache(maxsize=8)
def _signer(keys_dir: str) -> LogSigner:
    private = load_pem_private_key(load_or_make(f"ledger-{current('ledger')}.key", _new_key), None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError("the ledger's key must be Ed25519")
    public = private.public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    load_or_make(f"ledger-{key_id(public)}.pub", lambda: pem)
    return LogSigner(key_id(public), pem, private)


def log_signer() -> LogSigner:
    """The signing key in use, made at first use; its public half lies beside it as `ledger-<key id>.pub`."""
    return _signer(str(settings.KEYS_DIR))


@lru_cache(maxsize=64)
def _public(path: Path) -> Ed25519PublicKey | None:
    key = load_pem_public_key(path.read_bytes())
    return key if isinstance(key, Ed25519PublicKey) and path.name == f"ledger-{key_id(key)}.pub" else None


def verify_log_signature(key: str, signature: bytes, message: bytes) -> bool:
    """True when a key whose public half lies in the keys folder signed `message`. Unknown keys are false."""
    log_signer()
    path = folder() / f"ledger-{key}.pub"
    if not key.isalnum() or not path.exists():
        return False
    public = _public(path)
    if public is None:
        return False
    try:
        public.verify(signature, message)
    except InvalidSignature:
        return False
    return True
