"""延期呈批."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def propose_extension(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    extensions: Sequence[Facts],
    **how: Unpack[How],
) -> Done:
    """延期呈批（处罚法第六十条）。

    `extensions`: 延长的理由（处罚法第六十条；市监程序第六十四条第一款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(extensions=extensions)
    return perform(actor=actor, case_id=case_id, action="propose_extension", on=on, at=at, facts=facts, **how)
