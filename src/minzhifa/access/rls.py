"""PostgreSQL's row-level security as the second wall. Settings live for one transaction and default to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

from django.db import connection, migrations, transaction

from minzhifa.access.actor import Actor, Scope
from minzhifa.access.postgresql.base import prepared

EVERYTHING = Scope(everything=True)


def set_scope(scope: Scope) -> None:
    """Open the second wall for this transaction, exactly as wide as `scope`. Must run inside a transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("a scope is set inside a transaction only")
    remits = "{" + ",".join(map(str, sorted(scope.remits))) + "}"
    with prepared() as cursor:
        cursor.execute(
            "SELECT set_config('minzhifa.everything', %s, true), set_config('minzhifa.remits', %s, true)",
            ["on" if scope.everything else "off", remits],
        )


_open: ContextVar[Scope | None] = ContextVar("scope of the page that is being read", default=None)


@contextmanager
def together(actor: Actor) -> Iterator[None]:
    """One transaction for all that a page reads: `acting` with the same scope joins it. For reading only.

    (What joins has no savepoint of its own, so a write that fails could not be undone alone.)
    """
    with acting(actor):
        token = _open.set(actor.scope)
        try:
            yield
        finally:
            _open.reset(token)


@contextmanager
def acting(actor: Actor, *, scope: Scope | None = None) -> Iterator[None]:
    """One transaction in which the rows of the actor's scope (or the named narrower/wider `scope`) can be touched."""
    wanted = actor.scope if scope is None else scope
    if _open.get() == wanted:
        yield
        return
    with transaction.atomic():
        set_scope(wanted)
        yield


@contextmanager
def reaching(actor: Actor, *remits: int) -> Iterator[Actor]:
    """Inside a transaction of the actor: these remits too, for exactly what one operation has to do there.

    Yields the actor with that wider scope; his roles stay what they are. The scope is narrow again afterwards.
    """
    wider = replace(actor, scope=Scope(actor.scope.remits | frozenset(remits), actor.scope.everything))
    set_scope(wider.scope)
    yield wider
    set_scope(actor.scope)  # after a refusal the transaction ends, and its settings with it


@contextmanager
def lifted(*tables: str) -> Iterator[None]:
    """For the owner's bulk loads: COPY refuses tables behind forced row security, so the force is off in here.

    It is part of the transaction (readers of these tables wait; a crash rolls it back). The application cannot do it.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("row security is lifted inside a transaction only")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regclass::text FROM pg_class"
            " WHERE oid = ANY(%s::regclass[]) AND relforcerowsecurity ORDER BY 1",
            [list(tables)],
        )
        forced = [table for (table,) in cursor.fetchall()]
        for table in forced:
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # pending foreign key checks would forbid the next step
        for table in forced:
            cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


_POLICY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_scope ON {table} USING ({condition}) WITH CHECK ({condition});
CREATE POLICY {table}_owner ON {table} TO CURRENT_USER USING (true) WITH CHECK (true);
"""
# Each setting stands in a sub-select: it is read once a statement, not parsed anew for every row that is looked at
# (a city's thousand remits: 120 ms for a page of the list, 37 ms this way).
_CONDITION = """(
    (SELECT current_setting('minzhifa.everything', true) = 'on')
    OR {column} = ANY ((SELECT coalesce(nullif(current_setting('minzhifa.remits', true), ''), '{{}}')::int[])::int[])
)"""

_OVERLAP = "{column} && (SELECT coalesce(nullif(current_setting('minzhifa.remits', true), ''), '{{}}')::int[])"


def enable_rls(
    table: str, column: str = "remit_id", *, open_when_null: bool = False, overlaps: str = ""
) -> migrations.RunSQL:
    """Migration step: rows of `table` are seen only inside the scope set for the transaction.

    `overlaps`: a column of several remits; one of them in the scope is enough as well.
    `open_when_null`: rows without a remit (catalog, agency streams) are readable whenever any scope is set at all.
    The owner's own policy is explicit, for migrations, bulk loads and verification; the application never is owner.
    """
    condition = _CONDITION.format(column=column)
    if overlaps:
        condition = f"({condition} OR {_OVERLAP.format(column=overlaps)})"
    if open_when_null:
        condition = f"({condition} OR ({column} IS NULL AND current_setting('minzhifa.everything', true) <> ''))"
    return migrations.RunSQL(
        _POLICY.format(table=table, condition=condition),
        f"DROP POLICY {table}_scope ON {table}; DROP POLICY {table}_owner ON {table};"
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def append_only(table: str) -> migrations.RunSQL:
    """Migration step: rows of `table` can be added and read, never changed, deleted or truncated."""
    return migrations.RunSQL(
        f"""
CREATE OR REPLACE FUNCTION minzhifa_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION minzhifa_append_only();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION minzhifa_append_only();
""",
        f"DROP TRIGGER append_only_rows ON {table}; DROP TRIGGER append_only_truncate ON {table};",
    )
