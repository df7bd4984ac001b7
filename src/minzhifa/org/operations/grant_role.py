"""授予角色."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from minzhifa.access import Actor, Role
from minzhifa.access.errors import NotFound, Refused
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.org.errors import NotAuthorised
from minzhifa.org.models import Account, Field, Region, RoleGrant
from minzhifa.org.operations._common import account_stream, act, require_administrator


def grant_role(
    *,
    actor: Actor,
    account_id: UUID,
    role: Role,
    valid_from: date,
    at: datetime,
    agency_id: int | None = None,
    region_code: str | None = None,
    field_code: str | None = None,
    valid_to: date | None = None,
    reason: str = "",
) -> UUID:
    """Grant a role in an agency, over a region, or (neither) over the province, for `[valid_from, valid_to)`.

    Nobody grants himself a role; regions and the province are granted by provincial administrators only.
    Raises `NotAuthorised`, `NotFound`, `Refused` (grant_wrong).
    """
    if account_id == actor.account_id:
        raise NotAuthorised("不能给自己授予角色。")
    require_administrator(actor, agency_id)
    with act(actor, Refused("grant_wrong", "该角色必须在一个机关内授予，机关与区划只能选一个。", fields=("agency",))):
        account = Account.objects.filter(pk=account_id).first()
        region = Region.objects.filter(code=region_code).first() if region_code else None
        field = Field.objects.filter(code=field_code).first() if field_code else None
        if account is None or (region_code and region is None) or (field_code and field is None):
            raise NotFound("账号、区划或者领域不存在。")
        grant = RoleGrant(
            id=uuid7(), account=account, role=role.value, agency_id=agency_id, region=region, field=field,
            valid_from=valid_from, valid_to=valid_to, reason=reason,
            granted_by=Account.objects.filter(pk=actor.account_id).first(),
        )  # fmt: skip
        grant.save(force_insert=True)
        payload = {
            "grant": str(grant.id), "role": role.value, "agency": agency_id, "region": region_code,
            "field": field_code, "from": valid_from.isoformat(), "to": valid_to.isoformat() if valid_to else None,
        }  # fmt: skip
        stream = account_stream(account.id, account.username)
        append(actor=actor, stream=stream, events=[NewEvent("role_granted", payload)], at=at, reason=reason)
    return grant.id
