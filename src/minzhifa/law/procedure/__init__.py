"""The procedures of administrative penalty as a decider: `decide`, `evolve`, and what may be done next.

    outcome = decide(state, command, rules, at)     # events, or a refusal with its article
    state = evolve(state, event)                    # needs no rules

The procedure itself is a table (`law/data/ordinary.toml`); its guards, effects, facts and stages are closed lists.
"""

from __future__ import annotations

from minzhifa.law.procedure.approvals import Approval
from minzhifa.law.procedure.clocks import recomputed
from minzhifa.law.procedure.dates import Span, span
from minzhifa.law.procedure.decider import decide, evolve, examine, procedure_of
from minzhifa.law.procedure.facts import FACTS, FactKey, look, merged
from minzhifa.law.procedure.guards import GUARDS, Guard
from minzhifa.law.procedure.offers import Offer, available, table
from minzhifa.law.procedure.recorded import Recorded, Unmade, decide_recorded
from minzhifa.law.procedure.stages import BAR, ENDS, LABELS, Stage
from minzhifa.law.procedure.table import Need, Procedure, Row, load
from minzhifa.law.procedure.types import CaseState, Command, Event, OfficerFact, Outcome, Performer, Refusal

__all__ = [
    "BAR",
    "ENDS",
    "FACTS",
    "GUARDS",
    "LABELS",
    "Approval",
    "CaseState",
    "Command",
    "Event",
    "FactKey",
    "Guard",
    "Need",
    "Offer",
    "OfficerFact",
    "Outcome",
    "Performer",
    "Procedure",
    "Recorded",
    "Refusal",
    "Row",
    "Span",
    "Stage",
    "Unmade",
    "available",
    "decide",
    "decide_recorded",
    "evolve",
    "examine",
    "load",
    "look",
    "merged",
    "procedure_of",
    "recomputed",
    "span",
    "table",
]
