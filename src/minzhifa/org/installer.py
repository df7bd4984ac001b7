"""The one actor that stands above the accounts: the installation itself, before anybody has an account."""

from __future__ import annotations

from uuid import UUID

from minzhifa.access import Actor, Grant, Role, Scope

INSTALLER = Actor(
    account_id=UUID("00000000-0000-7000-8000-000000000000"),
    name="系统初始化",
    grants=(Grant(Role.ADMINISTRATOR, None, None),),
    device="命令行",
    scope=Scope(),
)
