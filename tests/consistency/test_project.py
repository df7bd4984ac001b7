"""The project checks itself: what our conventions promise, a machine confirms."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from minzhifa import access

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "minzhifa"


def _operations() -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions that a room offers as its operations: what `operations/__init__.py` hands on."""
    for room in sorted(SOURCE.glob("*/operations")):
        tree = ast.parse((room / "__init__.py").read_text())
        offered = {a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names}
        for path in sorted(room.glob("*.py")):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.FunctionDef) and node.name in offered:
                    yield f"{path.relative_to(SOURCE)}:{node.name}", node


def test_every_operation_is_keyword_only() -> None:
    found = list(_operations())
    assert len(found) > 60
    assert [name for name, f in found if f.args.args or f.args.posonlyargs] == []


def test_every_operation_says_what_it_does() -> None:
    assert [name for name, f in _operations() if not ast.get_docstring(f)] == []


def test_no_source_file_is_longer_than_the_wall() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {len(path.read_text().splitlines())}"
        for folder in ("src", "tests", "bench")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and len(path.read_text().splitlines()) > 400
    ]
    assert long == []


def test_tracked_text_names_no_machine_and_no_package_host() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    forbidden = re.compile(
        r"/wor[k]/(main|shared)|files\.pythonhosted|registry\.npmj[s]|pypi\.org/simpl[e]|deb\.debian\.or[g]"
    )
    named = [
        name
        for name in tracked
        if name
        and (ROOT / name).is_file()
        and (ROOT / name).suffix not in {".png", ".pdf", ".woff2"}
        and forbidden.search((ROOT / name).read_text(errors="replace"))
    ]
    assert named == []


def test_every_template_is_used() -> None:
    templates = {p.relative_to(p.parents[len(p.parts) - p.parts.index("templates") - 2]).as_posix()
                 for p in SOURCE.glob("*/templates/**/*.html")}  # fmt: skip
    text = "\n".join(p.read_text() for p in SOURCE.rglob("*") if p.suffix in {".py", ".html"})
    # Templates of the login library and Django's own error pages are found by their name alone.
    by_name = ("account/", "mfa/", "usersessions/", "allauth/", "400", "403", "404", "429", "500")
    unused = [
        t
        for t in sorted(templates)
        # A folder of alternatives is chosen from by name: f"desk/cases/tabs/{tab}.html".
        if t not in text and f"{t.rpartition('/')[0]}/{{" not in text and not t.startswith(by_name)
    ]
    assert unused == []


@pytest.mark.django_db
def test_every_table_with_a_remit_stands_behind_row_security_that_the_owner_cannot_forget() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'remit_id' AND NOT a.attisdropped
            WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
            """
        )
        tables = dict(cursor.fetchall())
    # Who holds which remit is what decides the scope, so it cannot stand behind it.
    exempt = {"org_rolegrant", "org_rolegrant_remits", "org_systemtoken"}
    assert {name for name, walled in tables.items() if not walled} - exempt == set()
    assert "cases_case" in tables


WALLED = {
    "access_reach", "cases_case", "cases_caseofficer", "cases_caseparty", "cases_caseterm", "cases_handover",
    "cases_idempotencykey", "cases_pendingapproval", "cases_referral",
    "documents_document", "evidence_custodyentry", "evidence_evidencefile", "ledger_event",
    "subjects_subject", "subjects_subjectname",
}  # fmt: skip


@pytest.mark.django_db
def test_no_table_loses_its_row_security_unnoticed_and_without_a_scope_each_is_empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        assert {row[0] for row in cursor.fetchall()} >= WALLED
        for table in sorted(WALLED):
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 -- the test's own table names
            assert cursor.fetchone() == (0,), table


@pytest.mark.django_db
def test_every_version_of_an_element_stands_behind_its_publisher() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'publishers' AND tgenabled = 'O'")
        walled = {row[0] for row in cursor.fetchall()}
    assert walled == {
        "catalog_benchmarkversion", "catalog_documenttemplateversion", "catalog_matterversion",
        "catalog_sparinglistversion",
        "catalog_statutechange",
    }  # fmt: skip


@pytest.mark.django_db
def test_every_model_behind_row_security_has_a_policy() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")
        walled = {row[0] for row in cursor.fetchall()}
    without = [
        model.__name__
        for model in apps.get_models()
        if model._meta.db_table in walled and model not in access.registered()
    ]
    assert without == []
