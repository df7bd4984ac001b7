"""登记送达地址确认书."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.cases.operations._verb import Done, Facts, How, given, perform


def confirm_address(
    *,
    actor: Actor,
    case_id: UUID,
    on: date | str,
    at: datetime,
    service_consent: Facts,
    **how: Unpack[How],
) -> Done:
    """登记当事人签署的送达地址确认书（处罚法第六十一条第二款；市监程序第八十三条第一款）。

    `service_consent`: 收件人 receiver、是否同意电子送达 electronic；电话、电子地址写入 `documents`，加密保存

    Raises `LawRefused` when the law does not allow it, and what `perform` raises; then nothing has changed.
    """
    facts = given(service_consent=service_consent)
    return perform(actor=actor, case_id=case_id, action="confirm_address", on=on, at=at, facts=facts, **how)
