"""核准收回赋权: from its day the matters are the county's again."""

from __future__ import annotations

from datetime import datetime

from minzhifa.access import Actor
from minzhifa.access.errors import NotFound, Refused
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.models import Empowerment, EmpowermentWithdrawal
from minzhifa.org.operations._common import act, agency_stream
from minzhifa.org.operations.approve_empowerment import require_confirmer
from minzhifa.org.powers import ARTICLE


def approve_power_withdrawal(*, actor: Actor, withdrawal_id: int, at: datetime) -> None:
    """Confirm the withdrawal. Raises `NotFound`, `NotAuthorised`, `Refused` (own_proposal, already approved)."""
    with act(actor):
        rows = EmpowermentWithdrawal.objects.select_for_update(of=("self",)).select_related("township")
        row = rows.filter(pk=withdrawal_id).first()
        if row is None:
            raise NotFound("没有这一收回的登记。")
        require_confirmer(actor, row.county_id, row.proposed_by)
        if row.approved_at is not None:
            raise Refused("already_approved", "这一收回已经核准。", article=ARTICLE)
        row.approved_by, row.approved_name, row.approved_at = actor.account_id, actor.name, at
        row.save(update_fields=["approved_by", "approved_name", "approved_at"])
        Empowerment.objects.filter(withdrawal=row).update(valid_to=row.effective_on)
        payload = {"withdrawal": row.pk, "on": row.effective_on.isoformat(), "running": row.running}
        stream = agency_stream(row.township_id, row.township.name)
        append(actor=actor, stream=stream, events=[NewEvent("power_withdrawal_approved", payload)], at=at)
