"""送交审核；听证后送交法制审核."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def submit_review(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    review: Facts,
    **how: Unpack[How],
) -> Done:
    """送交审核；听证后送交法制审核（市监程序第四十九条）。

    `review.kind`: 审核种类（处罚法第五十八条第一款；市监程序第四十九条、第五十条、第五十二条）
    `review.kind`: 审核种类（处罚法第五十八条第一款第（二）项）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(review=review)
    return perform(actor=actor, case_id=case_id, action="submit_review", on=on, at=at, facts=facts, **how)
