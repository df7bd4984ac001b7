"""报送行政执法证: what a personnel system knows of an officer's certificate, taken in as often as it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.access.errors import Refused
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import CertificateOverlaps, IntervalWrong
from minzhifa.org.models import Certificate, Officer
from minzhifa.org.operations._common import act, agency_stream, locked_agency, require_administrator
from minzhifa.org.operations.issue_certificate import issue_certificate
from minzhifa.org.operations.register_officer import register_officer


@dataclass(frozen=True, slots=True)
class Pushed:
    """The officer, his certificate, and what this call did: created | changed | unchanged."""

    officer_id: UUID
    certificate_id: UUID
    outcome: str


def _same_person(officer: Officer, name: str, agency_id: int) -> None:
    """Raise `Refused` when the number is somebody else's or another agency's."""
    if officer.agency_id != agency_id:
        raise Refused("certificate_elsewhere", "这个证号登记在其他机关名下，请先核对。", fields=("number",))
    if officer.name != name:
        raise Refused("certificate_of_another", f"这个证号登记的持证人是{officer.name}，请核对姓名。", fields=("name",))


def _holder(agency_id: int, name: str, former_number: str, namesake: bool) -> UUID | None:
    """Who holds a number that is new here; None: somebody new. Raises `Refused`."""
    if former_number:
        row = Certificate.objects.select_related("officer").filter(number=former_number).first()
        if row is None:
            message = f"没有登记过原证号 {former_number}。"
            raise Refused("no_former_number", message, fields=("former_number",))
        _same_person(row.officer, name, agency_id)
        return row.officer_id
    if not namesake and Officer.objects.filter(agency=agency_id, name=name, left_on=None).exists():
        message = f"本机关已有名为{name}的执法人员：换发新证号的，写明原证号；确实是同名的另一人，须声明。"
        raise Refused("same_name", message, article="行政处罚法第四十二条", fields=("former_number",))
    return None


def push_certificate(
    *,
    actor: Actor,
    at: datetime,
    agency_id: int,
    number: str,
    name: str,
    valid_from: date,
    valid_until: date,
    post: str = "",
    issuer: str = "福建省司法厅",
    former_number: str = "",
    namesake: bool = False,
) -> Pushed:
    """Enter a certificate and, when the number is new, its holder; number and first day are the key (行政处罚法 42).

    The same facts again change nothing; a new last day is taken over; a later first day is the renewed certificate of
    the same person. A person who was given another number is known by his `former_number`; a new number for a name that
    the agency has already needs it, or `namesake`: else one person would count as two. Raises `NotAuthorised`,
    `AgencyNotFound`, `IntervalWrong`, `CertificateOverlaps`, `Refused` (same_name, no_former_number, …).
    """
    require_administrator(actor, agency_id)
    if valid_until < valid_from:
        raise IntervalWrong("执法证的有效期止早于有效期起。", fields=("valid_until",))
    with act(actor, CertificateOverlaps(number)):
        agency = locked_agency(agency_id)
        rows = Certificate.objects.select_related("officer").filter(number=number).order_by("-valid_from")
        known = list(rows)
        for row in known:
            _same_person(row.officer, name, agency_id)
        held = next((row for row in known if row.valid_from == valid_from), None)
        if held is not None:
            if held.valid_until == valid_until:
                return Pushed(held.officer_id, held.id, "unchanged")
            payload = {
                "certificate": str(held.id), "number": number, "from": valid_from.isoformat(),
                "until": valid_until.isoformat(), "was": held.valid_until.isoformat(),
            }  # fmt: skip
            held.valid_until = valid_until
            held.save(update_fields=["valid_until"])
            event = NewEvent("certificate_changed", payload)
            append(actor=actor, stream=agency_stream(agency.pk, agency.name), events=[event], at=at)
            return Pushed(held.officer_id, held.id, "changed")
        officer = known[0].officer_id if known else _holder(agency_id, name, former_number, namesake)
        officer = officer or register_officer(actor=actor, agency_id=agency_id, name=name, post=post, at=at)
        made = issue_certificate(
            actor=actor, officer_id=officer, number=number, valid_from=valid_from, valid_until=valid_until, at=at,
            agency_id=agency_id, issuer=issuer,
        )  # fmt: skip
    return Pushed(officer, made, "created")
