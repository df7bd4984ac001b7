"""Appending: numbers, chains, statement counts, refusals."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError, connection
from django.test.utils import CaptureQueriesContext

from minzhifa.access import Actor, Scope
from minzhifa.access.rls import acting
from minzhifa.ledger.errors import NotRecordable, Overtaken
from minzhifa.ledger.ids import uuid7
from minzhifa.ledger.operations import Batch, NewEvent, Stream, append, append_many
from minzhifa.ledger.queries import events, find_stream, recent

AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
ACTOR = Actor(account_id=uuid7(), name="林晓", device="桌面", scope=Scope(remits=frozenset({7})))


def _stream(label: str = "") -> Stream:
    return Stream("case", uuid7(), label)


@pytest.mark.django_db
def test_events_are_numbered_from_one_and_read_back_as_they_went_in() -> None:
    stream = _stream("3501-20-2026-0000001-X")
    with acting(ACTOR):
        done = append(
            actor=ACTOR, stream=stream, at=AT, remit_id=7, reason="补录",
            events=[NewEvent("lead_registered", {"乙": "￥20000.00", "甲": [1, None]}), NewEvent("filed", {})],
        )  # fmt: skip
        more = append(actor=ACTOR, stream=stream, at=AT, remit_id=7, events=[NewEvent("assigned", {"n": 2})])
        rows = events(stream)
        assert [row.seq for row in rows] == [1, 2, 3]
        assert [row.hash for row in rows] == [item.hash for item in done + more]
        assert rows[0].payload == {"乙": "￥20000.00", "甲": [1, None]}
        assert (rows[0].actor_name, rows[0].device, rows[0].reason, rows[0].at) == ("林晓", "桌面", "补录", AT)
        assert [row.seq for row in recent(stream, limit=2)] == [3, 2]
        assert find_stream(stream.label) == stream


@pytest.mark.django_db
@pytest.mark.parametrize(("streams", "each"), [(1, 1), (1, 5), (7, 3)])
def test_an_append_costs_two_statements_whatever_its_size(streams: int, each: int) -> None:
    batches = [Batch(_stream(), [NewEvent("filed", {"n": n}) for n in range(each)], 7) for _ in range(streams)]
    with acting(ACTOR), CaptureQueriesContext(connection) as captured:
        append_many(actor=ACTOR, batches=batches, at=AT)
    assert len(captured) == 2


@pytest.mark.django_db
def test_results_come_back_in_the_order_given_and_empty_batches_stay_empty() -> None:
    batches = [
        Batch(_stream(), [NewEvent("a", {}), NewEvent("b", {})], 7),
        Batch(_stream(), []),
        Batch(_stream(), [NewEvent("c", {})], 7),
    ]
    with acting(ACTOR):
        done = append_many(actor=ACTOR, batches=batches, at=AT)
    assert [[item.seq for item in part] for part in done] == [[1, 2], [], [1]]


@pytest.mark.django_db
def test_an_act_that_expected_another_state_is_refused() -> None:
    stream = _stream("闽莆环罚案")
    with acting(ACTOR):
        append(actor=ACTOR, stream=stream, at=AT, remit_id=7, events=[NewEvent("a", {})], expected_seq=0)
        with pytest.raises(Overtaken, match="闽莆环罚案"):
            append(actor=ACTOR, stream=stream, at=AT, remit_id=7, events=[NewEvent("b", {})], expected_seq=0)
        assert len(events(stream)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("payload", [{"x": 1.5}, {"x": "\0"}, ["list"], {"x": "\ud800"}, {"x": object()}])
def test_what_the_database_would_change_is_not_recorded(payload: object) -> None:
    with acting(ACTOR), pytest.raises(NotRecordable):
        append(actor=ACTOR, stream=_stream(), at=AT, remit_id=7, events=[NewEvent("a", payload)])


@pytest.mark.django_db
def test_programming_errors_are_loud() -> None:
    stream = _stream()
    event = [NewEvent("a", {})]
    with acting(ACTOR):
        with pytest.raises(ValueError, match="zone"):
            append(actor=ACTOR, stream=stream, at=datetime(2026, 1, 1), remit_id=7, events=event)  # noqa: DTZ001 -- an instant without a zone is what is refused
        with pytest.raises(ValueError, match="once"):
            append_many(actor=ACTOR, batches=[Batch(stream, event, 7), Batch(stream, event, 7)], at=AT)
        append(actor=ACTOR, stream=stream, at=AT, remit_id=7, events=event)
        with pytest.raises(ValueError, match="is a case"):
            append(actor=ACTOR, stream=Stream("agency", stream.id), at=AT, remit_id=7, events=event)


def test_outside_a_transaction_nothing_is_recorded(committed: None) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        append(actor=ACTOR, stream=_stream(), at=AT, remit_id=7, events=[NewEvent("a", {})])


def test_a_stream_of_a_numbered_thing_always_has_the_same_id() -> None:
    first = Stream.numbered("agency", 12, "泉州市市场监督管理局")
    assert first.id == Stream.numbered("agency", 12).id
    assert first.id.version == 8
    assert len({Stream.numbered(kind, n).id for kind in ("agency", "catalog", "account") for n in range(100)}) == 300


@pytest.mark.django_db
def test_events_are_seen_inside_their_remit_only_and_open_streams_by_everybody_with_a_scope() -> None:
    case, agency = _stream(), Stream.numbered("agency", 12, "涵江区市场监督管理局")
    event = [NewEvent("a", {})]
    with acting(ACTOR):
        append_many(actor=ACTOR, batches=[Batch(case, event, 7), Batch(agency, event)], at=AT)
    with acting(ACTOR, scope=Scope(remits=frozenset({8}))):
        assert events(case) == []
        assert len(events(agency)) == 1
    with acting(ACTOR, scope=Scope(everything=True)):
        assert len(events(case)) == 1


@pytest.mark.django_db
def test_nobody_records_outside_his_scope() -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), acting(ACTOR):
        append(actor=ACTOR, stream=_stream(), at=AT, remit_id=8, events=[NewEvent("a", {})])
