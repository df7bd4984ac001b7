"""The platform's demo certification authority and one signing certificate for each agency.

Keys are P-256, made at first use under `settings.KEYS_DIR/documents` (files 0600, folder 0700). A production agency
brings a certificate of a licensed authority, its key in a certified device; this module is the seam.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

NOT_BEFORE = dt.datetime(2015, 1, 1, tzinfo=dt.UTC)  # documents of earlier years can be signed for demonstration
NOT_AFTER = dt.datetime(2045, 1, 1, tzinfo=dt.UTC)
COMMON_NAME_LIMIT = 64
AUTHORITY = "闽执法演示证书颁发机构"


@dataclass(frozen=True, slots=True)
class Identity:
    """A private key with its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def folder() -> Path:
    """Where the keys are kept."""
    path = Path(settings.KEYS_DIR) / "documents"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


@contextmanager
def _locked() -> Iterator[None]:
    """One maker at a time, also among processes."""
    with (folder() / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle:
        handle.write(data)
        os.fsync(handle.fileno())
    temporary.replace(path)


def _load(path: Path) -> Identity | None:
    if not path.exists():
        return None
    data = path.read_bytes()
    key = serialization.load_pem_private_key(data, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path.name} is not a P-256 key")
    return Identity(key, x509.load_pem_x509_certificate(data))


def _store(path: Path, identity: Identity) -> None:
    pem = identity.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _write(path, pem + identity.certificate.public_bytes(serialization.Encoding.PEM))


def _name(common: str, unit: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, unit),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:COMMON_NAME_LIMIT]),
        ]
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _issue(subject: x509.Name, issuer: Identity | None) -> Identity:
    """A new key with its certificate; self-signed when there is no issuer."""
    key = ec.generate_private_key(ec.SECP256R1())
    signer = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOT_BEFORE)
        .not_valid_after(NOT_AFTER)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(_usage(authority=issuer is None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    return Identity(key, builder.sign(signer, hashes.SHA256()))


def authority() -> Identity:
    """The demo authority, made at first use."""
    path = folder() / "authority.pem"
    if found := _load(path):
        return found
    with _locked():
        if found := _load(path):
            return found
        made = _issue(_name(AUTHORITY, "闽执法"), None)
        _store(path, made)
        return made


def agency_identity(agency_id: int, agency_name: str) -> Identity:
    """The agency's key and certificate, made at first use; a renamed agency keeps its first certificate."""
    path = folder() / f"agency-{agency_id}.pem"
    if found := _load(path):
        return found
    issuer = authority()
    with _locked():
        if found := _load(path):
            return found
        made = _issue(_name(agency_name, agency_name[:COMMON_NAME_LIMIT]), issuer)
        _store(path, made)
        return made
