"""送达决定书."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def serve_decision(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    service: Facts,
    **how: Unpack[How],
) -> Done:
    """送达决定书（处罚法第六十一条）。

    `service.way`: 送达方式（处罚法第六十一条第一款）
    `service.served_on`: 送达日期（处罚法第六十一条第一款）
    `service.receiver`: 受送达人（处罚法第六十一条第一款；市监程序第八十二条）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(service=service)
    return perform(actor=actor, case_id=case_id, action="serve_decision", on=on, at=at, facts=facts, **how)
