"""要求听证."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def request_hearing(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    hearing: Facts,
    **how: Unpack[How],
) -> Done:
    """要求听证（处罚法第六十四条第（一）项）。

    `hearing.requested_on`: 要求听证的日期（处罚法第六十四条第（一）项）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(hearing=hearing)
    return perform(actor=actor, case_id=case_id, action="request_hearing", on=on, at=at, facts=facts, **how)
