"""Committed histories in a ledger of this run, and anchors of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from pytest_django.fixtures import Settings

from minzhifa.access import Actor, Scope
from minzhifa.access.rls import acting
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import NewEvent, Stream, append

AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
ACTOR = Actor(account_id=uuid7(), name="林晓", device="桌面", scope=Scope(remits=frozenset({7})))


@pytest.fixture
def fresh_ledger(committed: None, superuser: psycopg.Connection, settings: Settings, tmp_path: Path) -> None:
    """An empty ledger with its own anchors: only a superuser can make one, with the triggers off."""
    settings.ANCHORS_DIR = tmp_path / "anchors"
    with superuser.transaction():
        superuser.execute("SET LOCAL session_replication_role = replica")
        superuser.execute("TRUNCATE ledger_event, ledger_head, ledger_entry")


@pytest.fixture
def history() -> Callable[..., Stream]:
    """Make a committed stream of `count` events, one append each."""

    def make(label: str, count: int = 4) -> Stream:
        stream = Stream("case", uuid7(), label)
        for n in range(1, count + 1):
            with acting(ACTOR):
                events = [NewEvent("step", {"步骤": n, "金额": f"{n}0000.00"})]
                append(actor=ACTOR, stream=stream, at=AT, remit_id=7, events=events)
        return stream

    return make
