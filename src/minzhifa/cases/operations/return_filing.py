"""退回立案申请."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Sent, given, perform


def return_filing(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    reason: str,
    **how: Unpack[Sent],
) -> Done:
    """退回立案申请（市监程序第十八条）。

    `reason`: 退回理由（市监程序第十八条）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(reason=reason)
    return perform(actor=actor, case_id=case_id, action="return_filing", on=on, at=at, facts=facts, **how)
