"""作出决定."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def approve_decision(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    decision: Facts | None = None,
    **how: Unpack[How],
) -> Done:
    """作出决定（处罚法第五十七条、第五十九条、第六十条）。

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(decision=decision)
    return perform(actor=actor, case_id=case_id, action="approve_decision", on=on, at=at, facts=facts, **how)
