"""Many agencies, certificates and officers at once: what an import is compared with, and what an export holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from minzhifa.access import Actor, visible
from minzhifa.org.models import Agency, AgencyName, AgencyStanding, Certificate, Officer, Region, Remit


@dataclass(frozen=True, slots=True)
class HeldCertificate:
    """A certificate with its holder."""

    number: str
    officer_id: UUID
    name: str
    post: str
    agency_id: int
    issuer: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class HeldAgency:
    """An agency as it stands today, under the names that `put_agency` takes."""

    id: int
    slug: str
    name: str
    system: str
    level: str
    region: str
    superior: str
    uscc: str
    kind: str
    head_name: str
    address: str
    phone: str
    payee_name: str
    payee_bank: str
    payee_bank_address: str
    payee_account: str
    fields: tuple[str, ...]
    ended_on: date | None


def agency_ids(words: Iterable[str]) -> dict[str, int]:
    """Agencies by present name or slug (1 SQL); a name that two agencies bear is absent."""
    wanted = set(words)
    rows = Agency.objects.filter(Q(name__in=wanted) | Q(slug__in=wanted), historical=False, ended_on=None)
    found: dict[str, set[int]] = {}
    for pk, name, slug in rows.values_list("id", "name", "slug"):
        for word in {name, slug} & wanted:
            found.setdefault(word, set()).add(pk)
    return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1}


def held_certificates(numbers: Iterable[str]) -> dict[str, list[HeldCertificate]]:
    """Certificates by number, newest first (1 SQL)."""
    rows = Certificate.objects.filter(number__in=set(numbers)).order_by("-valid_from")
    names = ("number", "officer_id", "officer__name", "officer__post", "officer__agency_id", "issuer", "valid_from",
             "valid_until")  # fmt: skip
    found: dict[str, list[HeldCertificate]] = {}
    for row in rows.values_list(*names):
        found.setdefault(row[0], []).append(HeldCertificate(*row))
    return found


def names_held(agencies: Iterable[int]) -> set[tuple[int, str]]:
    """(agency, name) of the officers in post in these agencies (1 SQL)."""
    rows = Officer.objects.filter(agency__in=set(agencies), left_on=None)
    return set(rows.values_list("agency_id", "name"))


def held_agencies(on: date, slugs: Iterable[str] | None = None) -> dict[str, HeldAgency]:
    """Agencies by slug as they stand on the day, all or these (3 SQL). Bodies known from old records are left out."""
    rows = Agency.objects.filter(historical=False)
    if slugs is not None:
        rows = rows.filter(slug__in=set(slugs))
    names = ("id", "slug", "name", "system", "level", "region__code", "superior__slug", "uscc", "head_name", "address",
             "phone", "payee_name", "payee_bank", "payee_bank_address", "payee_account", "ended_on")  # fmt: skip
    found = list(rows.order_by("id").values_list(*names))
    ids = {row[0] for row in found}
    open_on = (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))
    kinds = dict(AgencyStanding.objects.filter(open_on, agency__in=ids).values_list("agency_id", "kind"))
    then = dict(AgencyName.objects.filter(open_on, agency__in=ids).values_list("agency_id", "name"))
    fields: dict[int, list[str]] = {}
    for agency, code in Remit.objects.filter(open_on, agency__in=ids).values_list("agency_id", "field__code"):
        fields.setdefault(agency, []).append(code)
    return {
        slug: HeldAgency(
            pk, slug, then.get(pk, name), system, level, region, superior or "", uscc or "",
            kinds.get(pk, "administrative"), head, address, phone, payee, bank, bank_at, account,
            tuple(sorted(fields.get(pk, ()))), ended,
        )
        for pk, slug, name, system, level, region, superior, uscc, head, address, phone, payee, bank, bank_at, account,
            ended in found
    }  # fmt: skip


def remits_ever(agency_id: int) -> list[int]:
    """Ids of all remits that the agency has or had (1 SQL)."""
    return list(Remit.objects.filter(agency=agency_id).values_list("id", flat=True))


def known_regions(codes: Iterable[str]) -> set[str]:
    """Those of the codes that are divisions in force (1 SQL)."""
    rows = Region.objects.filter(code__in=set(codes), is_division=True, valid_to=None)
    return set(rows.values_list("code", flat=True))


def certified_rows(actor: Actor, on: date) -> list[dict[str, Any]]:
    """Officers whom the actor may see, each with the certificates that are valid on the day (1 SQL)."""
    rows = visible(actor, Certificate.objects.all()).filter(valid_from__lte=on, valid_until__gte=on)
    rows = rows.filter(Q(revoked_on=None) | Q(revoked_on__gt=on))
    names = ("agency__name", "officer__name", "officer__post", "number", "issuer", "valid_from", "valid_until")
    keys = ("agency", "name", "post", "number", "issuer", "valid_from", "valid_until")
    found = rows.order_by("agency_id", "officer__name", "number").values_list(*names)
    return [dict(zip(keys, row, strict=True)) for row in found]


def counts(actor: Actor, on: date) -> dict[str, int]:
    """How many agencies and, of those whom the actor may see, officers there are on the day (2 SQL)."""
    living = Agency.objects.filter(historical=False).filter(Q(ended_on=None) | Q(ended_on__gt=on))
    officers = visible(actor, Officer.objects.filter(Q(left_on=None) | Q(left_on__gt=on)))
    return {"agency": living.count(), "officer": officers.count()}
