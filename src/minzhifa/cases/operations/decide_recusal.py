"""决定回避."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def decide_recusal(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    recusals: Sequence[Facts],
    collective: Sequence[Facts] | None = None,
    **how: Unpack[How],
) -> Done:
    """决定回避（处罚法第四十三条第三款）。

    `recusals`: 回避决定（处罚法第四十三条第三款；市监程序第四条）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(recusals=recusals, collective=collective)
    return perform(actor=actor, case_id=case_id, action="decide_recusal", on=on, at=at, facts=facts, **how)
