"""What an account's roles let it see, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minzhifa.access import Actor
from minzhifa.org.queries import remit_cards

MOST_AGENCIES = 6


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence, and the agencies with their fields behind it (the first few; `more` counts the rest)."""

    sentence: str
    agencies: Sequence[tuple[int, str, str]] = ()  # id, name, fields
    more: int = 0


def sight(actor: Actor) -> Sight:
    """The cases in the actor's scope (1 SQL, none when it is everything or nothing)."""
    if actor.scope.everything:
        return Sight("看得见全省所有机关、所有领域的案件。")
    if not actor.scope.remits:
        return Sight("看不见任何案件。")
    fields: dict[tuple[int, str], list[str]] = {}
    for card in remit_cards(sorted(actor.scope.remits)).values():
        fields.setdefault((card.agency_id, card.agency_name), []).append(card.field_name)
    rows = [(key, name, "、".join(sorted(found))) for (key, name), found in sorted(fields.items())]
    names = {name for found in fields.values() for name in found}
    sentence = f"看得见 {len(rows)} 个机关在 {len(names)} 个领域的案件；别的机关、别的领域一概看不见。"
    return Sight(sentence, rows[:MOST_AGENCIES], max(len(rows) - MOST_AGENCIES, 0))
