"""决定再次延期."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def approve_second_extension(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    extensions: Sequence[Facts],
    collective: Sequence[Facts],
    **how: Unpack[How],
) -> Done:
    """决定再次延期（市监程序第六十四条第一款）。

    `extensions`: 确定的期限（市监程序第六十四条第一款）
    `collective`: 集体讨论（市监程序第六十四条第一款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(extensions=extensions, collective=collective)
    return perform(actor=actor, case_id=case_id, action="approve_second_extension", on=on, at=at, facts=facts, **how)
