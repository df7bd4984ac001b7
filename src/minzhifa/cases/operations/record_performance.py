"""履行完毕."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def record_performance(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    performance: Facts,
    **how: Unpack[How],
) -> Done:
    """履行完毕（处罚法第六十六条第一款）。

    `performance.on`: 履行完毕日期（处罚法第六十六条第一款）
    `performance.summary`: 履行情况（处罚法第六十六条第一款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(performance=performance)
    return perform(actor=actor, case_id=case_id, action="record_performance", on=on, at=at, facts=facts, **how)
