"""SM2 signatures with SM3 (GB/T 32918.2-2016) through the system's libcrypto 3; no Python binding of it is maintained.

`cryptography` bundles an OpenSSL that can do SM2 but does not expose it. Signatures are DER (SEQUENCE of r, s), as
GB/T 35276-2017 has them; keys go in and out as PEM.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_size_t, c_ubyte, c_void_p
from functools import cache
from typing import Any

DEFAULT_ID = b"1234567812345678"  # the user id that GB/T 35276-2017 prescribes where none was agreed
_LIBRARIES = ("libcrypto.so.3", "libcrypto.3.dylib", "libcrypto-3-x64.dll")


class Sm2Error(RuntimeError):
    """libcrypto refused a key or an operation, or is not there."""


_SIGNATURES: dict[str, tuple[Any, list[Any]]] = {
    "EVP_PKEY_Q_keygen": (c_void_p, [c_void_p, c_char_p, c_char_p]),
    "EVP_PKEY_free": (None, [c_void_p]),
    "EVP_PKEY_is_a": (c_int, [c_void_p, c_char_p]),
    "EVP_PKEY_CTX_new": (c_void_p, [c_void_p, c_void_p]),
    "EVP_PKEY_CTX_set1_id": (c_int, [c_void_p, c_char_p, c_int]),
    "EVP_PKEY_CTX_free": (None, [c_void_p]),
    "EVP_MD_CTX_new": (c_void_p, []),
    "EVP_MD_CTX_free": (None, [c_void_p]),
    "EVP_MD_CTX_set_pkey_ctx": (None, [c_void_p, c_void_p]),
    "EVP_sm3": (c_void_p, []),
    "EVP_DigestSignInit": (c_int, [c_void_p, c_void_p, c_void_p, c_void_p, c_void_p]),
    "EVP_DigestSign": (c_int, [c_void_p, c_char_p, POINTER(c_size_t), c_char_p, c_size_t]),
    "EVP_DigestVerifyInit": (c_int, [c_void_p, c_void_p, c_void_p, c_void_p, c_void_p]),
    "EVP_DigestVerify": (c_int, [c_void_p, c_char_p, c_size_t, c_char_p, c_size_t]),
    "BIO_new_mem_buf": (c_void_p, [c_char_p, c_int]),
    "BIO_new": (c_void_p, [c_void_p]),
    "BIO_s_mem": (c_void_p, []),
    "BIO_ctrl": (c_long, [c_void_p, c_int, c_long, c_void_p]),
    "BIO_free": (c_int, [c_void_p]),
    "PEM_read_bio_PrivateKey": (c_void_p, [c_void_p, c_void_p, c_void_p, c_void_p]),
    "PEM_read_bio_PUBKEY": (c_void_p, [c_void_p, c_void_p, c_void_p, c_void_p]),
    "PEM_write_bio_PKCS8PrivateKey": (c_int, [c_void_p, c_void_p, c_void_p, c_char_p, c_int, c_void_p, c_void_p]),
    "PEM_write_bio_PUBKEY": (c_int, [c_void_p, c_void_p]),
    "ERR_clear_error": (None, []),
}


@cache
def _crypto() -> ctypes.CDLL:
    for name in _LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        for function, (result, arguments) in _SIGNATURES.items():
            getattr(library, function).restype = result
            getattr(library, function).argtypes = arguments
        return library
    raise Sm2Error("SM2 needs OpenSSL 3's libcrypto on this machine (Debian package libssl3)")


class Sm2Key:
    """A private key (can sign) or a public key (can only verify). Safe to share between threads."""

    def __init__(self, handle: int | None, *, private: bool) -> None:
        if not handle:
            _crypto().ERR_clear_error()
            raise Sm2Error("not a usable SM2 key")
        self._handle, self.private = handle, private
        if not _crypto().EVP_PKEY_is_a(handle, b"SM2"):
            raise Sm2Error("the key is not on the SM2 curve")

    def __del__(self) -> None:
        if getattr(self, "_handle", None):
            _crypto().EVP_PKEY_free(self._handle)

    @classmethod
    def generate(cls) -> Sm2Key:
        """A new private key from the system's random source."""
        return cls(_crypto().EVP_PKEY_Q_keygen(None, None, b"SM2"), private=True)

    @classmethod
    def from_pem(cls, pem: bytes) -> Sm2Key:
        """Load an unencrypted private key, or a public key. Raises `Sm2Error`."""
        library = _crypto()
        private = b"PRIVATE KEY" in pem
        buffer = library.BIO_new_mem_buf(pem, len(pem))
        read = library.PEM_read_bio_PrivateKey if private else library.PEM_read_bio_PUBKEY
        try:
            return cls(read(buffer, None, None, None), private=private)
        finally:
            library.BIO_free(buffer)

    def _written(self, function: Any, *arguments: Any) -> bytes:
        library = _crypto()
        buffer = library.BIO_new(library.BIO_s_mem())
        try:
            if function(buffer, self._handle, *arguments) != 1:
                raise Sm2Error("libcrypto could not write the key")
            start = c_void_p()
            size = library.BIO_ctrl(buffer, 3, 0, byref(start))  # BIO_CTRL_INFO: where the memory is, and how much
            return ctypes.string_at(start, size)
        finally:
            library.BIO_free(buffer)

    def private_pem(self) -> bytes:
        """The private key as unencrypted PKCS#8. Keep it in a file of mode 0600."""
        if not self.private:
            raise Sm2Error("this key has no private half")
        return self._written(_crypto().PEM_write_bio_PKCS8PrivateKey, None, None, 0, None, None)

    def public_pem(self) -> bytes:
        """The public key as SubjectPublicKeyInfo."""
        return self._written(_crypto().PEM_write_bio_PUBKEY)

    def _run(self, init: str, identity: bytes, work: Any) -> Any:
        library = _crypto()
        context = library.EVP_PKEY_CTX_new(self._handle, None)
        digest = library.EVP_MD_CTX_new()
        try:
            if library.EVP_PKEY_CTX_set1_id(context, identity, len(identity)) != 1:
                raise Sm2Error("libcrypto refused the user id")
            library.EVP_MD_CTX_set_pkey_ctx(digest, context)
            if getattr(library, init)(digest, None, library.EVP_sm3(), None, self._handle) != 1:
                raise Sm2Error("libcrypto refused the key")
            return work(digest)
        finally:
            library.EVP_MD_CTX_free(digest)
            library.EVP_PKEY_CTX_free(context)
            library.ERR_clear_error()

    def sign(self, message: bytes, *, identity: bytes = DEFAULT_ID) -> bytes:
        """The DER signature of `message` (hashed with SM3 and the signer's id). Raises `Sm2Error`."""
        if not self.private:
            raise Sm2Error("a public key cannot sign")

        def work(digest: int) -> bytes:
            signature = (c_ubyte * 80)()
            size = c_size_t(80)
            target = ctypes.cast(signature, c_char_p)
            if _crypto().EVP_DigestSign(digest, target, byref(size), message, len(message)) != 1:
                raise Sm2Error("libcrypto could not sign")
            return bytes(signature[: size.value])

        return bytes(self._run("EVP_DigestSignInit", identity, work))

    def verify(self, signature: bytes, message: bytes, *, identity: bytes = DEFAULT_ID) -> bool:
        """True when this key made `signature` over `message` under `identity`."""

        def work(digest: int) -> bool:
            done = _crypto().EVP_DigestVerify(digest, signature, len(signature), message, len(message))
            return bool(done == 1)

        return bool(self._run("EVP_DigestVerifyInit", identity, work))
