"""先行登记保存处理."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def dispose_preservation(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    preservations: Sequence[Facts],
    **how: Unpack[How],
) -> Done:
    """先行登记保存处理（处罚法第五十六条）。

    `preservations`: 处理措施（处罚法第五十六条；市监程序第三十五条）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(preservations=preservations)
    return perform(actor=actor, case_id=case_id, action="dispose_preservation", on=on, at=at, facts=facts, **how)
