"""Is a signed PDF whole, and whose signature does it carry?"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from minzhifa.documents.signing.authority import authority
from minzhifa.documents.signing.sign import parsed


@dataclass(frozen=True, slots=True)
class Validation:
    """`valid`: unchanged since signing, by a certificate of the platform's demo authority, over the whole file."""

    valid: bool
    signer: str = ""
    signed_at: dt.datetime | None = None
    why: str = ""


def validate(pdf: bytes) -> Validation:
    """Check the signature of a document. Never raises for a broken file: that is an answer too."""
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if not signatures:
            return Validation(False, why="没有签名")
        *_, start, length = (int(number) for number in signatures[-1].byte_range)
        if start + length != len(pdf):
            return Validation(False, why="签名之后又添加了内容")
        context = ValidationContext(
            trust_roots=[parsed(authority())], allow_fetching=False, revocation_mode="soft-fail"
        )
        status = validate_pdf_signature(signatures[-1], context)
    except Exception as error:  # a forged file may break the reader anywhere; whatever it does, it is not valid
        return Validation(False, why=f"文件损坏或签名不成立：{type(error).__name__}")
    name = status.signing_cert.subject.native.get("common_name", "")
    if not status.intact:
        return Validation(False, name, status.signer_reported_dt, "内容在签名之后被改动")
    if not status.bottom_line:
        return Validation(False, name, status.signer_reported_dt, "签名证书不可信，或签名未覆盖全文")
    return Validation(True, name, status.signer_reported_dt)
