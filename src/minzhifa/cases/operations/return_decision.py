"""退回决定."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Sent, given, perform


def return_decision(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    reason: str,
    **how: Unpack[Sent],
) -> Done:
    """退回决定（处罚法第五十七条第一款）。

    `reason`: 退回理由（处罚法第五十七条第一款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(reason=reason)
    return perform(actor=actor, case_id=case_id, action="return_decision", on=on, at=at, facts=facts, **how)
