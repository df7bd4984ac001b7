"""What the guards need and no client is trusted with: officers on the day, the agency, the matter's own elements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any
from uuid import UUID

from minzhifa.cases._discretion import MEASURED, measured
from minzhifa.cases._facts import whole_day
from minzhifa.cases._history import history
from minzhifa.cases._listed import listed, spares, together
from minzhifa.cases._powers import ASKED, powers
from minzhifa.cases._ranges import settled
from minzhifa.cases._row import CaseRow
from minzhifa.cases.errors import BadFacts
from minzhifa.catalog.queries import MatterCard, matter_card
from minzhifa.law.procedure import OfficerFact
from minzhifa.law.rulebook import Rules
from minzhifa.org.queries import AgencyCard, agency_card, officer_facts
from minzhifa.rules import current

BY_MATTER = frozenset({"register_lead", "propose_filing", "set_elements", "conclude_investigation"})
# What the platform alone states; nothing of it is taken from a client.
PLATFORM = frozenset({"history", "powers", "listed", "origin", "handing_over"})
OFFICER = tuple(one.name for one in fields(OfficerFact))


@dataclass(slots=True)
class Sources:
    """What one session has read so far; the same question is asked of the database once."""

    rules: Rules = field(default_factory=current)
    agencies: dict[tuple[int, date], AgencyCard] = field(default_factory=dict)
    people: dict[tuple[str, int, date], dict[str, Any]] = field(default_factory=dict)
    matters: dict[tuple[str, date], MatterCard] = field(default_factory=dict)

    def agency(self, agency_id: int, on: date) -> AgencyCard:
        """The agency's card that day (1 SQL the first time)."""
        key = (agency_id, on)
        if key not in self.agencies:
            self.agencies[key] = agency_card(agency_id, on)
        return self.agencies[key]

    def officers(self, ids: Sequence[str], agency_id: int, on: date) -> list[dict[str, Any]]:
        """Officers' standing that day (1 SQL for all that are new). Raises `BadFacts` for an unknown id."""
        missing = [i for i in ids if (i, agency_id, on) not in self.people]
        if missing:
            for fact in officer_facts(missing, agency_id, on):
                self.people[(str(fact.officer_id), agency_id, on)] = {name: getattr(fact, name) for name in OFFICER}
        unknown = [i for i in ids if (i, agency_id, on) not in self.people]
        if unknown:
            raise BadFacts("没有这名执法人员，请从名单中选择。", "officers")
        return [self.people[(i, agency_id, on)] for i in ids]

    def matter(self, code: str, on: date) -> MatterCard:
        """The matter as it stood that day (1 SQL the first time). Raises the catalogue's `UnknownMatter`."""
        key = (code, on)
        if key not in self.matters:
            self.matters[key] = matter_card(code, on)
        return self.matters[key]


def enrich(row: CaseRow, action: str, day: str, facts: dict[str, Any], sources: Sources) -> dict[str, Any]:
    """`facts` with what the platform itself knows put in place of what was claimed."""
    on = whole_day(day)
    if action == "register_lead":
        facts = {**facts, "domain": row.domain, "region": facts.get("region") or row.region_code}
    if facts.get("officers") and not row.historical:
        if on is None:
            raise BadFacts("办理日期须精确到日。", "on")
        facts = {**facts, "officers": sources.officers(officer_ids(facts["officers"]), row.agency_id, on)}
    if facts.get("hearing") and on and not row.historical:
        facts = {**facts, "hearing": _named(facts["hearing"], row, on, sources)}
    facts = {key: value for key, value in facts.items() if key not in PLATFORM}
    known = together(row.state.facts, facts)
    if on and not row.historical and spares(action, known):
        facts["history"] = history(row.id, known.get("party"), known)
        if (found := listed(row, known, on)) is not None:
            facts["listed"] = found
    if action in ASKED and on and not row.historical:
        facts |= powers(action, sources.agency(row.agency_id, on), row.state, facts, on)
    code = facts.get("matter") or row.state.facts.get("matter")
    if code and on and action in BY_MATTER and not row.historical:
        facts = _from_matter(action, facts, row.state.facts, sources.matter(str(code), on))
    if action in MEASURED and on and not row.historical:
        facts = measured(action, facts, row.state.facts, on)
    return facts


def _named(hearing: Mapping[str, Any], row: CaseRow, on: date, sources: Sources) -> Mapping[str, Any]:
    """Who presides, assists and records in a hearing, by their names in the register of officers."""
    if not isinstance(hearing, Mapping):
        return hearing

    def named(person: Any) -> Any:
        if not isinstance(person, Mapping) or not person.get("officer_id"):
            return person
        known = sources.officers(officer_ids([person]), row.agency_id, on)[0]
        return {"officer_id": str(known["officer_id"]), "name": known["name"]}

    told = {role: named(hearing[role]) for role in ("presiding", "recorder") if hearing.get(role)}
    if isinstance(hearing.get("members"), list):
        told["members"] = [named(one) for one in hearing["members"]]
    return {**hearing, **told}


def officer_ids(officers: Sequence[Any]) -> list[str]:
    """Ids out of objects or plain ids, each once, in order. Raises `BadFacts`."""
    ids: dict[str, None] = {}
    for officer in officers:
        value = officer.get("officer_id") if isinstance(officer, Mapping) else officer
        try:
            ids[str(UUID(str(value)))] = None
        except ValueError:
            raise BadFacts("办案人员须以人员编号指明。", "officers") from None
    return list(ids)


def _from_matter(action: str, facts: dict[str, Any], known: Mapping[str, Any], card: MatterCard) -> dict[str, Any]:
    """The matter's provisions as default, its elements and its range as they are."""
    facts = {**facts}
    if action == "propose_filing":
        facts.setdefault("violated", [c.text for c in card.violated])
        facts.setdefault("basis", [c.text for c in card.basis])
    if action in {"set_elements", "conclude_investigation"}:
        facts["elements"] = _all_elements(card, facts.get("elements") or known.get("elements") or [])
    if action == "conclude_investigation":
        chosen = settled(card, facts.get("range"), facts.get("penalties") or known.get("penalties"))
        if chosen is not None:
            facts["range"] = chosen
        else:
            facts.pop("range", None)
    return facts


def _all_elements(card: MatterCard, given: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The matter's required elements stand in the matrix whether or not somebody sent them: a gap stays a gap."""
    rows = [dict(e) for e in given]
    named = {e.get("key") for e in rows}
    return rows + [
        {"key": e.key, "text": e.text, "kind": e.kind, "citation": e.citation, "evidence": []}
        for e in card.elements
        if e.required and e.key not in named
    ]
