"""批准告知."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def approve_notice(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    notice: Facts | None = None,
    **how: Unpack[How],
) -> Done:
    """批准告知（处罚法第四十四条；市监程序第五十六条）。

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(notice=notice)
    return perform(actor=actor, case_id=case_id, action="approve_notice", on=on, at=at, facts=facts, **how)
