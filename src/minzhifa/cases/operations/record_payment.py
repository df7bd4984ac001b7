"""缴款."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def record_payment(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    payments: Sequence[Facts],
    **how: Unpack[How],
) -> Done:
    """缴款（处罚法第六十七条）。

    `payments`: 缴款金额和日期（处罚法第六十七条）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(payments=payments)
    return perform(actor=actor, case_id=case_id, action="record_payment", on=on, at=at, facts=facts, **how)
