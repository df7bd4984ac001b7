"""发布送达公告."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def publish_service(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    public_notices: Sequence[Facts],
    **how: Unpack[How],
) -> Done:
    """发布送达公告（民诉法第九十五条；市监程序第八十二条第（五）项）。

    `public_notices`: 一项：原因和经过 reason、公告方式 medium

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(public_notices=public_notices)
    return perform(actor=actor, case_id=case_id, action="publish_service", on=on, at=at, facts=facts, **how)
