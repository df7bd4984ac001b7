"""复议、诉讼、强制执行情况."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def record_follow_up(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    follow_ups: Sequence[Facts],
    **how: Unpack[How],
) -> Done:
    """复议、诉讼、强制执行情况（处罚法第七十三条）。

    `follow_ups`: 事项、日期和结果（处罚法第七十三条）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(follow_ups=follow_ups)
    return perform(actor=actor, case_id=case_id, action="record_follow_up", on=on, at=at, facts=facts, **how)
