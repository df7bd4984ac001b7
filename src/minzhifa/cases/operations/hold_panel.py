"""负责人集体讨论."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def hold_panel(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    panel: Facts,
    **how: Unpack[How],
) -> Done:
    """负责人集体讨论（处罚法第五十七条第二款）。

    `panel.members`: 参加讨论的负责人（处罚法第五十七条第二款）
    `panel.conclusion`: 讨论结论（处罚法第五十七条第二款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(panel=panel)
    return perform(actor=actor, case_id=case_id, action="hold_panel", on=on, at=at, facts=facts, **how)
