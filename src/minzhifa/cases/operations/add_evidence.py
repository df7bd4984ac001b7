"""收集证据."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def add_evidence(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    evidence: Sequence[Facts],
    **how: Unpack[How],
) -> Done:
    """收集证据（处罚法第四十六条）。

    `evidence`: 证据（处罚法第四十六条）

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(evidence=evidence)
    return perform(actor=actor, case_id=case_id, action="add_evidence", on=on, at=at, facts=facts, **how)
