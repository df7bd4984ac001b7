"""指定办案人员."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def assign_officers(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    officers: Sequence[Facts],
    **how: Unpack[How],
) -> Done:
    """指定办案人员（市监程序第十九条第二款）。

    `officers`: 办案人员（处罚法第四十二条第一款；市监程序第十九条第二款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(officers=officers)
    return perform(actor=actor, case_id=case_id, action="assign_officers", on=on, at=at, facts=facts, **how)
