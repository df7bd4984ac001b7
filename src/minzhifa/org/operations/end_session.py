"""强制下线."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session

from minzhifa.access import Actor
from minzhifa.access.errors import NotFound
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.models import Account
from minzhifa.org.operations._common import account_stream, act, require_administrator


def end_session(*, actor: Actor, account_id: UUID, at: datetime, reason: str) -> None:
    """End the account's running session; its holder may log in again. Raises `NotFound`, `NotAuthorised`."""
    with act(actor):
        account = Account.objects.select_for_update().filter(pk=account_id).first()
        if account is None:
            raise NotFound("账号不存在。")
        require_administrator(actor, account.agency_id)
        Session.objects.filter(session_key=account.session_key).delete()
        account.session_key = ""
        account.save(update_fields=["session_key"])
        stream = account_stream(account.id, account.username)
        append(actor=actor, stream=stream, events=[NewEvent("session_ended", {})], at=at, reason=reason)
