"""恢复调查."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Sent, given, perform


def resume(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    reason: str,
    **how: Unpack[Sent],
) -> Done:
    """恢复调查（市监程序第四十六条第二款）。

    `reason`: 中止原因消除的情况（市监程序第四十六条第二款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(reason=reason)
    return perform(actor=actor, case_id=case_id, action="resume", on=on, at=at, facts=facts, **how)
