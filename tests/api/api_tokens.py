"""A token of a connected system, for the tests of the API."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from minzhifa.access import Role
from minzhifa.clock import local_date


def token_for(slug: str, *scopes: str) -> str:
    """A fresh token of the bureau's system, issued by an administrator and countersigned by another."""
    from minzhifa.org.models import Agency
    from minzhifa.org.operations import countersign_system_token, create_system_token

    now = datetime.now(UTC)
    issued = create_system_token(
        actor=province_admin("fj_admin"),
        agency_id=Agency.objects.get(slug=slug).pk,
        name="对接系统",
        scopes=scopes or ("cases:read", "cases:write", "cases:approve", "catalog:read"),
        expires_at=now + timedelta(days=30),
        at=now,
    )
    if "cases:approve" in (scopes or ("cases:approve",)):
        countersign_system_token(actor=province_admin("fj_admin_2"), token_id=issued.id, at=now, reason="已核实")
    return issued.token


def province_admin(username: str) -> Any:
    """The demo's administrator of the province, or a second one."""
    from minzhifa.org.demo import fixed
    from minzhifa.org.models import Account
    from minzhifa.org.operations import grant_role
    from minzhifa.org.queries import actor_for

    first = actor_for(fixed("account", "fj_admin"), "test")
    if username == "fj_admin":
        return first
    now = datetime.now(UTC)
    made, new = Account.objects.get_or_create(username=username, defaults={"id": uuid.uuid4(), "name": "另一名管理员"})
    if new:
        granted = {"role": Role.ADMINISTRATOR, "valid_from": local_date(now), "at": now}
        grant_role(actor=first, account_id=made.pk, **granted)
    return actor_for(made.pk, "test")
