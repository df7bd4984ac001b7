"""Withdraw a proposal, or end an approved version on a day."""

from __future__ import annotations

from datetime import date, datetime

from minzhifa.access import Actor, require
from minzhifa.access.rls import acting
from minzhifa.catalog.errors import NOT_RETIRER, BadVersion
from minzhifa.catalog.models import State
from minzhifa.catalog.operations.approve import locked
from minzhifa.catalog.operations.things import thing
from minzhifa.catalog.publishing import open_publishing, publishes
from minzhifa.ledger.operations import NewEvent, append


def retire(
    *, actor: Actor, at: datetime, kind: str, version_id: int, effective_to: date | None = None, reason: str
) -> None:
    """End an approved version on `effective_to` (exclusive); without a day, withdraw a proposal.

    The reason is mandatory. Raises `BadVersion`, `WrongState`, `NotFound`, `Denied`. Cases keep the version they used.
    """
    if not reason.strip():
        raise BadVersion("missing_reason", "请写明停用的理由。", fields=("reason",))
    what = thing(kind)
    with acting(actor):
        state = State.PROPOSED if effective_to is None else State.APPROVED
        owner, version = locked(what, version_id, state)
        require(actor, "retire", version, NOT_RETIRER)
        open_publishing(publishes(actor, kind, "propose") | publishes(actor, kind, "approve"))
        payload: dict[str, object] = {"version": version.number}
        if effective_to is None:
            version.state = State.RETIRED
        else:
            if version.effective_from is not None and effective_to <= version.effective_from:
                raise BadVersion("bad_interval", "停用日期应当晚于生效日期。", fields=("effective_to",))
            if version.effective_to is not None and effective_to > version.effective_to:
                raise BadVersion("bad_interval", "该版本在更早的日期已经停用。", fields=("effective_to",))
            version.effective_to = effective_to
            payload["effective_to"] = effective_to.isoformat()
        version.save(update_fields=["state", "effective_to"])
        event = NewEvent(f"{kind}_version_retired", payload)
        append(actor=actor, stream=what.stream(owner), events=[event], at=at, reason=reason)
