"""批准延期."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, How, perform


def approve_extension(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    **how: Unpack[How],
) -> Done:
    """批准延期（处罚法第六十条）。

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    return perform(actor=actor, case_id=case_id, action="approve_extension", on=on, at=at, **how)
