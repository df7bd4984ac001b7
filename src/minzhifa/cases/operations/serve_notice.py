"""送达事先告知书."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def serve_notice(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    notice: Facts,
    **how: Unpack[How],
) -> Done:
    """送达事先告知书（处罚法第四十四条）。

    `notice.served_on`: 送达日期（处罚法第四十四条；市监程序第五十七条）
    `notice.way`: 送达方式（处罚法第六十一条；市监程序第八十二条）
    `notice.hearing_told`: 是否告知听证权利（处罚法第六十三条第一款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(notice=notice)
    return perform(actor=actor, case_id=case_id, action="serve_notice", on=on, at=at, facts=facts, **how)
