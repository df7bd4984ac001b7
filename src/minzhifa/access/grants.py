"""What the application's role may do in the database, set by the owner after every migration."""

from __future__ import annotations

from django.db import connection
from psycopg import sql


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
    """Raise `UnsafeRole` when the connected role is owner of any of our tables, superuser or BYPASSRLS."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        name, unsafe = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        owned = cursor.fetchone()[0]
    if unsafe or owned:
        raise UnsafeRole(f"{UnsafeRole.__doc__} (role {name}, owns {owned} tables)")
