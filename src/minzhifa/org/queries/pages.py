"""What the pages of one agency and one officer show, and the list of officers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from minzhifa.access import Actor, visible
from minzhifa.access.errors import NotFound
from minzhifa.org.models.agency import Agency, AgencyNumberWord, AgencyRemedy, AgencyStanding, Remit
from minzhifa.org.models.officer import Certificate, CertificateSuspension, Officer


@dataclass(frozen=True, slots=True)
class StandingRow:
    """性质 over an interval `[valid_from, valid_to)`."""

    kind: str
    acts_as: str
    valid_from: date | None
    valid_to: date | None
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """A number word over an interval; `kind` empty is the stem."""

    kind: str
    word: str
    valid_from: date | None
    valid_to: date | None
    mark: str


@dataclass(frozen=True, slots=True)
class RemedyRow:
    """Reconsideration body and court over an interval."""

    reconsideration_body: str
    court: str
    valid_from: date | None
    valid_to: date | None
    mark: str


@dataclass(frozen=True, slots=True)
class AgencyDetail:
    """All that hangs on an agency, newest first."""

    standings: Sequence[StandingRow]
    words: Sequence[WordRow]
    remedies: Sequence[RemedyRow]
    fields: Sequence[tuple[str, str]]  # (code, name) of the remits in force
    superior: str  # of the same line; above a township stands its county's government


@dataclass(frozen=True, slots=True)
class SuspensionRow:
    """A suspension, both ends inclusive."""

    id: UUID
    starts_on: date
    ends_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate, both ends inclusive, with its suspensions."""

    id: UUID
    agency_id: int
    number: str
    agency_name: str
    issuer: str
    valid_from: date
    valid_until: date
    revoked_on: date | None
    revoked_why: str
    suspensions: Sequence[SuspensionRow]


@dataclass(frozen=True, slots=True)
class OfficerDetail:
    """An officer with every certificate, newest first."""

    id: UUID
    name: str
    post: str
    agency_id: int
    agency_name: str
    left_on: date | None
    verified: bool
    account_id: UUID | None
    username: str
    certificates: Sequence[CertificateRow]


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """An officer in the list; `certified` tells whether a certificate is valid on the day asked about."""

    id: UUID
    name: str
    post: str
    agency_id: int
    agency_name: str
    certified: bool
    left_on: date | None


def agency_detail(agency_id: int) -> AgencyDetail:
    """Standing, number words, remedies, fields and superior of an agency (5 SQL)."""
    spans, newest = ("valid_from", "valid_to"), F("valid_from").desc(nulls_last=True)  # no start is the oldest
    standings = AgencyStanding.objects.filter(agency_id=agency_id).order_by(newest)
    words = AgencyNumberWord.objects.filter(agency_id=agency_id).order_by("kind", newest)
    remedies = AgencyRemedy.objects.filter(agency_id=agency_id).order_by(newest)
    remits = Remit.objects.filter(agency_id=agency_id, valid_to=None).order_by("field__code")
    return AgencyDetail(
        [
            StandingRow(kind, acts_as or "", *rest)
            for kind, acts_as, *rest in standings.values_list("kind", "acts_as__name", *spans, "source", "mark")
        ],
        [WordRow(*row) for row in words.values_list("kind", "word", *spans, "mark")],
        [RemedyRow(*row) for row in remedies.values_list("reconsideration_body", "court", *spans, "mark")],
        list(remits.values_list("field__code", "field__name")),
        _superior(agency_id),
    )


def _superior(agency_id: int) -> str:
    above = Agency.objects.filter(pk=agency_id).values_list("superior__name", "region__parent__full_name", "level")
    named, place, level = above.get()
    return named or (f"{place}人民政府" if level == "township" and place else "")


def officer_lines(actor: Actor, *, q: str = "", on: date, after: str = "", limit: int = 50) -> list[OfficerLine]:
    """Officers this actor may see, by part of the name or start of a certificate number (1 SQL).

    Keyset paging by name and id: `after` is `name~id` of the last row shown.
    """
    certificates = Certificate.objects.filter(officer=OuterRef("pk"))
    valid = certificates.filter(valid_from__lte=on, valid_until__gte=on).filter(
        Q(revoked_on=None) | Q(revoked_on__gt=on)
    )
    suspended = CertificateSuspension.objects.filter(certificate=OuterRef("pk"), starts_on__lte=on).filter(
        Q(ends_on=None) | Q(ends_on__gte=on)
    )
    rows = visible(actor, Officer.objects.all())
    if q:
        rows = rows.filter(Q(name__contains=q) | Exists(certificates.filter(number__startswith=q)))
    name, _, last = after.rpartition("~")
    if name:
        rows = rows.filter(Q(name__gt=name) | Q(name=name, id__gt=last))
    rows = rows.annotate(certified=Exists(valid.filter(~Exists(suspended)))).order_by("name", "id")
    columns = ("id", "name", "post", "agency_id", "agency__name", "certified", "left_on")
    return [OfficerLine(*row) for row in rows.values_list(*columns)[:limit]]


def officer_detail(actor: Actor, officer_id: UUID) -> OfficerDetail:
    """One officer this actor may see (3 SQL). Raises `NotFound`."""
    row = visible(actor, Officer.objects.filter(pk=officer_id)).select_related("agency", "account").first()
    if row is None:
        raise NotFound
    held = row.certificates.select_related("agency").prefetch_related("suspensions").order_by("-valid_from")
    return OfficerDetail(
        row.id, row.name, row.post, row.agency_id, row.agency.name, row.left_on, row.verified,
        row.account_id, row.account.username if row.account else "",
        [_certificate(certificate) for certificate in held],
    )  # fmt: skip


def _certificate(row: Certificate) -> CertificateRow:
    suspensions = [SuspensionRow(s.pk, s.starts_on, s.ends_on, s.reason) for s in row.suspensions.all()]
    return CertificateRow(
        row.pk, row.agency_id, row.number, row.agency.name, row.issuer, row.valid_from, row.valid_until,
        row.revoked_on, row.revoked_why,
        sorted(suspensions, key=lambda s: s.starts_on),
    )  # fmt: skip
