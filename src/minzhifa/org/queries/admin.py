"""What the pages of administration show: accounts with their grants, tokens, and the record of each change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Q

from minzhifa.access import Actor, Role, visible
from minzhifa.access.errors import NotFound
from minzhifa.access.rls import acting
from minzhifa.ledger.queries import recent
from minzhifa.ledger.types import LedgerRow
from minzhifa.org.errors import NotAuthorised
from minzhifa.org.models import (
    ROLE_LABELS,
    Account,
    Agency,
    Certificate,
    CertificateSuspension,
    Region,
    RoleGrant,
    SystemToken,
)
from minzhifa.org.operations._common import account_stream, agency_stream
from minzhifa.org.policy import administers
from minzhifa.org.queries.actors import APPROVING

LONGEST_KEY = 9  # digits of a number that surely is a 32-bit key


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in the list, with the labels of the roles held on the day."""

    id: UUID
    username: str
    name: str
    agency_name: str
    is_active: bool
    is_system: bool  # a connected system's, used by token only
    last_login: datetime | None
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A role over an interval `[valid_from, valid_to)`; no agency and no region: the whole province."""

    id: UUID
    role: str
    role_label: str
    agency_id: int | None
    agency_name: str
    region_name: str
    field_name: str
    valid_from: date
    valid_to: date | None
    reason: str
    granted_by: str
    state: str  # held | later | ended
    revocable: bool


@dataclass(frozen=True, slots=True)
class AccountDetail:
    """One account with every grant it ever had, newest first."""

    id: UUID
    username: str
    name: str
    agency_id: int | None
    agency_name: str
    is_active: bool
    is_system: bool
    is_demo: bool
    must_change_password: bool
    second_factor: bool
    identified: bool  # the person's citizen number was checked: nobody has a second account
    opened_at: datetime
    last_login: datetime | None
    logged_in: bool
    officer_id: UUID | None
    officer_name: str
    grants: Sequence[GrantLine]


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A connected system's token; its secret is known to the system alone."""

    id: UUID
    name: str
    agency_id: int
    agency_name: str
    field_name: str
    prefix: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    state: str  # valid | expired | revoked
    waits: bool  # for a second administrator: until then it approves nothing
    issued_by: UUID | None


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate, or one suspension of it, named for the form that changes it."""

    id: UUID
    officer_id: UUID
    officer_name: str
    agency_id: int
    number: str
    starts_on: date


def require_administration(actor: Actor, agency_id: int | None) -> None:
    """Raise `NotAuthorised` unless the actor administers the agency; None stands for the whole province."""
    if not administers(actor, agency_id):
        raise NotAuthorised("只有本机关的系统管理员可以办理此事。")


def may_administer(actor: Actor, agency_id: int | None) -> bool:
    """True when the actor administers the agency; None stands for the whole province."""
    return administers(actor, agency_id)


def require_some_administration(actor: Actor) -> None:
    """Raise `NotAuthorised` unless the actor administers anything at all."""
    if not actor.holds(Role.ADMINISTRATOR):
        raise NotAuthorised("只有系统管理员可以查看账号和令牌。")


def administered_agencies(actor: Actor) -> list[tuple[int, str]]:
    """Agencies named in the actor's administrator grants, by id (1 SQL); none for those of the whole province."""
    named = {g.agency_id for g in actor.grants if g.role is Role.ADMINISTRATOR and g.agency_id is not None}
    return list(Agency.objects.filter(id__in=named).order_by("id").values_list("id", "name"))


def agency_choice(text: str) -> int | None:
    """The agency by its present name, exactly as written, or by its number (1 SQL); None when there is none."""
    text = text.strip()
    number = int(text) if text.isdecimal() and len(text) <= LONGEST_KEY else None
    found = Agency.objects.filter(Q(name=text, historical=False) | Q(pk=number)).values_list("id", flat=True)[:2]
    return found[0] if len(found) == 1 else None


def account_lines(
    actor: Actor, *, on: date, q: str = "", state: str = "", role: str = "", after: str = "", limit: int = 50
) -> list[AccountLine]:
    """Accounts this actor may see, by username, keyset paging (2 SQL).

    `state`: open | closed | system | unknown (a person's, opened before identities were checked).
    """
    rows = visible(actor, Account.objects.filter(username__gt=after))
    if q:
        rows = rows.filter(Q(name__contains=q) | Q(username__icontains=q) | Q(agency__name__contains=q))
    if state:
        rows = rows.filter(is_active=state != "closed")
        if state == "unknown":
            rows = rows.filter(person_index=None, tokens__isnull=True)
        if state == "system":
            rows = rows.filter(tokens__isnull=False).distinct()
    if role:
        rows = rows.filter(pk__in=_held_on(on).filter(role=role).values("account"))
    columns = ("id", "username", "name", "agency__name", "is_active", "last_login")
    found = list(rows.order_by("username").values_list(*columns)[:limit])
    held: dict[UUID, list[str]] = {row[0]: [] for row in found}
    for account_id, code in _held_on(on).filter(account__in=held).values_list("account", "role").order_by("role"):
        if ROLE_LABELS[Role(code)] not in held[account_id]:
            held[account_id].append(ROLE_LABELS[Role(code)])
    return [
        AccountLine(key, username, name, agency or "", active, username.startswith("system-"), last, tuple(held[key]))
        for key, username, name, agency, active, last in found
    ]


def _held_on(on: date) -> Any:
    return RoleGrant.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


def account_detail(actor: Actor, account_id: UUID, *, at: datetime, on: date) -> AccountDetail:
    """One account this actor may see (4 SQL). Raises `NotFound`."""
    rows = visible(actor, Account.objects.filter(pk=account_id)).select_related("agency", "officer")
    row = rows.first()
    if row is None:
        raise NotFound
    officer = getattr(row, "officer", None)
    session = Session.objects.filter(session_key=row.session_key, expire_date__gt=at) if row.session_key else None
    return AccountDetail(
        row.id, row.username, row.name, row.agency_id, row.agency.name if row.agency else "", row.is_active,
        row.username.startswith("system-"), row.is_demo, row.must_change_password,
        Authenticator.objects.filter(user_id=account_id, type="totp").exists(), row.person_index is not None,
        row.date_joined, row.last_login,
        session is not None and session.exists(), officer.id if officer else None, officer.name if officer else "",
        [_grant(actor, grant, on) for grant in _grants(account_id)],
    )  # fmt: skip


def _grants(account_id: UUID) -> Iterable[RoleGrant]:
    rows = RoleGrant.objects.filter(account=account_id).select_related("agency", "region", "field", "granted_by")
    return rows.order_by("-valid_from", "role")


def _grant(actor: Actor, row: RoleGrant, on: date) -> GrantLine:
    ended = row.valid_to is not None and row.valid_to <= on
    state = "ended" if ended else "later" if row.valid_from > on else "held"
    return GrantLine(
        row.id, row.role, ROLE_LABELS[Role(row.role)], row.agency_id, row.agency.name if row.agency else "",
        row.region.full_name if row.region else "", row.field.name if row.field else "", row.valid_from, row.valid_to,
        row.reason, row.granted_by.name if row.granted_by else "", state,
        not ended and administers(actor, row.agency_id),
    )  # fmt: skip


def grant_line(actor: Actor, grant_id: UUID, on: date) -> tuple[GrantLine, UUID, str]:
    """One grant with its account's id and name (1 SQL), for an administrator. Raises `NotFound`."""
    rows = visible(actor, RoleGrant.objects.filter(pk=grant_id))
    row = rows.select_related("agency", "region", "field", "granted_by", "account").first()
    if row is None:
        raise NotFound
    return _grant(actor, row, on), row.account.id, row.account.name


def token_lines(actor: Actor, *, at: datetime) -> list[TokenLine]:
    """Tokens of the agencies this actor administers, newest first (1 SQL)."""
    rows = visible(actor, SystemToken.objects.select_related("agency", "field")).order_by("-created_at")
    return [_token(row, at) for row in rows]


def token_line(actor: Actor, token_id: UUID, *, at: datetime) -> TokenLine:
    """One token (1 SQL). Raises `NotFound`."""
    row = visible(actor, SystemToken.objects.filter(pk=token_id).select_related("agency", "field")).first()
    if row is None:
        raise NotFound
    return _token(row, at)


def _token(row: SystemToken, at: datetime) -> TokenLine:
    state = "revoked" if row.revoked_at else "expired" if row.expires_at <= at else "valid"
    return TokenLine(
        row.id, row.name, row.agency_id, row.agency.name, row.field.name if row.field else "", row.prefix,
        tuple(row.scopes), row.created_at, row.expires_at, row.revoked_at, state,
        state == "valid" and row.countersigned_at is None and bool(APPROVING & set(row.scopes)), row.created_by_id,
    )  # fmt: skip


def certificate_held(actor: Actor, certificate_id: UUID) -> Held:
    """A certificate this actor may see (1 SQL). Raises `NotFound`."""
    row = visible(actor, Certificate.objects.filter(pk=certificate_id)).select_related("officer").first()
    if row is None:
        raise NotFound
    return Held(row.id, row.officer.id, row.officer.name, row.agency_id, row.number, row.valid_from)


def suspension_held(actor: Actor, suspension_id: UUID) -> Held:
    """A suspension this actor may see (1 SQL). Raises `NotFound`."""
    rows = visible(actor, CertificateSuspension.objects.filter(pk=suspension_id))
    row = rows.select_related("certificate__officer").first()
    if row is None:
        raise NotFound
    held = row.certificate
    return Held(row.id, held.officer.id, held.officer.name, held.agency_id, held.number, row.starts_on)


def account_history(actor: Actor, account_id: UUID, limit: int = 30) -> list[LedgerRow]:
    """What was recorded of an account this actor may see, newest first (2 SQL). Raises `NotFound`."""
    if not visible(actor, Account.objects.filter(pk=account_id)).exists():
        raise NotFound
    with acting(actor):
        return recent(account_stream(account_id, ""), limit=limit)


def agency_history(actor: Actor, agency_id: int, limit: int = 50) -> list[LedgerRow]:
    """What was recorded of an agency, newest first (1 SQL); for those who administer or supervise it."""
    if not (administers(actor, agency_id) or actor.scope.everything):
        raise NotAuthorised("只有本机关的系统管理员和执法监督人员可以查看机关的变更记录。")
    with acting(actor):
        return recent(agency_stream(agency_id, ""), limit=limit)


def account_names(account_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of accounts by id (1 SQL), for the record of who did what."""
    wanted = {key for key in account_ids if key is not None}
    return dict(Account.objects.filter(pk__in=wanted).values_list("id", "name")) if wanted else {}


def account_named(username: str) -> UUID:
    """The id of the open account of this name (1 SQL). Raises `NotFound`."""
    found: UUID | None = Account.objects.filter(username=username, is_active=True).values_list("id", flat=True).first()
    if found is None:
        raise NotFound(f"没有名为 {username} 的账号，或者已经停用。")
    return found


def region_choices() -> list[tuple[str, str]]:
    """The province, its cities and counties in force: (code, full name) by code (1 SQL)."""
    rows = Region.objects.filter(level__in=["province", "city", "county"], is_division=True, valid_to=None)
    return list(rows.order_by("id").values_list("code", "full_name"))


_WORDS = """
SELECT k.kind, w.word
  FROM unnest(%(kinds)s::text[]) k(kind)
 CROSS JOIN LATERAL (
   SELECT w.word || CASE w.kind WHEN '' THEN x.suffix ELSE '' END AS word
     FROM org_agency a
     LEFT JOIN org_agencystanding s ON s.agency_id = a.id
       AND (s.valid_from <= %(on)s::date) IS NOT FALSE AND (s.valid_to > %(on)s::date) IS NOT FALSE
     JOIN org_agencynumberword w ON w.agency_id = ANY (ARRAY[coalesce(s.acts_as_id, a.id), a.id])
       AND w.kind IN ('', k.kind)
       AND (w.valid_from <= %(on)s::date) IS NOT FALSE AND (w.valid_to > %(on)s::date) IS NOT FALSE
     LEFT JOIN org_numbersuffix x ON w.kind = '' AND x.system IN (a.system, '') AND x.kind = k.kind
       AND (x.valid_from <= %(on)s::date) IS NOT FALSE AND (x.valid_to > %(on)s::date) IS NOT FALSE
    WHERE a.id = %(agency)s AND (w.kind <> '' OR x.suffix IS NOT NULL)
      AND (w.agency_id = coalesce(s.acts_as_id, a.id) OR w.kind <> '')
    ORDER BY (w.kind <> '') DESC, (w.agency_id = a.id) DESC, (x.system <> '') DESC NULLS LAST
    LIMIT 1) w
"""


def number_words(agency_id: int, kinds: Sequence[str], on: date) -> dict[str, str]:
    """`queries.number_word` of several kinds on one day in one statement; kinds without a word are absent."""
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, {"agency": agency_id, "kinds": list(kinds), "on": on})
        return dict(cursor.fetchall())
