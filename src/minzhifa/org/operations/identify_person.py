"""核对身份: whose account this is, for accounts that were opened before the platform asked for it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.access.errors import Conflict, NotFound
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import PersonHasAccount
from minzhifa.org.models import Account
from minzhifa.org.operations._common import account_stream, act, person_index, require_administrator


def identify_person(*, actor: Actor, account_id: UUID, id_number: str, at: datetime, reason: str) -> None:
    """Say whose account this is, once; only the keyed index of the citizen number is kept.

    The number of accounts that are older than this check stands nowhere on the platform: nobody but the person can
    bring it. A second account of one person is found here: it is closed, not identified.
    Raises `NotFound`, `NotAuthorised`, `PersonHasAccount`, `Conflict` (identified), `Refused` (bad_id_number).
    """
    person = person_index(id_number)
    with act(actor):
        account = Account.objects.select_for_update().filter(pk=account_id).first()
        if account is None or account.tokens.exists():
            raise NotFound("没有这个人的账号。")
        require_administrator(actor, account.agency_id)
        if account.person_index == person:
            return
        if account.person_index is not None:
            raise Conflict("identified", "这个账号已经核对过身份，与这个号码不是同一人。", fields=("id_number",))
        if held := Account.objects.filter(person_index=person).first():
            raise PersonHasAccount(held.username, active=held.is_active)
        account.person_index = person
        account.save(update_fields=["person_index"])
        stream = account_stream(account.id, account.username)
        append(actor=actor, stream=stream, events=[NewEvent("account_identified", {})], at=at, reason=reason)
