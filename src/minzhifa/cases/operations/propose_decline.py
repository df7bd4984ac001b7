"""不予立案呈批."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def propose_decline(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    decline: Facts,
    party: Facts | None = None,
    cause: str | None = None,
    evidence: Sequence[Facts] | None = None,
    **how: Unpack[How],
) -> Done:
    """不予立案呈批（市监程序第二十条）。

    `decline.reason`: 不予立案的情形（市监程序第二十条第一款）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(decline=decline, party=party, cause=cause, evidence=evidence)
    return perform(actor=actor, case_id=case_id, action="propose_decline", on=on, at=at, facts=facts, **how)
