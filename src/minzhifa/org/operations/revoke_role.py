"""收回角色."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.access.errors import NotFound
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.models import RoleGrant
from minzhifa.org.operations._common import account_stream, act, require_administrator


def revoke_role(*, actor: Actor, grant_id: UUID, on: date, at: datetime, reason: str) -> None:
    """End a grant: from the day `on` it gives nothing. Raises `NotFound`, `NotAuthorised`."""
    with act(actor):
        grant = RoleGrant.objects.select_for_update(of=("self",)).select_related("account").filter(pk=grant_id).first()
        if grant is None:
            raise NotFound("没有这项角色授予。")
        require_administrator(actor, grant.agency_id)
        grant.valid_to = max(on, grant.valid_from)
        grant.save(update_fields=["valid_to"])
        event = NewEvent("role_revoked", {"grant": str(grant.id), "role": grant.role, "on": on.isoformat()})
        stream = account_stream(grant.account.id, grant.account.username)
        append(actor=actor, stream=stream, events=[event], at=at, reason=reason)
