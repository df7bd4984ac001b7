"""Lists for pages: regions, agencies, fields, accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from minzhifa.access import Actor, Role, visible
from minzhifa.org.models import ROLE_LABELS, Account, Agency, AgencyName, Field, Officer, Region, RoleGrant

ROLES = {role.value: label for role, label in ROLE_LABELS.items()}


@dataclass(frozen=True, slots=True)
class FieldCard:
    """A field of the registry."""

    id: int
    code: str
    slug: str
    name: str
    domain: str
    verified: bool


@dataclass(frozen=True, slots=True)
class RegionCard:
    """A division."""

    code: str
    name: str
    full_name: str
    level: str
    kind: str
    parent_code: str | None
    city_code: str


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency in a list."""

    id: int
    name: str
    system: str
    level: str
    region_code: str
    region_name: str
    superior_id: int | None
    historical: bool
    mark: str


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name of an agency and the days it stood, `[valid_from, valid_to)`."""

    name: str
    valid_from: date | None
    valid_to: date | None
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account in a list, with the labels of its roles."""

    id: UUID
    username: str
    name: str
    agency_name: str
    roles: tuple[str, ...]
    is_active: bool


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """An officer in a list."""

    id: UUID
    name: str
    post: str
    agency_id: int
    agency_name: str


def fields() -> list[FieldCard]:
    """The registry of fields, by code (1 SQL)."""
    rows = Field.objects.order_by("code").values_list("id", "code", "slug", "name", "domain", "verified")
    return [FieldCard(*row) for row in rows]


def field(word: str) -> FieldCard | None:
    """The field by code, slug, name or another spelling in use; a bracketed part is read first, then dropped.

    市场监管(食品) is 市场监管; 消防(乡镇赋权) is 消防; 海洋渔业(海域) is 海洋渔业.
    """
    word = word.strip()
    head = word.replace("（", "(").split("(")[0].strip()
    known = Field.objects.filter(
        Q(code=word)
        | Q(slug=word)
        | Q(name__in=[word, head])
        | Q(aliases__contains=[word])
        | Q(aliases__contains=[head])
    )
    cards = [FieldCard(*r) for r in known.values_list("id", "code", "slug", "name", "domain", "verified")]
    cards.sort(key=lambda card: (card.name != word, card.name != head, card.code))
    return cards[0] if cards else None


def regions(parent_code: str | None = None) -> list[RegionCard]:
    """Divisions in force under `parent_code` (1 SQL); without it the province. Statistical units are left out."""
    rows = Region.objects.filter(is_division=True, valid_to=None)
    rows = rows.filter(parent__code=parent_code) if parent_code else rows.filter(parent=None)
    names = ("code", "name", "full_name", "level", "kind", "parent__code", "city_code")
    return [RegionCard(*row) for row in rows.order_by("id").values_list(*names)]


def agencies(
    *, q: str = "", region_code: str = "", system: str = "", level: str = "", after: int = 0, limit: int = 50
) -> list[AgencyRow]:
    """Agencies by present or former name, region (with all below), system, level; by id, keyset paging (1 SQL)."""
    rows = Agency.objects.filter(id__gt=after)
    if q:
        rows = rows.filter(Q(name__contains=q) | Q(id__in=AgencyName.objects.filter(name__contains=q).values("agency")))
    if region_code:
        prefix = region_code.removesuffix("0000") if region_code.endswith("0000") else region_code.removesuffix("00")
        rows = rows.filter(region__code__startswith=prefix)
    if system:
        rows = rows.filter(system=system)
    if level:
        rows = rows.filter(level=level)
    names = ("id", "name", "system", "level", "region__code", "region__full_name", "superior_id", "historical", "mark")
    return [AgencyRow(*row) for row in rows.order_by("id").values_list(*names)[:limit]]


def agency_by_name(name: str, on: date | None = None) -> int | None:
    """The id of the agency that bears, or on the day bore, this name; another day's bearer when none did (1 SQL)."""
    rows = AgencyName.objects.filter(name=name).values_list("agency_id", "valid_from", "valid_to")
    known = sorted(
        rows,
        key=lambda r: not (on and (r[1] is None or r[1] <= on) and (r[2] is None or on < r[2])) or r[2] is not None,
    )
    return known[0][0] if known else None


def agency_names(agency_id: int) -> list[NameRow]:
    """All names the agency ever had, oldest first (1 SQL)."""
    rows = AgencyName.objects.filter(agency_id=agency_id).order_by("valid_from")
    found = [NameRow(*row) for row in rows.values_list("name", "valid_from", "valid_to", "source", "mark")]
    return sorted(found, key=lambda row: row.valid_from or date.min)


def accounts(actor: Actor, *, after: str = "", limit: int = 50) -> list[AccountRow]:
    """Accounts this actor may see, by username, keyset paging (2 SQL)."""
    rows = visible(actor, Account.objects.filter(username__gt=after)).order_by("username")[:limit]
    found = list(rows.values_list("id", "username", "name", "agency__name", "is_active"))
    held: dict[UUID, list[str]] = {row[0]: [] for row in found}
    for account_id, role in RoleGrant.objects.filter(account__in=held, valid_to=None).values_list("account", "role"):
        held[account_id].append(ROLE_LABELS[Role(role)])
    return [AccountRow(row[0], row[1], row[2], row[3] or "", tuple(held[row[0]]), row[4]) for row in found]


def officers(actor: Actor, *, q: str = "", agency_id: int | None = None, limit: int = 50) -> list[OfficerRow]:
    """Officers this actor may see, by name (1 SQL)."""
    rows = visible(actor, Officer.objects.filter(name__contains=q))
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    names = ("id", "name", "post", "agency_id", "agency__name")
    return [OfficerRow(*row) for row in rows.order_by("name", "id").values_list(*names)[:limit]]
