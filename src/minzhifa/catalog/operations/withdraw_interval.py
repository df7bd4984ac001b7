"""撤回、退回施行区间变更."""

from __future__ import annotations

from datetime import datetime

from minzhifa.access import Actor, require
from minzhifa.access.rls import acting
from minzhifa.catalog.errors import NOT_RETIRER, BadVersion
from minzhifa.catalog.models import State
from minzhifa.catalog.operations.approve_interval import locked_change
from minzhifa.catalog.operations.propose_interval import text_stream
from minzhifa.catalog.publishing import open_publishing, publishes
from minzhifa.ledger.operations import NewEvent, append


def withdraw_interval(*, actor: Actor, at: datetime, change_id: int, reason: str) -> None:
    """Take a waiting change back (its proposer's side) or return it (the approver's); the text stays as it is.

    Raises `BadVersion` (no reason), `WrongState`, `NotFound`, `Denied`.
    """
    if not reason.strip():
        raise BadVersion("missing_reason", "请写明退回（撤回）的理由。", fields=("reason",))
    with acting(actor):
        change, text = locked_change(change_id)
        require(actor, "retire", change, NOT_RETIRER)
        open_publishing(publishes(actor, "statute", "propose") | publishes(actor, "statute", "approve"))
        change.state = State.RETIRED
        change.save(update_fields=["state"])
        event = NewEvent("statute_interval_withdrawn", {"change": change.number})
        append(actor=actor, stream=text_stream(text), events=[event], at=at, reason=reason)
