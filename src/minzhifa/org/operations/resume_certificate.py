"""恢复执法证: the suspension ends, the certificate is good again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.access.errors import NotFound
from minzhifa.law.words import day_words
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import IntervalWrong
from minzhifa.org.models import CertificateSuspension
from minzhifa.org.operations._common import act, agency_stream, require_administrator


def resume_certificate(*, actor: Actor, suspension_id: UUID, on: date, at: datetime, reason: str) -> None:
    """From the day `on` the certificate is valid again; the day before is the suspension's last.

    Raises `NotFound`, `NotAuthorised`, `IntervalWrong` (already ended, or `on` is not after the first day).
    """
    with act(actor):
        rows = CertificateSuspension.objects.select_for_update(of=("self",)).select_related("certificate__agency")
        row = rows.filter(pk=suspension_id).first()
        if row is None:
            raise NotFound("没有这次暂扣。")
        certificate = row.certificate
        require_administrator(actor, certificate.agency_id)
        if row.ends_on is not None and row.ends_on < on:
            raise IntervalWrong(f"这次暂扣已于{day_words(row.ends_on)}结束。", fields=("on",))
        if on <= row.starts_on:
            raise IntervalWrong(f"恢复日必须晚于暂扣起日（{day_words(row.starts_on)}）。", fields=("on",))
        row.ends_on = on - timedelta(days=1)
        row.save(update_fields=["ends_on"])
        payload = {
            "suspension": str(row.id), "certificate": str(certificate.id), "number": certificate.number,
            "on": on.isoformat(),
        }  # fmt: skip
        stream = agency_stream(certificate.agency_id, certificate.agency.name)
        append(actor=actor, stream=stream, events=[NewEvent("certificate_resumed", payload)], at=at, reason=reason)
