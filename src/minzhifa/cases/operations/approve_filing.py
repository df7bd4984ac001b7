"""批准立案."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def approve_filing(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    officers: Sequence[Facts] | None = None,
    **how: Unpack[How],
) -> Done:
    """批准立案（处罚法第五十四条第二款）。

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(officers=officers)
    return perform(actor=actor, case_id=case_id, action="approve_filing", on=on, at=at, facts=facts, **how)
