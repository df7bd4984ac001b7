"""What several operations share: authority, streams, and the database's refusals in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import IntegrityError

from minzhifa.access import Actor
from minzhifa.access.errors import NotFound, Refused
from minzhifa.access.rls import acting
from minzhifa.crypto import blind_index
from minzhifa.law.errors import BadInput
from minzhifa.law.identifiers import check_citizen_id
from minzhifa.ledger.operations import Stream
from minzhifa.org.errors import AgencyNotFound, AlreadyMerged, IntervalWrong, NotAuthorised
from minzhifa.org.models import Agency, SystemToken
from minzhifa.org.policy import administers


def require_administrator(actor: Actor, agency_id: int | None) -> None:
    """Raise `NotAuthorised` unless the actor administers the agency (None: the whole province)."""
    if not administers(actor, agency_id):
        raise NotAuthorised("只有本机关的系统管理员可以办理此事。")


def locked_agency(agency_id: int) -> Agency:
    """The agency's row, locked until the end of the transaction. Raises `AgencyNotFound`, `AlreadyMerged`."""
    row = Agency.objects.select_for_update().filter(pk=agency_id).first()
    if row is None:
        raise AgencyNotFound(agency_id)
    if row.ended_on is not None:
        raise AlreadyMerged(row.name, row.ended_on)
    return row


def locked_token(actor: Actor, token_id: UUID) -> SystemToken:
    """A token whose agency the actor administers, locked until the end of the transaction.

    Raises `NotFound`, `NotAuthorised`.
    """
    rows = SystemToken.objects.select_for_update(of=("self",)).select_related("agency")
    token = rows.filter(pk=token_id).first()
    if token is None:
        raise NotFound("没有这个令牌。")
    require_administrator(actor, token.agency_id)
    return token


def agency_stream(agency_id: int, name: str) -> Stream:
    """The agency's history."""
    return Stream.numbered("agency", agency_id, name)


def account_stream(account_id: UUID, username: str) -> Stream:
    """The account's history."""
    return Stream("account", account_id, username)


def person_index(id_number: str) -> str:
    """What tells one person from another, without keeping the citizen number. Raises `Refused` (bad_id_number)."""
    if not id_number.strip():
        raise Refused("bad_id_number", "开立个人账号须核对公民身份号码：一人一号。", fields=("id_number",))
    try:
        return blind_index(check_citizen_id(id_number), purpose="org.person")
    except BadInput as error:
        raise Refused("bad_id_number", str(error), fields=("id_number",)) from error


@contextmanager
def act(actor: Actor, refusal: Exception | None = None) -> Iterator[None]:
    """One transaction in the actor's scope; a broken interval or unique constraint becomes `refusal`."""
    try:
        with acting(actor):
            yield
    except IntegrityError as error:
        raise (refusal or IntervalWrong()) from error
