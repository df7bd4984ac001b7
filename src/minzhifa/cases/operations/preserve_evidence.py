"""先行登记保存呈批."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def preserve_evidence(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    officers: Sequence[Facts],
    preservations: Sequence[Facts],
    **how: Unpack[How],
) -> Done:
    """先行登记保存呈批（处罚法第五十六条）。

    `officers`: 承办人（处罚法第四十二条第一款）
    `preservations`: 保存的物品和理由（处罚法第五十六条）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(officers=officers, preservations=preservations)
    return perform(actor=actor, case_id=case_id, action="preserve_evidence", on=on, at=at, facts=facts, **how)
