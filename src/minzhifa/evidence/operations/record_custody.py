"""Add one step to a chain of custody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor, require, visible
from minzhifa.access.errors import NotFound, Refused
from minzhifa.access.reach import remit_of
from minzhifa.evidence.models import CustodyEntry, EvidenceFile
from minzhifa.evidence.models.custody import CustodyAction
from minzhifa.evidence.types import CustodyStep


def record_custody(
    *, actor: Actor, evidence_id: UUID, action: str, at: datetime, place: str = "", note: str = ""
) -> CustodyStep:
    """Record what was done with a piece of evidence. Raises `NotFound`, `Denied`, `Refused` (unknown action)."""
    if action not in CustodyAction.values:
        raise Refused("bad_action", "没有这种证据流转动作。", fields=("action",))
    row = visible(actor, EvidenceFile.objects.filter(id=evidence_id)).first()
    if row is None:
        raise NotFound
    require(actor, "custody", row)
    step = CustodyEntry.objects.create(
        evidence=row, remit_id=remit_of(actor, row.remit_id, row.case_id) or row.remit_id, action=action,
        actor_id=actor.account_id, actor_name=actor.name, at=at,
        place=place, note=note,
    )  # fmt: skip
    return CustodyStep(step.action, CustodyAction(step.action).label, step.actor_name, step.at, step.place, step.note)
