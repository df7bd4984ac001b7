"""撤回审批."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, How, perform


def recall_request(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    **how: Unpack[How],
) -> Done:
    """撤回审批（市监程序第十八条）。

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    return perform(actor=actor, case_id=case_id, action="recall_request", on=on, at=at, **how)
