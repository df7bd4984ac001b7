"""审核；听证后审核."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def complete_review(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    review: Facts,
    **how: Unpack[How],
) -> Done:
    """审核；听证后审核（处罚法第五十八条；市监程序第五十四条）。

    `review.conclusion`: 审核结论（市监程序第五十四条）
    `review.opinion`: 审核意见（市监程序第五十四条）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(review=review)
    return perform(actor=actor, case_id=case_id, action="complete_review", on=on, at=at, facts=facts, **how)
