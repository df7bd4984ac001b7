"""放弃陈述申辩."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def waive_statement(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    waiver: Facts,
    **how: Unpack[How],
) -> Done:
    """放弃陈述申辩（处罚法第六十二条）。

    `waiver.on`: 声明日期（处罚法第六十二条）
    `waiver.form`: 声明的形式（书面、笔录）（处罚法第六十二条）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(waiver=waiver)
    return perform(actor=actor, case_id=case_id, action="waive_statement", on=on, at=at, facts=facts, **how)
