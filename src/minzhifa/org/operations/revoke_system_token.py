"""撤销对接系统令牌."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.operations._common import act, agency_stream, locked_token


def revoke_system_token(*, actor: Actor, token_id: UUID, at: datetime, reason: str) -> None:
    """From now on the token opens nothing. A second revocation changes nothing. Raises `NotFound`, `NotAuthorised`."""
    with act(actor):
        token = locked_token(actor, token_id)
        if token.revoked_at is not None:
            return
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        event = NewEvent("system_token_revoked", {"token": str(token.id), "prefix": token.prefix})
        stream = agency_stream(token.agency_id, token.agency.name)
        append(actor=actor, stream=stream, events=[event], at=at, reason=reason)
