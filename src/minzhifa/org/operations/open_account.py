"""开立账号."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from minzhifa.access import Actor
from minzhifa.access.errors import Refused
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import AccountExists, PersonHasAccount
from minzhifa.org.models import Account
from minzhifa.org.operations._common import account_stream, act, person_index, require_administrator


def open_account(
    *,
    actor: Actor,
    username: str,
    name: str,
    password: str | None,
    agency_id: int | None,
    at: datetime,
    id_number: str = "",
    reason: str = "",
) -> UUID:
    """Open an account without any role; without a password it can only be used by a system's token.

    A person (an account with a password) is told from others by his citizen number, of which only a keyed index is
    kept: he has one account in the whole province, so that nobody approves by one what he proposed by another. The
    password is known to whoever opens the account: at the first login it must be changed.

    Raises `NotAuthorised`, `AccountExists`, `PersonHasAccount`, or `Refused` (weak_password, bad_id_number).
    """
    require_administrator(actor, agency_id)
    if password is not None:
        try:
            validate_password(password, Account(username=username, name=name))
        except ValidationError as error:
            raise Refused("weak_password", "；".join(error.messages), fields=("password",)) from error
    person = None if password is None else person_index(id_number)
    account = Account(
        id=uuid7(), username=username, name=name, agency_id=agency_id, password=make_password(password), date_joined=at,
        must_change_password=password is not None, person_index=person,
    )  # fmt: skip
    with act(actor, AccountExists(username)):
        if person and (held := Account.objects.filter(person_index=person).first()):
            raise PersonHasAccount(held.username, active=held.is_active)
        account.save(force_insert=True)
        event = NewEvent("account_opened", {"username": username, "name": name, "agency": agency_id})
        append(actor=actor, stream=account_stream(account.id, username), events=[event], at=at, reason=reason)
    return account.id
