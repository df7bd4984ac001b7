"""Whether a township holds the power for the case's matter on the day: put among the facts by the platform alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from minzhifa.cases._facts import whole_day
from minzhifa.law.procedure import CaseState
from minzhifa.org.queries import AgencyCard, power_of

FILING = frozenset({"propose_filing", "penalize_on_spot", "propose_no_penalty"})
ASKED = FILING | {"propose_decision", "approve_decision"}
TOWNSHIP = "township"


def powers(action: str, card: AgencyCard, state: CaseState, facts: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The fact `powers` of a township's act (1 SQL); nothing for other agencies.

    After a withdrawal a case filed before goes on where the withdrawal says so.
    """
    if card.level != TOWNSHIP:
        return {}
    code = facts.get("matter") or state.facts.get("matter")
    known: dict[str, Any] = {"township": card.name, "matter": code, "held": None}
    if not code:
        return {"powers": known}
    found = power_of(card.id, str(code), on)
    if found is None:
        return {"powers": {**known, "held": False}}
    filed = whole_day(state.done.get("propose_filing"))
    begun = action not in FILING and filed is not None and (found.ends_on is None or filed < found.ends_on)
    gone = found.ends_on if found.ends_on is not None and on >= found.ends_on else None
    held = gone is None or (begun and found.running == "continue")
    named = {"matter": found.matter_name, "county": found.county_name, "announcement": found.announcement}
    return {"powers": {**known, **named, "held": held, "withdrawn_on": gone.isoformat() if gone else None}}
