"""处罚决定呈批；不予处罚、移送等处理决定呈批."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def propose_decision(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    decision: Facts,
    discretion: Facts | None = None,
    **how: Unpack[How],
) -> Done:
    """处罚决定呈批；不予处罚、移送等处理决定呈批（处罚法第五十七条第一款）。

    `decision.penalties`: 处罚内容（处罚法第五十九条第一款第（三）项）
    `decision.reasons`: 事实、依据和理由（处罚法第五十九条第一款第（二）项、第（三）项）
    `decision.reasons`: 事实、依据和理由（处罚法第五十七条第一款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(decision=decision, discretion=discretion)
    return perform(actor=actor, case_id=case_id, action="propose_decision", on=on, at=at, facts=facts, **how)
