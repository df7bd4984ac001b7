"""The database engine of the settings (`ENGINE = "minzhifa.access.postgresql"`)."""

from __future__ import annotations

import select
from typing import Any, cast

from django.db import connection
from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations as Operations
from django.db.backends.utils import CursorWrapper
from psycopg.abc import Params, Query
from psycopg.types.string import TextLoader


class PreparedCursor(base.ServerBindingCursor):
    """Parses and plans a statement once a connection; afterwards only its name and the values travel."""

    def execute(self, query: Query, params: Params | None = None, **more: Any) -> PreparedCursor:
        """As psycopg's, always prepared (unless the connection's `prepare_threshold` is None: a pooler in between)."""
        more.setdefault("prepare", True)
        super().execute(query, params, **more)  # type: ignore[misc]  # psycopg's cursor, which the stubs leave out
        return self


class DatabaseOperations(Operations):
    """Django's own; prepared statements too appear in the log of queries with their values."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> str:
        """What was executed, as text."""
        if isinstance(cursor, PreparedCursor):
            return str(self.compose_sql(sql, params))
        return super().last_executed_query(cursor, sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, with `prepared`."""

    ops_class = DatabaseOperations

    def get_new_connection(self, conn_params: Any) -> Any:
        """A connection that gives `json` as text, like Django's gives `jsonb`: whoever asked takes it apart."""
        made = super().get_new_connection(conn_params)
        made.adapters.register_loader("json", TextLoader)
        return made

    def prepared(self) -> CursorWrapper:
        """A cursor for fixed statement texts that run often; texts put together from values do not belong in here."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            made = PreparedCursor(self.connection)  # type: ignore[call-arg]  # psycopg's cursor, as above
            return cast("CursorWrapper", self._prepare_cursor(made))  # type: ignore[attr-defined]  # Django's own

    def is_usable(self) -> bool:
        """Asked once a request. A server that went away closed the socket, and a closed socket can be read.

        So a silent idle connection is sound, and only one with something to read costs the round trip.
        """
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0) or bool(super().is_usable())


def prepared() -> CursorWrapper:
    """`with prepared() as cursor:` on the default connection; see `DatabaseWrapper.prepared`."""
    return cast("CursorWrapper", connection.prepared())  # type: ignore[attr-defined]
