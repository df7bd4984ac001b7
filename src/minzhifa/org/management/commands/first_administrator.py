"""`minzhifa first_administrator USERNAME NAME`: the provincial administrator of a new installation."""

from __future__ import annotations

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from minzhifa import clock
from minzhifa.access import Role
from minzhifa.access.errors import Refused
from minzhifa.org.installer import INSTALLER
from minzhifa.org.models import RoleGrant
from minzhifa.org.operations import grant_role, open_account


class Command(BaseCommand):
    """Works once: as soon as somebody administers the province, accounts are opened by him."""

    help = "新安装时开立第一个省级系统管理员账号（此后由管理员在页面办理）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """User name and person's name; the password is asked for."""
        parser.add_argument("username")
        parser.add_argument("name")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Open the account and grant the role, both on the record."""
        if RoleGrant.objects.filter(role=Role.ADMINISTRATOR, agency=None, region=None).exists():
            raise CommandError("已经有省级系统管理员，请由其办理。")
        at = clock.now()
        try:
            account = open_account(
                actor=INSTALLER, username=options["username"], name=options["name"],
                id_number=getpass("公民身份号码（只用来保证一人一号，不保存号码）："), password=getpass("口令："),
                agency_id=None, at=at, reason="系统初始化",
            )  # fmt: skip
            grant_role(
                actor=INSTALLER, account_id=account, role=Role.ADMINISTRATOR, valid_from=clock.local_date(at), at=at,
                reason="系统初始化",
            )  # fmt: skip
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("账号已开立；首次登录时须绑定动态口令。")
