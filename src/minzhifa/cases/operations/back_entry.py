"""补录原案卷记载."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def back_entry(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    entries: Sequence[Facts],
    **how: Unpack[How],
) -> Done:
    """补录原案卷记载（处罚法第四十七条）。

    `entries`: 原案卷记载的事项（处罚法第四十七条）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(entries=entries)
    return perform(actor=actor, case_id=case_id, action="back_entry", on=on, at=at, facts=facts, **how)
