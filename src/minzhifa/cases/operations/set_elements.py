"""要件与证据对应."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def set_elements(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    elements: Sequence[Facts],
    **how: Unpack[How],
) -> Done:
    """要件与证据对应（处罚法第四十条）。

    `elements`: 违法构成要件（处罚法第四十条）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(elements=elements)
    return perform(actor=actor, case_id=case_id, action="set_elements", on=on, at=at, facts=facts, **how)
