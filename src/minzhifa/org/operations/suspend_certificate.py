"""暂扣行政执法证: acts dated inside the window are void of qualification."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.access.errors import NotFound
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import IntervalWrong
from minzhifa.org.models import Certificate, CertificateSuspension
from minzhifa.org.operations._common import act, agency_stream, require_administrator


def suspend_certificate(
    *, actor: Actor, certificate_id: UUID, starts_on: date, at: datetime, reason: str, ends_on: date | None = None
) -> UUID:
    """Suspend from `starts_on` to `ends_on`, both inclusive; open while the end is None.

    Raises `NotFound`, `NotAuthorised`, `IntervalWrong`.
    """
    if ends_on is not None and ends_on < starts_on:
        raise IntervalWrong("暂扣的止日早于起日。", fields=("ends_on",))
    with act(actor):
        certificate = Certificate.objects.select_related("agency").filter(pk=certificate_id).first()
        if certificate is None:
            raise NotFound("没有这个行政执法证。")
        require_administrator(actor, certificate.agency_id)
        row = CertificateSuspension(
            id=uuid7(), certificate=certificate, starts_on=starts_on, ends_on=ends_on, reason=reason
        )
        row.save(force_insert=True)
        payload = {
            "suspension": str(row.id), "certificate": str(certificate.id), "number": certificate.number,
            "from": starts_on.isoformat(), "until": ends_on.isoformat() if ends_on else None,
        }  # fmt: skip
        stream = agency_stream(certificate.agency_id, certificate.agency.name)
        append(actor=actor, stream=stream, events=[NewEvent("certificate_suspended", payload)], at=at, reason=reason)
    return row.id
