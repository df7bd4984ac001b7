"""The procedures of administrative penalty as a decider: `decide`, `evolve`, and what may be done next.

    outcome = decide(state, command, rules, at)     # events, or a refusal with its article
    state = evolve(state, event)                    # needs no rules

Each procedure is a table (`law/data/procedures`) that declares its stages; guards, effects and facts are closed lists.
What runs inside a case (a seizure, a hearing) is a part: a table of its own, the same engine (`parts`).
"""

from __future__ import annotations

from minzhifa.law.procedure import (  # the effects register themselves
    hearing_effects,
    owing,
    owing_effects,
    revoking_effects,
)
from minzhifa.law.procedure.approvals import Approval
from minzhifa.law.procedure.clocks import awake, recomputed
from minzhifa.law.procedure.dates import Span, span
from minzhifa.law.procedure.decider import decide, evolve, examine
from minzhifa.law.procedure.facts import FACTS, FactKey, look, merged
from minzhifa.law.procedure.guards import GUARDS, Guard
from minzhifa.law.procedure.guards.sparing import EDUCATION_WAYS, education_way
from minzhifa.law.procedure.offers import Offer, PartOffers, available, openings, parts_of, table
from minzhifa.law.procedure.parts import open_parts, place, procedure_of, title, whole
from minzhifa.law.procedure.recorded import Recorded, Unmade, decide_recorded
from minzhifa.law.procedure.shifting import SHIFTED, Kept, Renewer, Shift, moved, shifted
from minzhifa.law.procedure.stages import Stage, Station
from minzhifa.law.procedure.table import CASE, PART, Need, Procedure, Row, load, load_all
from minzhifa.law.procedure.types import CaseState, Command, Event, OfficerFact, Outcome, Performer, Refusal

__all__ = [
    "CASE",
    "EDUCATION_WAYS",
    "FACTS",
    "GUARDS",
    "PART",
    "SHIFTED",
    "Approval",
    "CaseState",
    "Command",
    "Event",
    "FactKey",
    "Guard",
    "Kept",
    "Need",
    "Offer",
    "OfficerFact",
    "Outcome",
    "PartOffers",
    "Performer",
    "Procedure",
    "Recorded",
    "Refusal",
    "Renewer",
    "Row",
    "Shift",
    "Span",
    "Stage",
    "Station",
    "Unmade",
    "available",
    "awake",
    "decide",
    "decide_recorded",
    "education_way",
    "evolve",
    "examine",
    "hearing_effects",
    "load",
    "load_all",
    "look",
    "merged",
    "moved",
    "open_parts",
    "openings",
    "owing",
    "owing_effects",
    "parts_of",
    "place",
    "procedure_of",
    "recomputed",
    "revoking_effects",
    "shifted",
    "span",
    "table",
    "title",
    "whole",
]
