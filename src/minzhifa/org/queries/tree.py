"""The remit tree, kept in the process under the stamp that database triggers raise on every change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from minzhifa.access import Grant, Role

# Who answers for what the organ does also sees what its subordinates do; an officer sees his own organ's work.
OVERSEEING = frozenset({Role.AGENCY_HEAD, Role.REVIEWER, Role.SECTION_HEAD})
# Acts of a dispatched bureau in its principal's name are decided, heard and sealed by the principal.
DECIDING = frozenset({Role.AGENCY_HEAD, Role.REVIEWER, Role.PRESIDING_OFFICER, Role.SEAL_KEEPER})
# Least privilege: those who run the system do not read cases.
WITHOUT_WORK = frozenset({Role.ADMINISTRATOR, Role.OPERATOR, Role.DATA_AUTHORITY})
PROVINCE = "350000"

_TREE = """
SELECT a.id, a.superior_id, s.acts_as_id, r.code, r.city_code, r.level, m.id, m.field_id,
       CASE WHEN a.ended_on <= %(on)s::date THEN a.successor_id END
  FROM org_agency a JOIN org_region r ON r.id = a.region_id
  LEFT JOIN org_remit m ON m.agency_id = a.id
  LEFT JOIN org_agencystanding s ON s.agency_id = a.id
    AND (s.valid_from <= %(on)s::date) IS NOT FALSE AND (s.valid_to > %(on)s::date) IS NOT FALSE
"""


@dataclass(frozen=True, slots=True)
class Remit:
    """One remit as the tree holds it."""

    id: int
    agency_id: int
    field_id: int
    region: str
    city: str


@dataclass(slots=True)
class Tree:
    """Agencies, who stands under whom, and their remits, as they stood on one day."""

    remits: dict[int, list[Remit]] = field(default_factory=lambda: defaultdict(list))
    subordinates: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    dispatched: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def of_agency(self, agency_id: int, field_id: int | None) -> set[int]:
        """The agency's own remits, one field or all."""
        return {r.id for r in self.remits.get(agency_id, ()) if field_id in (None, r.field_id)}

    def of_dispatched(self, agency_id: int, field_id: int | None) -> set[int]:
        """Remits of the bodies that act in the agency's name."""
        found = (self.of_agency(other, field_id) for other in self.dispatched.get(agency_id, ()))
        return set().union(*found)

    def below(self, agency_id: int, field_id: int | None) -> set[int]:
        """Remits of all agencies under this one, in the fields that it has itself."""
        fields = {r.field_id for r in self.remits.get(agency_id, ())} if field_id is None else {field_id}
        found: set[int] = set()
        waiting, seen = [agency_id], {agency_id}
        while waiting:
            for other in self.subordinates.get(waiting.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
                    found.update(r.id for r in self.remits.get(other, ()) if r.field_id in fields)
        return found

    def in_region(self, code: str, level: str, field_id: int | None) -> set[int]:
        """Remits of all agencies in a region. 平潭 is an area of its own beside 福州."""
        return {
            r.id
            for rows in self.remits.values()
            for r in rows
            if field_id in (None, r.field_id) and _inside(r, code, level)
        }


def _inside(remit: Remit, code: str, level: str) -> bool:
    if level == "province":
        return True
    if level == "city":
        return remit.city == code
    return remit.region.startswith(code)


_cache: dict[str, tuple[int, date, Tree]] = {}


def tree(stamp: int, on: date) -> Tree:
    """The tree under that stamp (no SQL when the process has it, else 1)."""
    kept = _cache.get("tree")
    if kept and kept[:2] == (stamp, on):
        return kept[2]
    built = Tree()
    with connection.cursor() as cursor:
        cursor.execute(_TREE, {"on": on})
        rows = cursor.fetchall()
    seen: set[int] = set()
    successors: dict[int, int] = {}
    for agency, superior, acts_as, region, city, _, remit_id, field_id, successor in rows:
        if agency not in seen:
            seen.add(agency)
            if superior is not None:
                built.subordinates[superior].append(agency)
            if acts_as is not None:
                built.dispatched[acts_as].append(agency)
            if successor is not None:
                successors[agency] = successor
        if remit_id is not None:
            built.remits[agency].append(Remit(remit_id, agency, field_id, region, city))
    _hand_down(built, successors)
    _cache["tree"] = (stamp, on, built)
    return built


def _hand_down(built: Tree, successors: dict[int, int]) -> None:
    """The old cases of a merged body stand in its remits: whoever took its place has these beside his own."""
    own = {agency: list(built.remits.get(agency, ())) for agency in successors}
    for agency, heir in successors.items():
        last: int | None = heir
        while last is not None:
            built.remits[last].extend(own[agency])
            last = successors.get(last)


@dataclass(frozen=True, slots=True)
class Granted:
    """A role grant as stored: role, agency or region, field."""

    role: Role
    agency_id: int | None
    region: str | None
    region_level: str | None
    field_id: int | None


def resolve(granted: Granted, built: Tree) -> tuple[Grant, frozenset[int] | None]:
    """The grant over remits, and what it lets its holder see (None: everything in the province)."""
    if granted.agency_id is not None:
        own = built.of_agency(granted.agency_id, granted.field_id)
        if granted.role in DECIDING:
            own |= built.of_dispatched(granted.agency_id, granted.field_id)
        grant = Grant(granted.role, granted.agency_id, frozenset(own))
        seen = own | built.below(granted.agency_id, granted.field_id) if granted.role in OVERSEEING else own
    elif granted.region in (None, PROVINCE) and granted.field_id is None:
        return Grant(granted.role, None, None), frozenset() if granted.role in WITHOUT_WORK else None
    else:
        code, level = granted.region or PROVINCE, granted.region_level or "province"
        seen = built.in_region(code, level, granted.field_id)
        grant = Grant(granted.role, None, frozenset(seen))
    return grant, frozenset() if granted.role in WITHOUT_WORK else frozenset(seen)


def together(sights: Iterable[frozenset[int] | None]) -> frozenset[int] | None:
    """The union of what several grants show; None (everything) wins."""
    found: set[int] = set()
    for sight in sights:
        if sight is None:
            return None
        found |= sight
    return frozenset(found)
