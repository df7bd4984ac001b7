from __future__ import annotations

from datetime import datetime

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg.sql import SQL
from psycopg.types.json import Jsonb

from minzhifa.access import Actor, allows, visible
from minzhifa.access.errors import NotFound
from minzhifa.law.identifiers import check_citizen_id, check_uscc
from minzhifa.subjects.demo import load_demo_subjects
from minzhifa.subjects.models import Subject
from minzhifa.subjects.names import initials, search_text, sort_key
from minzhifa.subjects.operations import register_subject, update_subject
from minzhifa.subjects.queries import merge_candidates, search, subject


@pytest.fixture
def three(db: None, officer: Actor, at: datetime) -> None:
    register_subject(
        actor=officer,
        at=at,
        kind="legal_person",
        name="福州嘉禾食品有限公司",
        uscc="91350102MA00000T4Q",
        region_code="350102",
    )
    register_subject(
        actor=officer,
        at=at,
        kind="legal_person",
        name="厦门海盛100%食品有限公司",
        uscc="91350203MA00000T4C",
        region_code="350203",
    )
    register_subject(
        actor=officer, at=at, kind="natural_person", name="林堃", id_number="350102199003071234", region_code="350102"
    )


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("食品", {"福州嘉禾食品有限公司", "厦门海盛100%食品有限公司"}),
        ("嘉禾食", {"福州嘉禾食品有限公司"}),
        ("食品 厦门", {"厦门海盛100%食品有限公司"}),
        ("100%", {"厦门海盛100%食品有限公司"}),
        ("0_食", set()),
        ("91350102", {"福州嘉禾食品有限公司"}),
        ("9135", {"福州嘉禾食品有限公司", "厦门海盛100%食品有限公司"}),
        ("91350102ma00000t4q", {"福州嘉禾食品有限公司"}),
        ("fzjh", {"福州嘉禾食品有限公司"}),
        ("JHSP", {"福州嘉禾食品有限公司"}),
        ("lk", {"林堃"}),
        ("林", {"林堃"}),
        ("f", {"福州嘉禾食品有限公司"}),
        ("350102199003071234", {"林堃"}),
        ("350203198501012349", set()),
        ("没有这家", set()),
        ("", {"福州嘉禾食品有限公司", "厦门海盛100%食品有限公司", "林堃"}),
    ],
)
def test_a_subject_is_found_by_name_code_initials_or_number(
    three: None, officer: Actor, q: str, names: set[str]
) -> None:
    found = search(officer, q)
    assert {r.name for r in found.rows} == names
    assert (found.count, found.capped) == (len(names), False)


def test_a_search_can_be_narrowed_by_kind_and_region(three: None, officer: Actor) -> None:
    assert [r.name for r in search(officer, "", kind="natural_person").rows] == ["林堃"]
    assert [r.name for r in search(officer, "食品", region_prefix="3502").rows] == ["厦门海盛100%食品有限公司"]


def test_a_former_name_still_finds_the_subject(three: None, officer: Actor, at: datetime) -> None:
    pk = search(officer, "嘉禾").rows[0].id
    update_subject(actor=officer, at=at, subject_id=pk, version=1, changes={"name": "福州新颜控股有限公司"})
    assert [r.name for r in search(officer, "嘉禾食品").rows] == ["福州新颜控股有限公司"]


def test_pages_follow_each_other_without_gap_or_repetition(db: None, officer: Actor) -> None:
    load_demo_subjects(60)
    seen: list[str] = []
    after = ""
    while True:
        page = search(officer, "有限公司", after=after, limit=7)
        seen += [str(r.id) for r in page.rows]
        after = page.after
        if not after:
            break
    assert len(seen) == len(set(seen)) == page.count
    assert page.count > 20


def test_a_count_stops_at_its_cap(db: None, officer: Actor) -> None:
    load_demo_subjects(1100)
    found = search(officer, "")
    assert (found.count, found.capped, len(found.rows)) == (1000, True, 20)


def test_a_search_takes_two_statements_besides_opening_the_file(three: None, officer: Actor) -> None:
    with CaptureQueriesContext(connection) as statements:
        search(officer, "食品")
    asked = [row["sql"] for row in statements if "set_config" not in row["sql"] and "SAVEPOINT" not in row["sql"]]
    assert len(asked) == 2


def test_the_bigram_index_serves_a_two_character_word(superuser: psycopg.Connection) -> None:
    """Planned as the search function's owner plans it: in front of row security no condition on text uses an index."""
    superuser.execute("SET enable_seqscan = off")
    (condition,) = superuser.execute("SELECT subjects_condition(%s)", [Jsonb({"words": ["食品"]})]).fetchone() or ("",)
    rows = superuser.execute(SQL("EXPLAIN SELECT id FROM subjects_subject WHERE {}").format(SQL(condition))).fetchall()
    assert "subjects_subject_bigrams" in "\n".join(row[0] for row in rows)


def test_demo_subjects_are_the_same_each_time_and_have_valid_codes(db: None, officer: Actor) -> None:
    first = load_demo_subjects(200)
    assert load_demo_subjects(200) == first
    assert Subject.objects.count() == 200
    codes = [check_uscc(c) for c in Subject.objects.exclude(uscc=None).values_list("uscc", flat=True)]
    people = [check_citizen_id(s.id_number) for s in Subject.objects.exclude(id_index=None)]
    assert len(codes) > 100
    assert len(people) > 10


def test_policy_and_visible_rows_agree(three: None, officer: Actor, operator: Actor) -> None:
    rows = Subject.objects.all()
    for actor, expected in ((officer, 3), (operator, 0)):
        seen = set(visible(actor, rows))
        assert len(seen) == expected
        assert all(allows(actor, "view", row) == (row in seen) for row in rows)
    assert search(operator, "食品").rows == ()
    with pytest.raises(NotFound):
        subject(operator, rows[0].id)


def test_likely_doubles_are_offered_with_the_reason(three: None, officer: Actor, at: datetime) -> None:
    old = register_subject(
        actor=officer, at=at, kind="legal_person", name="福州嘉禾食品", historical=True, uscc="91350102MA00000T4Q9"
    )
    found = merge_candidates(officer, old.id)
    assert [(c.row.name, c.reason) for c in found] == [("福州嘉禾食品有限公司", "名称相近")]


def test_names_become_initials_order_and_search_text() -> None:
    assert initials("福州市鼓楼区（A1）") == "fzsglqa1"
    assert sort_key("福州") == "fu zhou"
    assert search_text(["新名", "旧名ABC"]) == "新名\n旧名abc\nxm\njmabc"
