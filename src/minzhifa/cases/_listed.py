"""The published list on which a decision not to punish rests, read by the platform: no claim about it is taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from minzhifa.cases._facts import whole_day
from minzhifa.cases._row import CaseRow
from minzhifa.catalog.queries import SparingCard, SparingEntry, is_about, sparing_lists
from minzhifa.org.queries import agencies_above

SPARING = frozenset({"propose_no_penalty", "approve_no_penalty", "conclude_investigation"})
DECIDING = frozenset({"propose_decision", "approve_decision"})
_CITED = ("violated", "basis")


def together(before: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What is known with what the act adds; what has no proper form is left for the law to refuse."""
    known = {**before, **given}
    for key in ("no_penalty", "opinion"):
        parts = [one.get(key) for one in (before, given)]
        known[key] = {name: value for part in parts if isinstance(part, Mapping) for name, value in part.items()}
    return known


def spares(action: str, known: Mapping[str, Any]) -> bool:
    """The act proposes or decides not to punish, so that history and list are looked up on its day."""
    outcome, stated = known["opinion"].get("outcome"), bool(known["no_penalty"])
    return stated and (action in SPARING or (action in DECIDING and outcome == "no_penalty"))


def listed(row: CaseRow, known: Mapping[str, Any], on: date) -> dict[str, Any] | None:
    """What the entry named in `no_penalty.entry` said (at most 5 SQL); None where none is named.

    The list in force on the day of the decision applies; one that was in force on the day of the act and is no more
    applies too, for it is the more lenient one (处罚法37).
    """
    ref = str(known["no_penalty"].get("entry") or "")
    if not ref:
        return None
    code, _, key = ref.partition("/")
    every = sparing_lists(code=code)
    for day, name in ((on, "decision"), (whole_day(str(known.get("occurred_on") or "")), "act")):
        card = next((one for one in every if day is not None and _in_force(one, day)), None)
        entry = next((one for one in card.entries if one.key == key), None) if card else None
        if card and entry:
            return {"ref": ref, "found": True, "in_force": True, "by": name, **_said(card, entry, row, known)}
    there = any(entry.key == key for card in every for entry in card.entries)
    title = every[0].title if every else ""
    return {"ref": ref, "found": there, "in_force": False, "title": title}


def _in_force(card: SparingCard, day: date) -> bool:
    return (card.effective_from or day) <= day and (card.effective_to is None or day < card.effective_to)


def _said(card: SparingCard, entry: SparingEntry, row: CaseRow, known: Mapping[str, Any]) -> dict[str, Any]:
    most = entry.amount_most
    return {
        "list": card.code, "version": card.version, "version_id": card.version_id, "title": card.title,
        "organ": card.organ, "source": card.source, "kind": card.kind, "months": card.months, "key": entry.key,
        "violation": entry.violation, "conditions": entry.conditions, "harm": entry.harm,
        "corrected": entry.corrected, "amount_of": entry.amount_of, "amount_most": str(most) if most else "",
        "ours": applies(card, row.agency_id, {row.field_code}),
        "fits": is_about(entry, str(known.get("matter") or ""), cited(known)),
        "cited": f"{card.organ}《{card.title}》第{entry.key}项“{entry.violation}”",
    }  # fmt: skip


def applies(card: SparingCard, agency_id: int, fields: Iterable[str]) -> bool:
    """A list of the province binds the field; one of an agency binds it and those below it in that field."""
    if card.field_code not in fields:
        return False
    return card.owner_agency_id is None or card.owner_agency_id in agencies_above(agency_id)


def cited(known: Mapping[str, Any]) -> list[str]:
    """The provisions that the case names."""
    rows = [one for key in _CITED if isinstance(known.get(key), list | tuple) for one in known[key]]
    texts = [one.get("text") or one.get("citation") if isinstance(one, Mapping) else one for one in rows]
    return [str(text) for text in texts if text]
