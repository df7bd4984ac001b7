"""听证."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def record_hearing(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    hearing: Facts,
    **how: Unpack[How],
) -> Done:
    """听证（处罚法第六十四条）。

    `hearing.result`: 听证结果（举行、放弃、撤回）（处罚法第六十四条）
    `hearing.held_on`: 听证日期（处罚法第六十四条第（二）项）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(hearing=hearing)
    return perform(actor=actor, case_id=case_id, action="record_hearing", on=on, at=at, facts=facts, **how)
