"""申请回避."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def request_recusal(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    recusals: Sequence[Facts],
    **how: Unpack[How],
) -> Done:
    """申请回避（处罚法第四十三条第二款）。

    `recusals`: 回避对象和理由（处罚法第四十三条第一款、第二款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(recusals=recusals)
    return perform(actor=actor, case_id=case_id, action="request_recusal", on=on, at=at, facts=facts, **how)
