"""查看当事人敏感信息: only with a reason, and only together with the record of the look."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor, Denied, rls
from minzhifa.access.errors import Refused
from minzhifa.cases._facts import Private
from minzhifa.cases._row import lock, sealed_party
from minzhifa.cases.policy import may_reveal
from minzhifa.ledger.operations import NewEvent, Stream, append


def reveal_party(*, actor: Actor, case_id: UUID, reason: str, at: datetime) -> Private:
    """Number, phone and address in the clear; the look stands in the case's ledger (个人信息保护法 51).

    Raises `CaseNotFound`, `Denied`, `Refused` (no reason).
    """
    if not reason.strip():
        raise Refused("reason_missing", "查看敏感信息须写明理由。", fields=("reason",))
    with rls.acting(actor):
        row = lock(case_id, None)
        if not may_reveal(actor, row.remit_id):
            raise Denied("reveal")
        found = sealed_party(case_id) or Private()
        stream = Stream("case", row.id, row.code)
        event = NewEvent("case.party_revealed", {"fields": ["id_number", "phone", "address"]})
        append(actor=actor, stream=stream, events=[event], at=at, remit_id=row.remit_id, reason=reason)
    return found
