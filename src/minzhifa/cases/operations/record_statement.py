"""陈述申辩."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def record_statement(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    statements: Sequence[Facts],
    statement_meeting: Facts | None = None,
    **how: Unpack[How],
) -> Done:
    """陈述申辩（处罚法第四十五条第一款）。

    `statements`: 陈述申辩意见（处罚法第四十五条第一款）
    `statement_meeting`: 当面陈述的时间、地点和陈述人，据以制作笔录；书面提交的没有

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(statements=statements, statement_meeting=statement_meeting)
    return perform(actor=actor, case_id=case_id, action="record_statement", on=on, at=at, facts=facts, **how)
