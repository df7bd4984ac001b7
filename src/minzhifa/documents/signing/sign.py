"""Sign a PDF in the agency's name. The parsed key stays in memory: parsing it costs more than signing."""

from __future__ import annotations

import datetime as dt
import io
from functools import lru_cache
from typing import Any

from asn1crypto import algos, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from minzhifa.documents.signing.authority import Identity, agency_identity, authority

FIELD = "AgencySignature"
P256_LENGTH = 72
RESERVED = 8192  # hexadecimal digits kept free for the signature and two certificates


def parsed(identity: Identity) -> x509.Certificate:
    """The certificate as the signature library reads it."""
    return x509.Certificate.load(identity.certificate.public_bytes(serialization.Encoding.DER))


class AgencySigner(signers.Signer):
    """A signer that keeps its key loaded."""

    def __init__(self, identity: Identity, issuer: Identity) -> None:
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        registry.register(parsed(issuer))
        super().__init__(
            signing_cert=parsed(identity),
            cert_registry=registry,
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            embed_roots=True,
        )
        self._key = identity.key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The raw ECDSA signature (DER); a dry run only needs its length."""
        return bytes(P256_LENGTH) if dry_run else self._key.sign(data, ec.ECDSA(hashes.SHA256()))


@lru_cache(maxsize=512)
def _signer(agency_id: int, agency_name: str) -> AgencySigner:
    return AgencySigner(agency_identity(agency_id, agency_name), authority())


def warm(agency_id: int, agency_name: str) -> None:
    """Load (at first use: make) the agency's key ahead of time."""
    _signer(agency_id, agency_name)


class _PdfSigner(signers.PdfSigner):
    """A PDF signer whose claimed signing time is given from outside."""

    def __init__(self, metadata: signers.PdfSignatureMetadata, signer: signers.Signer, at: dt.datetime) -> None:
        super().__init__(metadata, signer=signer)
        self._at = at

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
        """The session with our time in it."""
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self._at
        return session


def sign(pdf: bytes, *, agency_id: int, agency_name: str, at: dt.datetime, reason: str = "") -> bytes:
    """The PDF with the agency's signature over all of it (PAdES, ECDSA P-256, SHA-256; no visible seal).

    `at` is the signing time the signature claims; there is no time stamp of an authority yet.
    """
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        name=agency_name,
        reason=reason or None,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    signer = _PdfSigner(metadata, _signer(agency_id, agency_name), at)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    return bytes(signer.sign_pdf(writer, bytes_reserved=RESERVED).getbuffer())
