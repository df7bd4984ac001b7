"""Eight at once, really committed: on one stream and on different ones."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from minzhifa.access import Actor, Scope
from minzhifa.access.rls import acting, set_scope
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import Batch, NewEvent, Stream, append_many
from minzhifa.ledger.queries import events
from minzhifa.ledger.verify import verify

AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
ACTOR = Actor(account_id=uuid7(), name="林晓", scope=Scope(remits=frozenset({7})))
pytestmark = pytest.mark.usefixtures("fresh_ledger")


def _work(batches: list[Stream], times: int, worker: int) -> None:
    try:
        for n in range(times):
            with acting(ACTOR):
                append_many(
                    actor=ACTOR, at=AT,
                    batches=[Batch(stream, [NewEvent("step", {"w": worker, "n": n})], 7) for stream in batches],
                )  # fmt: skip
    finally:
        connection.close()


def _run(plans: list[list[Stream]], times: int) -> None:
    with ThreadPoolExecutor(len(plans)) as pool:
        for done in [pool.submit(_work, plan, times, worker) for worker, plan in enumerate(plans)]:
            done.result(timeout=60)


def test_appends_to_one_stream_queue_up_and_none_is_lost() -> None:
    stream = Stream("case", uuid7(), "同一案")
    _run([[stream]] * 8, 12)
    with acting(ACTOR):
        rows = events(stream)
    assert [row.seq for row in rows] == list(range(1, 97))
    assert {(row.payload["w"], row.payload["n"]) for row in rows} == {(w, n) for w in range(8) for n in range(12)}
    assert verify().findings == []


def test_appends_to_different_and_to_crossing_streams_keep_every_chain() -> None:
    own = [Stream("case", uuid7(), f"案 {n}") for n in range(8)]
    shared = [Stream("agency", uuid7(), f"机关 {n}") for n in range(4)]
    _run([[own[n], *(shared if n % 2 else reversed(shared))] for n in range(8)], 6)
    report = verify()
    assert (report.findings, report.streams, report.events) == ([], 12, 8 * 6 * 5)


def test_a_rolled_back_act_leaves_nothing_in_stream_log_or_anchor() -> None:
    stream = Stream("case", uuid7(), "未成")
    with pytest.raises(KeyError), transaction.atomic():
        set_scope(ACTOR.scope)
        append_many(actor=ACTOR, at=AT, batches=[Batch(stream, [NewEvent("a", {})], 7)])
        raise KeyError
    report = verify()
    assert (report.findings, report.streams, report.entries) == ([], 0, 0)
