"""National algorithms and keys: SM2, SM3, SM4, sealed personal fields, blind indexes, the ledger's signing key.

None of the libraries used here is a certified cryptographic module; production keys belong in a certified device,
and the functions below are the seam where one would be attached.
"""

from minzhifa.crypto.digest import hmac_sm3, sm3
from minzhifa.crypto.sealing import SealError, blind_index, open_text, seal_text
from minzhifa.crypto.signing import LogSigner, log_signer, verify_log_signature
from minzhifa.crypto.sm2 import Sm2Error, Sm2Key

__all__ = [
    "LogSigner",
    "SealError",
    "Sm2Error",
    "Sm2Key",
    "blind_index",
    "hmac_sm3",
    "log_signer",
    "open_text",
    "seal_text",
    "sm3",
    "verify_log_signature",
]
