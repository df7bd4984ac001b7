"""What the application's role may do in the database, set by the owner after every migration."""

from __future__ import annotations

from django.db import connection
from psycopg import sql

# Who is connected, whether it can get past row security, and how many of our tables it can act on as owner.
ROLE = """
SELECT current_user,
       EXISTS (SELECT FROM pg_roles WHERE (rolsuper OR rolbypassrls) AND pg_has_role(current_user, oid, 'MEMBER')),
       (SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND pg_has_role(current_user, tableowner, 'MEMBER'))
"""


class UnsafeRole(RuntimeError):
    """The application's database role is owner, superuser or may bypass row security; the server does not start so."""


def grant_application(role: str) -> None:
    """Give `role` rows of every table, but only SELECT and INSERT where an append-only trigger stands."""
    name = sql.Identifier(role)
    with connection.cursor() as cursor:
        for statement in (
            "GRANT USAGE ON SCHEMA public TO {}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
            "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {}",
        ):
            cursor.execute(sql.SQL(statement).format(name))
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only_rows'")
        for (table,) in cursor.fetchall():
            cursor.execute(sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(sql.Identifier(table), name))


def check_role() -> None:
    """Raise `UnsafeRole` when the connected role is superuser, BYPASSRLS, or owner of a table of ours.

    A member of such a role counts as one: it can put that role on (SET ROLE).
    """
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        name, above_the_wall, owned = cursor.fetchone()
    if above_the_wall:
        raise UnsafeRole(f"角色 {name} 是超级用户、可以绕过行级安全，或者是这种角色的成员")
    if owned:
        raise UnsafeRole(f"角色 {name} 是 {owned} 张数据表的属主，或者是属主角色的成员")
