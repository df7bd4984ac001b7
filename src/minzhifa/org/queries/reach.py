"""Which agency a letter reaches in its workbench, and who stands above two agencies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from minzhifa.access import Role
from minzhifa.org.models import Agency, Remit, RoleGrant
from minzhifa.org.queries.cards import RemitCard, remit_cards
from minzhifa.org.queries.many import agency_ids

AT_WORK = (Role.OFFICER, Role.SECTION_HEAD, Role.AGENCY_HEAD)
HIGHEST = 8  # no chain of superiors is longer


@dataclass(frozen=True, slots=True)
class Office:
    """An agency that works on the platform, with its remits in force."""

    id: int
    name: str
    remits: tuple[RemitCard, ...]

    def in_field(self, code: str) -> RemitCard | None:
        """Its remit in a field."""
        return next((one for one in self.remits if one.field_code == code), None)


def office(name: str, on: date) -> Office | None:
    """The agency of this present name, None when it does not work on the platform that day (4 SQL).

    It works on it when somebody holds a working role there: a letter to any other would lie unread.
    """
    found = agency_ids([name.strip()]).get(name.strip())
    return next(iter(offices([found], on)), None) if found else None


def offices(ids: Iterable[int], on: date) -> list[Office]:
    """Those of the agencies that work on the platform that day, by id (3 SQL)."""
    running = (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))
    staffed = RoleGrant.objects.filter(running, agency__in=list(ids), role__in=AT_WORK).values("agency")
    agencies = Agency.objects.filter(pk__in=staffed, ended_on=None, historical=False).order_by("id")
    names = dict(agencies.values_list("id", "name"))
    held: dict[int, list[RemitCard]] = {}
    remits = list(Remit.objects.filter(running, agency__in=names).order_by("id").values_list("id", flat=True))
    for card in remit_cards(remits).values():
        held.setdefault(card.agency_id, []).append(card)
    return [Office(pk, name, tuple(held[pk])) for pk, name in names.items() if pk in held]


def superiors(agency_id: int) -> list[int]:
    """Who stands above the agency, the nearest first (1 SQL a step)."""
    found: list[int] = []
    current: int | None = agency_id
    while current is not None and len(found) < HIGHEST:
        current = Agency.objects.filter(pk=current).values_list("superior_id", flat=True).first()
        if current is not None:
            found.append(current)
    return found


def common_superior(one: int, other: int, on: date) -> Office | None:
    """共同的上一级机关: the nearest that stands above both, None when it does not work on the platform."""
    above = superiors(other)
    shared = next((pk for pk in superiors(one) if pk in above), None)
    return next(iter(offices([shared], on)), None) if shared else None


def subordinate_offices(superior_id: int, field_code: str, on: date) -> list[Office]:
    """Agencies under this one that have the field and work on the platform, by id (4 SQL)."""
    level = {superior_id}
    below: set[int] = set()
    for _ in range(HIGHEST):
        level = set(Agency.objects.filter(superior__in=level).values_list("id", flat=True)) - below
        below |= level
        if not level:
            break
    return [one for one in offices(below, on) if one.in_field(field_code)]
