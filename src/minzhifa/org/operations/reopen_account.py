"""恢复使用账号: the person comes back, or comes to another agency, under the account that knows his acts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db.models import F, Q

from minzhifa.access import Actor
from minzhifa.access.errors import NotFound, Refused
from minzhifa.clock import local_date
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.models import Account, RoleGrant
from minzhifa.org.operations._common import account_stream, act, require_administrator


def reopen_account(
    *, actor: Actor, account_id: UUID, agency_id: int | None, password: str, at: datetime, reason: str
) -> None:
    """Let a closed account be used again, in the agency named, with a new initial password and second factor.

    The roles of before have ended; new ones are granted as to a new account. Needs an administrator of both agencies.
    Raises `NotFound`, `NotAuthorised`, `Refused` (not_closed).
    """
    today = local_date(at)
    with act(actor):
        account = Account.objects.select_for_update().filter(pk=account_id).first()
        if account is None:
            raise NotFound("账号不存在。")
        require_administrator(actor, account.agency_id)
        require_administrator(actor, agency_id)
        if account.is_active or account.tokens.exists():
            raise Refused("not_closed", "账号正在使用，或者是对接系统的账号，不能恢复。")
        former = account.agency_id
        account.is_active, account.must_change_password, account.password = True, True, make_password(password)
        account.agency_id = agency_id
        account.save(update_fields=["is_active", "must_change_password", "password", "agency"])
        Authenticator.objects.filter(user_id=account_id).delete()
        held = RoleGrant.objects.filter(Q(valid_to=None) | Q(valid_to__gt=today), account=account)
        ended = held.filter(valid_from__lt=today).update(valid_to=today)
        ended += held.filter(valid_from__gte=today).update(valid_to=F("valid_from"))
        event = NewEvent("account_reopened", {"agency": agency_id, "was": former, "roles_ended": ended})
        append(actor=actor, stream=account_stream(account.id, account.username), events=[event], at=at, reason=reason)
