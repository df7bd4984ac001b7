"""现场检查（勘验）."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def record_inspection(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    officers: Sequence[Facts],
    record: Facts,
    evidence: Sequence[Facts] | None = None,
    **how: Unpack[How],
) -> Done:
    """现场检查（勘验）（处罚法第五十五条）。

    `officers`: 检查人员（处罚法第四十二条第一款）
    `record`: 现场笔录（处罚法第五十五条第二款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(officers=officers, record=record, evidence=evidence)
    return perform(actor=actor, case_id=case_id, action="record_inspection", on=on, at=at, facts=facts, **how)
