"""Whose an element is, and what an actor may propose or decide: rows of the approvals table that name kinds of element.

A publisher is a word that policy and database compare: `field:01` (province-wide, of a field), `templates`
(province-wide, of no field; statutes too), `remit:12` (one agency's own). `province` stands for all province-wide ones.
"""

from __future__ import annotations

from typing import Any, Literal

from django.db import connection

from minzhifa.access import Actor, Grant, Role
from minzhifa.rules import shipped

Act = Literal["propose", "approve"]
PROVINCE, TEMPLATES = "province", "templates"

_REMITS = """
SELECT m.id, f.code, a.level
  FROM org_remit m JOIN org_agency a ON a.id = m.agency_id JOIN org_field f ON f.id = m.field_id
 WHERE m.id = ANY (%s)
"""
_ORGANS = "SELECT count(*) FROM org_agency WHERE id = ANY (%s) AND system = %s AND level = 'province'"


def publisher_of(kind: str, owner: Any) -> str:
    """The word for whoever publishes versions of `owner` (a matter, a benchmark, a template, a statute's text)."""
    if kind in ("template", "statute"):
        return TEMPLATES
    remit = getattr(owner, "owner_remit_id", None)
    return f"remit:{remit}" if remit else f"field:{owner.field_code}"


def _of_agencies(grants: list[Grant], owners: tuple[str, ...]) -> set[str]:
    """What grants over remits come to: their field for a provincial agency, else the agency's own elements."""
    remits = sorted({remit for grant in grants for remit in grant.remits or ()})
    if not remits:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_REMITS, [remits])
        rows = cursor.fetchall()
    own = {f"remit:{remit}" for remit, _, level in rows if level != PROVINCE and level in owners}
    return own | {f"field:{field}" for _, field, level in rows if level == PROVINCE and level in owners}


def _of_organ(grants: list[Grant], system: str) -> set[str]:
    agencies = sorted({grant.agency_id for grant in grants if grant.agency_id is not None})
    if not agencies:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_ORGANS, [agencies, system])
        return {TEMPLATES} if cursor.fetchone()[0] else set()


def publishes(actor: Actor, kind: str, act: Act) -> frozenset[str]:
    """Every publisher for whom this actor may propose or decide versions of that kind (at most 1 SQL a table row)."""
    found: set[str] = set()
    for row in shipped().approvals.values():
        if kind not in row.elements:
            continue
        roles = set(map(Role, row.proposer if act == "propose" else (*row.approver, *row.stand_in)))
        grants = [grant for grant in actor.grants if grant.role in roles]
        if PROVINCE in row.owners and any(g.agency_id is None and g.remits is None for g in grants):
            found.add(PROVINCE)
        found |= _of_organ(grants, row.organ) if row.organ else _of_agencies(grants, row.owners)
    return frozenset(found)


def covers(held: frozenset[str], publisher: str) -> bool:
    """True when `publisher` is among `held`; the province has all that is not an agency's own."""
    return publisher in held or (PROVINCE in held and not publisher.startswith("remit:"))


def open_publishing(held: frozenset[str]) -> None:
    """Let this transaction write versions of these publishers; the database refuses every other one."""
    if not connection.in_atomic_block:
        raise RuntimeError("publishing is opened inside a transaction only")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('minzhifa.publishing', %s, true)", [",".join(sorted(held))])
