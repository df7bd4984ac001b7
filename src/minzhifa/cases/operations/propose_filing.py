"""立案呈批."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Citation, Done, Facts, How, given, perform


def propose_filing(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    cause: str,
    party: Facts,
    officers: Sequence[Facts],
    violated: Sequence[Citation],
    summary: str | None = None,
    matter: str | None = None,
    occurred_on: str | None = None,
    discovered_on: str | None = None,
    long_limitation: bool | None = None,
    basis: Sequence[Citation] | None = None,
    evidence: Sequence[Facts] | None = None,
    **how: Unpack[How],
) -> Done:
    """立案呈批（处罚法第五十四条第二款）。

    `cause`: 案由（市监程序第十九条）
    `party`: 当事人（处罚法第五十九条第一款第（一）项）
    `officers`: 承办人（处罚法第四十二条第一款）
    `violated`: 涉嫌违反的规定（处罚法第五十四条第二款；市监程序第十九条第一款第（一）项）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(
        cause=cause,
        party=party,
        officers=officers,
        violated=violated,
        summary=summary,
        matter=matter,
        occurred_on=occurred_on,
        discovered_on=discovered_on,
        long_limitation=long_limitation,
        basis=basis,
        evidence=evidence,
    )
    return perform(actor=actor, case_id=case_id, action="propose_filing", on=on, at=at, facts=facts, **how)
