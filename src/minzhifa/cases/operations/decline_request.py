"""不批准申请."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Sent, given, perform


def decline_request(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    what: str,
    reason: str,
    **how: Unpack[Sent],
) -> Done:
    """不批准申请（处罚法第五十七条第一款）。

    `what`: 不批准的事项（处罚法第五十七条第一款）
    `reason`: 不批准的理由（处罚法第五十七条第一款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(what=what, reason=reason)
    return perform(actor=actor, case_id=case_id, action="decline_request", on=on, at=at, facts=facts, **how)
