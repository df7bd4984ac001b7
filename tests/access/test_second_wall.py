"""Row security sets nothing open by default."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from minzhifa.access.actor import Scope
from minzhifa.access.grants import ROLE, check_role
from minzhifa.access.rls import set_scope


@pytest.mark.django_db
def test_the_application_role_is_neither_owner_nor_superuser() -> None:
    check_role()


@pytest.mark.parametrize(
    ("change", "above_the_wall", "owns"),
    [
        ("ALTER ROLE stranger SUPERUSER", True, True),
        ("ALTER ROLE stranger BYPASSRLS", True, False),
        ("CREATE ROLE above BYPASSRLS; GRANT above TO stranger", True, False),
        ("ALTER TABLE org_region OWNER TO stranger", False, True),
        ("GRANT {owner} TO stranger", False, True),
        ("SELECT 1", False, False),
    ],
)
def test_a_role_that_can_get_past_the_wall_is_known_for_it(
    superuser: Any, change: str, above_the_wall: bool, owns: bool
) -> None:
    (owner,) = superuser.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'org_region'").fetchone()
    with superuser.transaction(force_rollback=True):
        superuser.execute("CREATE ROLE stranger")
        superuser.execute(change.format(owner=owner))
        superuser.execute("SET LOCAL ROLE stranger")
        name, above, owned = superuser.execute(ROLE).fetchone()
    assert (name, above, owned > 0) == ("stranger", above_the_wall, owns)


@pytest.mark.django_db
def test_a_scope_lasts_for_one_transaction_and_holds_exactly_its_remits() -> None:
    set_scope(Scope(remits=frozenset({3, 1})))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('minzhifa.remits'), current_setting('minzhifa.everything')")
        assert cursor.fetchone() == ("{1,3}", "off")


def test_outside_a_transaction_no_scope_can_be_set(committed: None) -> None:
    with pytest.raises(RuntimeError):
        set_scope(Scope())


_DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "security.md"
_TABLES = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
       (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polroles <> ARRAY[c.relowner])
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
"""


@pytest.mark.django_db
def test_every_table_is_behind_row_security_or_named_in_the_threat_model_with_its_reason() -> None:
    section = _DOCUMENT.read_text().split("## Row security, table by table")[1].split("\n## ")[0]
    rows = [line.split("|") for line in section.splitlines() if line.startswith("| `")]
    justified = {table for row in rows for table in re.findall(r"`(\w+)`", row[1])}
    assert all(row[2].strip() for row in rows)
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        found = cursor.fetchall()
    assert {name for name, enabled, *_ in found if not enabled} == justified
    assert [name for name, enabled, forced, policies in found if enabled and not (forced and policies)] == []


@pytest.mark.django_db
def test_without_a_scope_every_walled_table_is_empty_and_takes_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity ORDER BY 1")
        walled = [name for (name,) in cursor.fetchall()]
        for table in walled:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 -- the catalogue's own names
            assert cursor.fetchone() == (0,), table
    assert {"cases_case", "documents_document", "evidence_evidencefile", "subjects_subject"} <= set(walled)


@pytest.mark.django_db
def test_the_application_cannot_take_the_wall_down() -> None:
    from django.db import ProgrammingError, transaction

    for statement in (
        "ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY",
        "DROP POLICY cases_case_scope ON cases_case",
        "SET session_replication_role = replica",
        "DROP TRIGGER append_only_rows ON ledger_event",
        "TRUNCATE ledger_head",
        "CREATE TABLE public.mine (i int)",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
