"""Two people register the same enterprise at the same moment."""

from __future__ import annotations

import threading
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connections
from stdnum.cn import uscc

from minzhifa.access import Actor
from minzhifa.access.errors import Conflict
from minzhifa.subjects.access import reading
from minzhifa.subjects.models import Subject
from minzhifa.subjects.operations import Registered, register_subject


def _code() -> str:
    body = f"91350102MA{uuid4().int % 10_000_000:07d}"
    return body + uscc.calc_check_digit(body)


@pytest.mark.committed
def test_two_registrations_at_once_make_one_subject(committed: None, officer: Actor, at: datetime) -> None:
    code, name = _code(), f"福州同时登记{uuid4().hex[:8]}有限公司"
    barrier = threading.Barrier(4)
    results: list[Registered] = []

    def register() -> None:
        barrier.wait()
        results.append(register_subject(actor=officer, at=at, kind="legal_person", name=name, uscc=code))
        connections.close_all()

    threads = [threading.Thread(target=register) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({r.id for r in results}) == 1
    assert [r.created for r in results].count(True) == 1
    with reading(officer):
        assert Subject.objects.filter(uscc=code).count() == 1


def test_an_id_that_is_taken_is_a_conflict(db: None, officer: Actor, at: datetime) -> None:
    done = register_subject(actor=officer, at=at, kind="place", name="湖滨公园")
    with pytest.raises(Conflict, match="刚被登记"):
        register_subject(actor=officer, at=at, kind="place", name="江滨公园", subject_id=done.id)
