"""登记不计入期限的时间."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def record_exclusion(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    exclusions: Sequence[Facts],
    **how: Unpack[How],
) -> Done:
    """登记不计入期限的时间（市监程序第六十四条第二款）。

    `exclusions`: 事由和起止日期（市监程序第六十四条第二款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(exclusions=exclusions)
    return perform(actor=actor, case_id=case_id, action="record_exclusion", on=on, at=at, facts=facts, **how)
