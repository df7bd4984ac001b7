"""What a form needs to know of its case while it asks: the state, who may be chosen, what the catalogue offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from minzhifa.access import Actor
from minzhifa.cases.queries import CasePage, EntryChoice, RangeChoice, range_choices, sparing_choices
from minzhifa.catalog.errors import UnknownMatter
from minzhifa.catalog.queries import BenchmarkCard, MatterCard, benchmarks, matter_card
from minzhifa.desk.reckoning import is_general
from minzhifa.law.procedure import CaseState, Offer, look, whole
from minzhifa.law.procedure.guards.endorsing import open_to
from minzhifa.org.queries import OfficerCard, certified_officers
from minzhifa.rules import current


def hearing_staff(ask: Asking) -> dict[str, str]:
    """Who presides, assists and records in the hearings of the case: id → name."""
    found: dict[str, str] = {}
    for part in ask.page.state.parts.values():
        hearing = part.facts.get("hearing") or {}
        people = [hearing.get("presiding"), *(hearing.get("members") or ()), hearing.get("recorder")]
        found |= {str(one["officer_id"]): str(one.get("name")) for one in people if one and one.get("officer_id")}
    return found


@dataclass
class Asking:
    """One act asked of one actor on one day. Each question to another room is asked once, when a field needs it."""

    actor: Actor
    page: CasePage
    offer: Offer
    on: date
    cache: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def state(self) -> CaseState:
        """The case so far, or the part that the act is about as seen with the case around it."""
        part = self.offer.part
        return whole(self.page.state, part) if part in self.page.state.parts else self.page.state

    @property
    def facts(self) -> Mapping[str, Any]:
        """The facts so far."""
        return self.state.facts

    def look(self, path: str) -> Any:
        """One of them."""
        return look(self.facts, path)

    @cached_property
    def officers(self) -> list[OfficerCard]:
        """Who holds a valid certificate of this agency on the day (1 SQL)."""
        return certified_officers(self.page.agency_id, self.on)

    @cached_property
    def matter(self) -> MatterCard | None:
        """The case's matter as in force on the day (1 SQL)."""
        code = self.facts.get("matter")
        try:
            return matter_card(str(code), self.on) if code else None
        except UnknownMatter:
            return None

    @cached_property
    def ranges(self) -> list[RangeChoice]:
        """The statutory ranges to choose from; none when the case names no matter, or its text gives none."""
        return range_choices(self.matter) if self.matter else []

    @cached_property
    def benchmarks(self) -> list[BenchmarkCard]:
        """Discretion benchmarks of the matter, then those for every matter of its field (2 SQL)."""
        code = self.facts.get("matter")
        if not code:
            return []
        own = benchmarks(str(code), on=self.on)
        known = {card.code for card in own}
        wider = benchmarks(field=self.matter.field, on=self.on) if self.matter else []
        return own + [card for card in wider if card.code not in known and is_general(card)]

    @cached_property
    def sparing(self) -> list[EntryChoice]:
        """Entries of published lists that may be about the act (at most 4 SQL)."""
        return sparing_choices(self.page.agency_id, self.page.case.field_code, self.facts, self.on)

    @property
    def elements(self) -> list[dict[str, Any]]:
        """The matrix so far, completed by the matter's own elements."""
        rows = [dict(one) for one in self.facts.get("elements") or ()]
        known = {row.get("key") for row in rows}
        card = self.matter
        return rows + [
            {"key": e.key, "text": e.text, "kind": e.kind, "citation": e.citation, "evidence": []}
            for e in (card.elements if card else ())
            if e.key not in known
        ]

    @property
    def pending(self) -> list[str]:
        """What waits for a decision."""
        return [key for key, one in (self.facts.get("pending") or {}).items() if one]

    @property
    def unendorsed(self) -> list[str]:
        """What waits for the section head's opinion."""
        return open_to(self.page.state, current().approvals)
