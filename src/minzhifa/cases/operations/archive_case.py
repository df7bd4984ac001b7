"""立卷归档."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def archive_case(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    archive: Facts,
    **how: Unpack[How],
) -> Done:
    """立卷归档（处罚法第四十七条；市监程序第七十八条）。

    `archive.on`: 归档日期（处罚法第四十七条；市监程序第七十八条）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(archive=archive)
    return perform(actor=actor, case_id=case_id, action="archive_case", on=on, at=at, facts=facts, **how)
