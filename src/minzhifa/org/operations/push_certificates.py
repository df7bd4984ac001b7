"""报送一批行政执法证: new holders set-wise, what is known already one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from minzhifa.access import Actor
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import Batch, NewEvent, append_many
from minzhifa.org.errors import AgencyNotFound, AlreadyMerged, CertificateOverlaps, IntervalWrong
from minzhifa.org.models import Agency, Certificate, Officer
from minzhifa.org.operations._common import act, agency_stream, require_administrator
from minzhifa.org.operations.push_certificate import push_certificate


@dataclass(frozen=True, slots=True)
class HolderRow:
    """One certificate with its holder, as `push_certificate` takes it; both end days are inclusive."""

    agency_id: int
    number: str
    name: str
    post: str
    issuer: str
    valid_from: date
    valid_until: date
    former_number: str = ""
    namesake: bool = False


def push_certificates(*, actor: Actor, at: datetime, rows: Sequence[HolderRow]) -> int:
    """Take in many certificates, all or none; how many were created or changed. See `push_certificate`.

    A number that nobody holds yet makes a holder with his certificate: a fixed number of statements for all of these.
    Raises what `push_certificate` raises.
    """
    if any(row.valid_until < row.valid_from for row in rows):
        raise IntervalWrong("执法证的有效期止早于有效期起。", fields=("valid_until",))
    agencies = sorted({row.agency_id for row in rows})
    for agency_id in agencies:
        require_administrator(actor, agency_id)
    with act(actor, CertificateOverlaps("、".join(sorted({row.number for row in rows}))[:60])):
        locked = {row.pk: row for row in Agency.objects.select_for_update().filter(pk__in=agencies).order_by("pk")}
        for agency_id in agencies:
            if agency_id not in locked:
                raise AgencyNotFound(agency_id)
            if (ended_on := locked[agency_id].ended_on) is not None:
                raise AlreadyMerged(locked[agency_id].name, ended_on)
        held = set(Certificate.objects.filter(number__in={r.number for r in rows}).values_list("number", flat=True))
        first: dict[str, HolderRow] = {}
        later = []
        for row in sorted(rows, key=lambda row: row.valid_from):
            if row.number in held or row.number in first or row.former_number:
                later.append(row)
            else:
                first[row.number] = row
        _enter(actor, at, list(first.values()), locked)
        done = [push_certificate(actor=actor, at=at, **asdict(row)) for row in later]
    return len(first) + sum(one.outcome != "unchanged" for one in done)


def _enter(actor: Actor, at: datetime, rows: Sequence[HolderRow], agencies: dict[int, Agency]) -> None:
    """New holders and their certificates, each agency's on its own record."""
    people = [Officer(id=uuid7(), agency_id=row.agency_id, name=row.name, post=row.post) for row in rows]
    held = [
        Certificate(
            id=uuid7(), officer=officer, agency_id=row.agency_id, number=row.number, issuer=row.issuer,
            valid_from=row.valid_from, valid_until=row.valid_until,
        )
        for row, officer in zip(rows, people, strict=True)
    ]  # fmt: skip
    Officer.objects.bulk_create(people, batch_size=500)
    Certificate.objects.bulk_create(held, batch_size=500)
    events: dict[int, list[NewEvent]] = {}
    for row, officer, certificate in zip(rows, people, held, strict=True):
        payload = {
            "certificate": str(certificate.id), "officer": str(officer.id), "number": row.number,
            "agency": row.agency_id, "from": row.valid_from.isoformat(), "until": row.valid_until.isoformat(),
        }  # fmt: skip
        person = {"officer": str(officer.id), "name": row.name, "post": row.post}
        told = [NewEvent("officer_registered", person), NewEvent("certificate_issued", payload)]
        events.setdefault(row.agency_id, []).extend(told)
    batches = [Batch(agency_stream(pk, agencies[pk].name), told) for pk, told in sorted(events.items())]
    append_many(actor=actor, batches=batches, at=at)
