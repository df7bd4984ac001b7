"""责令改正."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def order_rectification(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    rectifications: Sequence[Facts],
    **how: Unpack[How],
) -> Done:
    """责令改正（处罚法第二十八条第一款）。

    `rectifications`: 改正内容和期限（处罚法第二十八条第一款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(rectifications=rectifications)
    return perform(actor=actor, case_id=case_id, action="order_rectification", on=on, at=at, facts=facts, **how)
