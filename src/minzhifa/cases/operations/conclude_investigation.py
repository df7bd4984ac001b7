"""调查终结."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Citation, Done, Facts, How, given, perform


def conclude_investigation(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    officers: Sequence[Facts],
    opinion: Facts,
    significance: Facts,
    elements: Sequence[Facts] | None = None,
    violated: Sequence[Citation] | None = None,
    basis: Sequence[Citation] | None = None,
    range: Facts | None = None,
    discretion: Facts | None = None,
    penalties: Sequence[Facts] | None = None,
    party: Facts | None = None,
    cause: str | None = None,
    **how: Unpack[How],
) -> Done:
    """调查终结（市监程序第四十八条）。

    `officers`: 办案人员（处罚法第四十二条第一款）
    `opinion.outcome`: 处理意见（处罚法第五十七条第一款；市监程序第四十八条第（五）项）
    `opinion.reasons`: 事实、性质和理由（市监程序第四十八条第（三）项、第（四）项）
    `significance.major_public_interest`: 是否涉及重大公共利益（处罚法第五十八条第一款第（一）项）
    `significance.complex`: 是否情节复杂、疑难或者涉及多个法律关系
        （处罚法第五十七条第二款、第五十八条第一款第（三）项）
    `significance.statutory`: 是否属于法律、法规规定应当法制审核的其他情形（处罚法第五十八条第一款第（四）项）
    `significance.major_violation`: 是否属于重大违法行为（处罚法第五十七条第二款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(
        officers=officers,
        opinion=opinion,
        significance=significance,
        elements=elements,
        violated=violated,
        basis=basis,
        range=range,
        discretion=discretion,
        penalties=penalties,
        party=party,
        cause=cause,
    )
    return perform(actor=actor, case_id=case_id, action="conclude_investigation", on=on, at=at, facts=facts, **how)
