"""终止调查呈批."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def propose_termination(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    termination: Facts,
    **how: Unpack[How],
) -> Done:
    """终止调查呈批（市监程序第四十七条）。

    `termination.reason`: 终止调查的情形（市监程序第四十七条）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(termination=termination)
    return perform(actor=actor, case_id=case_id, action="propose_termination", on=on, at=at, facts=facts, **how)
