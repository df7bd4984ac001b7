"""Entries of published lists that may be about a case, for its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from minzhifa.cases._facts import whole_day
from minzhifa.cases._listed import applies, cited
from minzhifa.catalog.queries import SparingCard, SparingEntry, is_about, sparing_lists


@dataclass(frozen=True, slots=True)
class EntryChoice:
    """One entry: its reference, the list it stands in, the entry itself."""

    ref: str
    card: SparingCard
    entry: SparingEntry


def sparing_choices(agency_id: int, field_code: str, facts: Mapping[str, Any], on: date) -> list[EntryChoice]:
    """Entries in force on the day, or on the day of the act, that bind the agency and may be about the act (≤ 4 SQL).

    Those that are surely about another matter are left out; the engine judges what is chosen.
    """
    days = [day for day in (on, whole_day(str(facts.get("occurred_on") or ""))) if day is not None]
    found: dict[str, EntryChoice] = {}
    for day in dict.fromkeys(days):
        for card in sparing_lists(day, fields=[field_code]):
            if not applies(card, agency_id, {field_code}):
                continue
            for entry in card.entries:
                if is_about(entry, str(facts.get("matter") or ""), cited(facts)) is not False:
                    ref = f"{card.code}/{entry.key}"
                    found.setdefault(ref, EntryChoice(ref, card, entry))
    return list(found.values())
