"""A part runs through the one engine: state, terms, ledger, papers and the door of the API."""

from __future__ import annotations

from typing import Any

import pytest
from cases_road import AT, Road

PART = "rectification-1"
ORDER = {"rectification": {"measures": "立即下架", "due_on": "2026-06-30", "recheck_on": "2026-07-02"}}
DONE = {"recheck": {"result": "rectified", "summary": "已经下架"}}


@pytest.fixture
def ordered(road: Road) -> Road:
    road.until("set_elements")
    road.act("gl_officer1", "order_rectification", "2026-06-22", ORDER)
    return road


def page(road: Road) -> Any:
    from minzhifa.cases.queries import case_page

    assert road.case_id
    return case_page(road.actor("gl_officer1"), road.case_id, on=AT.date())


def test_an_order_leaves_a_part_its_terms_its_paper_and_an_entry_in_the_ledger(ordered: Road) -> None:
    seen = page(ordered)
    assert seen.case.stage == "investigating"
    assert [(one.id, one.stage_label) for one in seen.parts] == [(PART, "责令改正中")]
    assert {t.term_id: t.title for t in seen.terms if t.term_id.startswith(PART)} == {
        f"{PART}:rectification": "改正期限·责令改正（1）",
        f"{PART}:recheck": "复查改正情况·责令改正（1）",
    }
    assert [d.kind for d in seen.documents][-1] == "rectification_order"
    payload = next(r.payload for r in seen.ledger if r.payload.get("action") == "order_rectification")
    assert (payload["part"], payload["facts"]["procedure"]) == (PART, "rectification")


def test_the_part_goes_on_by_its_id_and_the_case_by_itself(ordered: Road) -> None:
    facts = {**DONE, "officers": ordered.officers()}
    ordered.act("gl_officer1", "record_recheck", "2026-06-29", facts, part=PART)
    seen = page(ordered)
    assert seen.parts[0].stage_label == "已改正"
    assert not seen.parts[0].offers
    assert all(t.stopped for t in seen.terms if t.term_id.startswith(PART))
    assert [d.kind for d in seen.documents][-1] == "recheck_record"
    assert seen.case.stage == "investigating"


def test_a_term_of_a_part_is_the_next_day_of_the_case(ordered: Road) -> None:
    from minzhifa.cases.queries import workbench

    found = workbench(ordered.actor("gl_officer1"), AT.date())
    mine = [c for c in found.overdue if c.id == ordered.case_id]
    assert [(c.next_due.isoformat(), c.next_term) for c in mine if c.next_due] == [
        ("2026-07-02", "复查改正情况·责令改正（1）")
    ]


def test_a_refused_act_of_a_part_changes_nothing(ordered: Road) -> None:
    from minzhifa.cases.errors import LawRefused

    before = ordered.stored()
    with pytest.raises(LawRefused, match="没有“rectification-7”"):
        ordered.act("gl_officer1", "record_recheck", "2026-06-29", DONE, part="rectification-7")
    with pytest.raises(LawRefused, match="才届满"):
        late = {"recheck": {"result": "unrectified", "summary": "未下架"}, "officers": ordered.officers()}
        ordered.act("gl_officer1", "record_recheck", "2026-06-29", late, part=PART)
    assert ordered.stored() == before
