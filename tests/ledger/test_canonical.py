"""The bytes that are hashed: one spelling, and the same after a round trip through the database."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minzhifa.crypto import sm3
from minzhifa.ledger.canonical import (
    GENESIS,
    EventFields,
    HeadFields,
    NotCanonical,
    canonical_json,
    event_hash,
    heads_root,
    reread_json,
)

_text = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=12)
_value = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | _text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_text, inner, max_size=4),
    max_leaves=12,
)
payloads = st.dictionaries(_text, _value, max_size=5)


def _event(**change: Any) -> EventFields:
    values: dict[str, Any] = {
        "kind": "case", "stream_id": UUID(int=1), "label": "3501-20-2026-0000001-X", "seq": 1, "type": "filed",
        "payload": b'{"n":1}', "actor_id": UUID(int=2), "actor_name": "林晓",
        "at": datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
        "recorded_at": datetime(2026, 11, 23, 8, 30, 1, 5, tzinfo=UTC),
        "device": "", "reason": "", "remit_id": None,
    }  # fmt: skip
    return EventFields(**{**values, **change})


@given(payloads)
def test_the_spelling_is_that_of_any_sorted_compact_json_writer(payload: dict[str, Any]) -> None:
    plain = json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert json.loads(canonical_json(payload)) == payload
    assert canonical_json(payload) == plain.encode()


@given(payloads)
def test_key_order_and_blanks_do_not_matter(payload: dict[str, Any]) -> None:
    shuffled = dict(reversed(payload.items()))
    assert reread_json(json.dumps(shuffled, indent=2)) == canonical_json(payload)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(payloads)
def test_postgresql_gives_back_the_same_spelling(payload: dict[str, Any]) -> None:
    spelled = canonical_json(payload)
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::jsonb::text", [spelled.decode()])
        assert reread_json(cursor.fetchone()[0]) == spelled


def test_what_json_lacks_is_spelled_in_one_way() -> None:
    value = {"金额": Decimal("20000.00"), "日": datetime(2026, 1, 2, tzinfo=UTC).date(), "10": 1, "9": 2}
    assert canonical_json(value).decode() == '{"10":1,"9":2,"日":"2026-01-02","金额":"20000.00"}'


@pytest.mark.parametrize("payload", [{"x": [{"y": 0.1}]}, {"a": {"b\0": 1}}, "text", None, {"x": {1, 2.5}}, {1: 2}])
def test_what_would_not_come_back_the_same_is_refused(payload: object) -> None:
    with pytest.raises(NotCanonical):
        canonical_json(payload)


def test_a_backslash_before_u0000_is_no_nul() -> None:
    assert json.loads(canonical_json({"x": "\\u0000"})) == {"x": "\\u0000"}


def test_the_hash_is_what_the_format_document_says() -> None:
    text = (
        '["case","00000000-0000-0000-0000-000000000001","3501-20-2026-0000001-X",1,"filed",'
        '"00000000-0000-0000-0000-000000000002","林晓","2026-11-23T08:30:00Z","2026-11-23T08:30:01.000005Z","","",null,'
        '{"n":1}]'
    )
    assert event_hash(GENESIS, _event()) == sm3(b"minzhifa/event/1\n" + bytes(32) + text.encode())


def test_the_zone_of_an_instant_does_not_change_the_hash() -> None:
    local = datetime(2026, 11, 23, 16, 30, tzinfo=timezone(timedelta(hours=8)))
    assert event_hash(GENESIS, _event(at=local)) == event_hash(GENESIS, _event())


def test_every_field_changes_the_hash() -> None:
    base = event_hash(GENESIS, _event())
    changes: list[dict[str, Any]] = [
        {"kind": "agency"}, {"stream_id": UUID(int=3)}, {"label": ""}, {"seq": 2}, {"type": "x"}, {"payload": b"{}"},
        {"actor_id": UUID(int=4)}, {"actor_name": "x"}, {"at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"recorded_at": datetime(2026, 1, 1, tzinfo=UTC)}, {"device": "x"}, {"reason": "x"}, {"remit_id": 1},
    ]  # fmt: skip
    hashes = [event_hash(GENESIS, _event(**change)) for change in changes]
    assert len({base, event_hash(sm3(b""), _event()), *hashes}) == len(changes) + 2


def test_the_order_in_which_heads_are_given_does_not_matter() -> None:
    heads = [HeadFields("case", UUID(int=n), "", 1, 1, bytes(32)) for n in range(5)]
    assert heads_root(heads) == heads_root(reversed(heads))
    assert heads_root(heads) != heads_root(heads[1:])
