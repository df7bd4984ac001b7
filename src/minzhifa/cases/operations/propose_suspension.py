"""中止调查呈批."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def propose_suspension(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    suspensions: Sequence[Facts],
    **how: Unpack[How],
) -> Done:
    """中止调查呈批（市监程序第四十六条）。

    `suspensions`: 中止情形（市监程序第四十六条第一款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(suspensions=suspensions)
    return perform(actor=actor, case_id=case_id, action="propose_suspension", on=on, at=at, facts=facts, **how)
