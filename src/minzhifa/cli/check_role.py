"""`minzhifa check-role`: may the application's database role run the server? Exit 2 with a sentence when not."""

from __future__ import annotations

import sys

from minzhifa.access.grants import UnsafeRole, check_role


def main(arguments: list[str]) -> int:
    """Exit 0 for a role that is neither owner, superuser nor BYPASSRLS."""
    try:
        check_role()
    except UnsafeRole as error:
        print(
            f"拒绝启动：{error}。应用的数据库角色（DATABASE_URL）不能这样，属主写在 DATABASE_OWNER_URL 里。",
            file=sys.stderr,
        )
        return 2
    return 0
