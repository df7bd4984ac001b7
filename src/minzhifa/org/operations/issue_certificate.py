"""发放行政执法证 (行政处罚法 42)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.access.errors import NotFound
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import CertificateOverlaps, IntervalWrong
from minzhifa.org.models import Certificate, Officer
from minzhifa.org.operations._common import act, agency_stream, require_administrator


def issue_certificate(
    *,
    actor: Actor,
    officer_id: UUID,
    number: str,
    valid_from: date,
    valid_until: date,
    at: datetime,
    agency_id: int | None = None,
    issuer: str = "福建省司法厅",
) -> UUID:
    """Record a certificate of the officer, valid on both end days, bound to `agency_id` (his agency when None).

    One person may hold several numbers; one number is never valid twice on one day.
    Raises `NotFound`, `NotAuthorised`, `IntervalWrong`, `CertificateOverlaps`.
    """
    if valid_until < valid_from:
        raise IntervalWrong("执法证的有效期止早于有效期起。", fields=("valid_until",))
    with act(actor, CertificateOverlaps(number)):
        officer = Officer.objects.select_related("agency").filter(pk=officer_id).first()
        if officer is None:
            raise NotFound("没有这名执法人员。")
        bound = agency_id or officer.agency_id
        require_administrator(actor, bound)
        row = Certificate(
            id=uuid7(), officer=officer, agency_id=bound, number=number, issuer=issuer, valid_from=valid_from,
            valid_until=valid_until,
        )  # fmt: skip
        row.save(force_insert=True)
        payload = {
            "certificate": str(row.id), "officer": str(officer.id), "number": number, "agency": bound,
            "from": valid_from.isoformat(), "until": valid_until.isoformat(),
        }  # fmt: skip
        stream = agency_stream(officer.agency_id, officer.agency.name)
        append(actor=actor, stream=stream, events=[NewEvent("certificate_issued", payload)], at=at)
    return row.id
