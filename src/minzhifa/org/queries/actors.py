"""From an account or a token to the `Actor` that every operation and query takes."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date
from typing import Any
from uuid import UUID

from minzhifa.access import Actor, Grant, Role, Scope
from minzhifa.access.errors import NotFound
from minzhifa.access.postgresql.base import prepared
from minzhifa.org.queries.cards import RemitCard, remit_cards
from minzhifa.org.queries.tree import Granted, Tree, resolve, together, tree

# What a connected system may do by each scope of its token: the roles it stands in for inside its agency.
TOKEN_SCOPES: dict[str, tuple[Role, ...]] = {
    "cases:read": (Role.SYSTEM,),
    "cases:write": (Role.SYSTEM, Role.OFFICER),
    "cases:approve": (Role.SYSTEM, Role.SECTION_HEAD, Role.REVIEWER, Role.AGENCY_HEAD),
    "subjects:read": (Role.SYSTEM,),
    "subjects:write": (Role.SYSTEM,),
    "catalog:read": (Role.SYSTEM,),
    "catalog:propose": (Role.SYSTEM, Role.ADMINISTRATOR),
    "org:write": (Role.SYSTEM, Role.ADMINISTRATOR),
}

# By these a system decides on what people or systems proposed: they hold only with a second administrator's signature.
APPROVING = frozenset(
    scope for scope, roles in TOKEN_SCOPES.items() if {Role.SECTION_HEAD, Role.REVIEWER, Role.AGENCY_HEAD} & set(roles)
)
MOST_KEPT = 2048
_kept: dict[tuple[Granted, ...], tuple[Tree, tuple[Grant, ...], Scope]] = {}

_ACTOR = """
SELECT a.name, a.agency_id, o.id, v.stamp, d.today, g.role, g.agency_id, r.code, r.level, g.field_id
  FROM org_account a
 CROSS JOIN (SELECT coalesce(%(on)s::date, (now() AT TIME ZONE 'Asia/Shanghai')::date) AS today) d
  JOIN org_orgversion v ON v.id = 1
  LEFT JOIN org_officer o ON o.account_id = a.id
  LEFT JOIN org_rolegrant g ON g.account_id = a.id
    AND (g.valid_from <= d.today) IS NOT FALSE AND (g.valid_to > d.today) IS NOT FALSE
  LEFT JOIN org_region r ON r.id = g.region_id
 WHERE a.id = %(id)s AND a.is_active
 ORDER BY g.role, g.id
"""
_BY_PREFIX = """
SELECT t.account_id, t.name, t.agency_id, t.field_id, t.scopes, t.prefix, t.secret_hash, v.stamp,
       (now() AT TIME ZONE 'Asia/Shanghai')::date, t.countersigned_at IS NOT NULL
  FROM org_systemtoken t JOIN org_account a ON a.id = t.account_id JOIN org_orgversion v ON v.id = 1
 WHERE t.prefix = %s AND t.revoked_at IS NULL AND t.expires_at > now() AND a.is_active
"""


def _actor(account_id: UUID, name: str, grants: list[Granted], stamp: int, today: date, **more: Any) -> Actor:
    held, scope = _reach(tuple(grants), tree(stamp, today))
    return Actor(account_id, name, held, scope=scope, **more)


def _reach(grants: tuple[Granted, ...], built: Tree) -> tuple[tuple[Grant, ...], Scope]:
    """What the grants come to on this tree; people ask often, grants and tree seldom change."""
    kept = _kept.get(grants)
    if kept is not None and kept[0] is built:
        return kept[1], kept[2]
    resolved = [resolve(granted, built) for granted in grants]
    seen = together(sight for _, sight in resolved)
    scope = Scope(everything=True) if seen is None else Scope(remits=seen)
    held = tuple(grant for grant, _ in resolved)
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[grants] = (built, held, scope)
    return held, scope


def actor_for(account_id: UUID | str, device: str = "", *, on: date | None = None) -> Actor:
    """The account with the roles it holds today, or on the day `on` (1 SQL; 2 after the tree changed).

    Raises `NotFound` for an unknown or closed account.
    """
    with prepared() as cursor:
        cursor.execute(_ACTOR, {"id": account_id, "on": on})
        rows = cursor.fetchall()
    if not rows:
        raise NotFound("账号不存在或已停用。")
    name, agency_id, officer_id, stamp, today = rows[0][:5]
    grants = [Granted(Role(row[5]), *row[6:10]) for row in rows if row[5] is not None]
    key = account_id if isinstance(account_id, UUID) else UUID(account_id)
    return _actor(key, name, grants, stamp, today, officer_id=officer_id, agency_id=agency_id, device=device)


def hash_secret(secret: str) -> bytes:
    """The stored form of a token's secret; 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


def actor_for_token(token: str) -> Actor | None:
    """The connected system behind `mzf_<prefix>_<secret>`, or None (1 SQL; 2 after the tree changed)."""
    parts = token.split("_", 2)
    if len(parts) != 3 or parts[0] != "mzf" or "\x00" in token:  # noqa: PLR2004 -- the three parts of a token
        return None
    with prepared() as cursor:
        cursor.execute(_BY_PREFIX, [parts[1]])
        row = cursor.fetchone()
    if row is None or not hmac.compare_digest(bytes(row[6]), hash_secret(parts[2])):
        return None
    account_id, name, agency_id, field_id, given, prefix, _, stamp, today, countersigned = row
    scopes = given if countersigned else [scope for scope in given if scope not in APPROVING]
    roles = dict.fromkeys(role for scope in scopes for role in TOKEN_SCOPES.get(scope, ()))
    grants = [Granted(role, agency_id, None, None, field_id) for role in roles]
    device, held = f"token:{prefix}", frozenset(scopes)
    return _actor(account_id, name, grants, stamp, today, agency_id=agency_id, device=device, token_scopes=held)


def token_scopes(token_prefix: str) -> frozenset[str]:
    """The scopes of a token by its public prefix (1 SQL); empty when there is none."""
    with prepared() as cursor:
        cursor.execute("SELECT scopes FROM org_systemtoken WHERE prefix = %s", [token_prefix])
        row = cursor.fetchone()
    return frozenset(row[0]) if row else frozenset()


def remits_of(actor: Actor, *roles: Role) -> list[RemitCard]:
    """The remits in which the actor holds one of `roles` (any role, when none is named), by id (1 SQL)."""
    wanted: set[int] = set()
    for grant in actor.grants:
        if (not roles or grant.role in roles) and grant.remits is not None:
            wanted |= grant.remits
    return sorted(remit_cards(sorted(wanted)).values(), key=lambda card: card.id)
