"""签发对接系统令牌."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from minzhifa.access import Actor
from minzhifa.access.errors import Refused
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import IntervalWrong
from minzhifa.org.models import Account, Field, SystemToken
from minzhifa.org.operations._common import act, agency_stream, locked_agency, require_administrator
from minzhifa.org.queries.actors import TOKEN_SCOPES, hash_secret


@dataclass(frozen=True, slots=True)
class Issued:
    """The token, shown this one time only, and the row that stands for it."""

    id: UUID
    account_id: UUID
    token: str


def create_system_token(
    *,
    actor: Actor,
    agency_id: int,
    name: str,
    scopes: Sequence[str],
    expires_at: datetime,
    at: datetime,
    field_code: str | None = None,
) -> Issued:
    """Issue a token `mzf_<prefix>_<secret>` to a system of the agency, with an account of its own for the record.

    Those that let a system approve (`org.queries.APPROVING`) hold only once another administrator has countersigned.
    Scopes are those of `org.queries.TOKEN_SCOPES`. Raises `NotAuthorised`, `Refused` (unknown_scope), `IntervalWrong`.
    """
    require_administrator(actor, agency_id)
    unknown = sorted(set(scopes) - set(TOKEN_SCOPES))
    if unknown or not scopes:
        raise Refused("unknown_scope", f"没有这样的权限范围：{'、'.join(unknown) or '（空）'}。", fields=("scopes",))
    if expires_at <= at:
        raise IntervalWrong("令牌的到期时间必须晚于签发时间。", fields=("expires_at",))
    prefix, secret = secrets.token_hex(5), secrets.token_urlsafe(32)
    with act(actor):
        agency = locked_agency(agency_id)
        account = Account(id=uuid7(), username=f"system-{prefix}", name=name, agency=agency, date_joined=at)
        account.set_unusable_password()
        account.save(force_insert=True)
        row = SystemToken(
            id=uuid7(), account=account, agency=agency, name=name, prefix=prefix, secret_hash=hash_secret(secret),
            field=Field.objects.filter(code=field_code).first() if field_code else None, scopes=sorted(set(scopes)),
            created_at=at, created_by_id=actor.account_id, expires_at=expires_at,
        )  # fmt: skip
        row.save(force_insert=True)
        payload = {
            "token": str(row.id), "prefix": prefix, "name": name, "scopes": row.scopes, "field": field_code,
            "expires_at": expires_at.isoformat(),
        }  # fmt: skip
        stream = agency_stream(agency.pk, agency.name)
        append(actor=actor, stream=stream, events=[NewEvent("system_token_created", payload)], at=at)
    return Issued(row.id, account.id, f"mzf_{prefix}_{secret}")
