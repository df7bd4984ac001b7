"""The subject file is open to staff of any agency, and empty for everybody else, in the database too."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from minzhifa.access import Actor, Grant, Role, Scope
from minzhifa.access.errors import NotFound
from minzhifa.subjects.access import reading
from minzhifa.subjects.models import Subject, SubjectName
from minzhifa.subjects.operations import register_subject
from minzhifa.subjects.queries import by_uscc, party_snapshot, search

CODE = "91350102MA00000T4Q"


def _shut() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('minzhifa.subjects', '', true)")


@pytest.fixture
def known(db: None, officer: Actor, at: datetime) -> Subject:
    made = register_subject(actor=officer, at=at, kind="legal_person", name="福州嘉禾食品有限公司", uscc=CODE)
    found = Subject.objects.get(pk=made.id)
    _shut()
    return found


def _rows(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return len(cursor.fetchall())


def test_without_a_scope_there_are_no_rows_on_any_way(known: Subject) -> None:
    assert not Subject.objects.exists()
    assert not SubjectName.objects.exists()
    assert _rows("SELECT * FROM subjects_search('{}', 10)") == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT subjects_count('{}', 10)")
        assert cursor.fetchone() == (0,)
    assert Subject.objects.filter(pk=known.pk).update(name="改") == 0
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        known.pk, known.uscc = None, None
        known.save()


def test_an_officer_of_another_agency_finds_the_subject(known: Subject) -> None:
    other = Actor(
        known.pk, "外地人员", (Grant(Role.OFFICER, 9, frozenset({9})),), agency_id=9, scope=Scope(frozenset({9}))
    )
    assert [row.id for row in search(other, "嘉禾").rows] == [known.pk]
    assert by_uscc(other, CODE) == known.pk


@pytest.mark.parametrize("role", [None, Role.OPERATOR, Role.DATA_AUTHORITY, Role.SEAL_KEEPER])
def test_who_has_no_business_with_subjects_sees_none(known: Subject, role: Role | None) -> None:
    stranger = Actor(known.pk, "某人", (Grant(role, None, None),) if role else ())
    assert search(stranger, "嘉禾").rows == ()
    assert by_uscc(stranger, CODE) is None
    with pytest.raises(NotFound):
        party_snapshot(stranger, known.pk)
    with reading(stranger):
        assert _rows("SELECT 1 FROM subjects_subject") == 0


def test_what_is_searched_cannot_break_out_of_the_search(known: Subject, officer: Actor) -> None:
    for q in ("' OR true --", "%", "_嘉", "\\", "嘉禾' AND 1=1", "9135%", "x'"):
        assert search(officer, q).count == 0
    assert search(officer, "嘉禾", kind="x' OR true --").count == 0
    assert search(officer, "嘉禾", region_prefix="' OR '1'='1").count == 0
