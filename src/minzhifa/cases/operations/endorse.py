"""提出审查意见（办案机构负责人）."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, How, given, perform


def endorse(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    what: str,
    **how: Unpack[How],
) -> Done:
    """办案机构负责人对提请的事项提出审查意见（处罚法第五十七条第一款；交通运输行政执法程序规定第六十八条）。

    `what`: 审查的事项（filing、decision、closing……；调查终结报告为 conclusion）
    `reason`: 意见；不写的，文书记“同意”

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    return perform(actor=actor, case_id=case_id, action="endorse", on=on, at=at, facts=given(what=what), **how)
