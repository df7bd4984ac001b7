"""All evidence of a case goes over to another agency with the case: two steps in every chain of custody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.evidence.models import CustodyEntry, EvidenceFile
from minzhifa.evidence.models.custody import CustodyAction


def hand_over_all(
    *, actor: Actor, case_id: UUID, from_remit: int, to_remit: int, giver: str, taker: str, at: datetime
) -> None:
    """The old agency reads that it was handed over, the new one that it was received (处罚法第四十七条).

    No door of its own, as `hand_on`: the operation that moves the case calls it in a scope that reaches both remits.
    """
    who = {"actor_id": actor.account_id, "actor_name": actor.name, "at": at}
    steps = (
        (from_remit, CustodyAction.HANDED_OVER, f"随案交{taker}"),
        (to_remit, CustodyAction.RECEIVED, f"随案自{giver}接收")
    )  # fmt: skip
    CustodyEntry.objects.bulk_create(
        CustodyEntry(evidence_id=one, remit_id=remit, action=action, note=note, **who)
        for one in EvidenceFile.objects.filter(case_id=case_id).order_by("id").values_list("id", flat=True)
        for remit, action, note in steps
    )
