"""The workbench draws the most urgent cases and says how many there are."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest

from minzhifa.access import Actor
from minzhifa.cases.queries.rows import CaseLine, Workbench
from minzhifa.desk.addresses import address
from minzhifa.desk.cases.home import SHOWN, mine
from minzhifa.desk.cases.lists import Line
from minzhifa.desk.templatetags.rows import case_line

TODAY = date(2026, 9, 7)
ACTOR = Actor(account_id=uuid.UUID(int=1), name="林某")


def _case(number: int, cause: str = "经营超过保质期的食品案", **more: object) -> CaseLine:
    values: dict[str, object] = {
        "id": uuid.UUID(int=number), "code": f"3501-01-2026-{number:07}-X", "cause": cause, "party_name": "云堃食品",
        "stage": "investigating", "stage_label": "调查取证", "agency_name": "鼓楼区局", "region_code": "350102",
        "field_code": "01", "opened": "2026-09-01", "next_due": TODAY, "next_term": "办案期限", "lead_officer_name": "",
        "returned": False, "historical": False, "version": 1, "updated_at": datetime(2026, 9, 1, tzinfo=UTC), **more,
    }  # fmt: skip
    return CaseLine(**values)  # type: ignore[arg-type]  # as the dictionary says


@pytest.mark.django_db
def test_the_most_urgent_are_drawn_and_all_are_counted() -> None:
    none: tuple[CaseLine, ...] = ()
    late, later = tuple(map(_case, range(3))), tuple(map(_case, range(10, 90)))
    work = Workbench(none, late, none, none, later, none, none, ())
    groups, total = mine(work, ACTOR, TODAY)
    assert total == 83
    assert [(label, count, len(rows)) for label, _, count, rows in groups if count] == [
        ("已逾期", 3, 3), ("以后", 80, SHOWN - 3),
    ]  # fmt: skip


def test_what_people_typed_is_text_in_a_row_and_not_markup() -> None:
    hostile = "<script>alert(1)</script>案"
    row = Line(_case(7, hostile, party_name=hostile, next_term=hostile), -2, "", "", hostile)
    drawn = case_line(row)
    assert "<script>" not in drawn
    assert drawn.count("&lt;script&gt;") == 4
    assert 'class="tag over" title="2026年9月7日（周一）">逾期 2 日</span>' in drawn


def test_an_address_is_put_together_once_and_stays_escaped() -> None:
    assert address("desk:case_page", 'A"B') == "/cases/A%22B/"
