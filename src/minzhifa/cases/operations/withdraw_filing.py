"""撤销立案."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, How, perform


def withdraw_filing(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    **how: Unpack[How],
) -> Done:
    """撤销立案（处罚法第五十四条第二款）。

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    return perform(actor=actor, case_id=case_id, action="withdraw_filing", on=on, at=at, **how)
