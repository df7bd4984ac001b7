"""停用账号."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session

from minzhifa.access import Actor
from minzhifa.access.errors import NotFound
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.models import Account
from minzhifa.org.operations._common import account_stream, act, require_administrator


def close_account(*, actor: Actor, account_id: UUID, at: datetime, reason: str) -> None:
    """Close an account the same day its holder leaves: no login, no token, the running session ends.

    Raises `NotFound`, `NotAuthorised`.
    """
    with act(actor):
        account = Account.objects.select_for_update().filter(pk=account_id).first()
        if account is None:
            raise NotFound("账号不存在。")
        require_administrator(actor, account.agency_id)
        Session.objects.filter(session_key=account.session_key).delete()
        account.is_active, account.session_key = False, ""
        account.save(update_fields=["is_active", "session_key"])
        append(
            actor=actor,
            stream=account_stream(account.id, account.username),
            events=[NewEvent("account_closed", {})],
            at=at,
            reason=reason,
        )
