"""Old and new law beside each other in a case: 从旧兼从轻."""

from __future__ import annotations

from datetime import date
from typing import Any

from minzhifa.cases.queries import CasePage
from minzhifa.catalog.queries import side_by_side
from minzhifa.law.errors import BadInput
from minzhifa.law.procedure import look

DAY = 10  # characters of a whole ISO day


def law_of(page: CasePage, on: date) -> dict[str, Any]:
    """The case's law on the day of the act and of the decision (of today before there is one); {} where unknown."""
    facts = page.state.facts
    act = str(facts.get("ended_on") or facts.get("occurred_on") or "")
    decided = str(look(facts, "decision.decided_on") or page.state.done.get("approve_decision") or on.isoformat())
    if len(act) != DAY or len(decided) != DAY:
        return {}
    cited = [text for key in ("violated", "basis") for text in facts.get(key) or () if isinstance(text, str)]
    try:
        found = side_by_side(
            cited, date.fromisoformat(act), date.fromisoformat(decided), str(facts.get("matter") or "")
        )
    except BadInput:
        return {}
    return {"found": found, "act": act, "decided": decided}
