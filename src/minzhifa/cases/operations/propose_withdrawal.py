"""撤销立案呈批."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def propose_withdrawal(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    withdrawal: Facts,
    **how: Unpack[How],
) -> Done:
    """撤销立案呈批（处罚法第五十四条第二款）。

    `withdrawal.reason`: 撤销立案的理由（处罚法第五十四条第二款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(withdrawal=withdrawal)
    return perform(actor=actor, case_id=case_id, action="propose_withdrawal", on=on, at=at, facts=facts, **how)
