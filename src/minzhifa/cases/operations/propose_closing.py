"""结案呈批."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def propose_closing(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    closing: Facts,
    **how: Unpack[How],
) -> Done:
    """结案呈批（市监程序第七十七条）。

    `closing.reason`: 结案情形（市监程序第七十七条）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(closing=closing)
    return perform(actor=actor, case_id=case_id, action="propose_closing", on=on, at=at, facts=facts, **how)
