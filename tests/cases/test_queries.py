"""Lists, workbench, search: only what the actor may see, in a number of statements that does not grow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from cases_road import AT, Road

from minzhifa.access import rls


def test_the_workbench_sorts_my_work_by_urgency(road: Road, statements: Callable[[], Any]) -> None:
    from minzhifa.cases.queries import workbench

    filed = road.until("approve_filing")  # due 2026-09-07
    lead = road.lead()
    officer = road.actor("gl_officer1")
    with statements() as seen:
        bench = workbench(officer, date(2026, 9, 7))
    assert len(seen) == 3
    assert [c.id for c in bench.today] == [filed.case_id]
    assert lead.case_id in [c.id for c in bench.leads]
    assert [c.id for c in workbench(officer, date(2026, 9, 8)).overdue] == [filed.case_id]
    assert [c.id for c in workbench(officer, date(2026, 9, 2)).week] == [filed.case_id]


def test_what_came_back_stands_apart_until_it_is_sent_again(road: Road) -> None:
    from minzhifa.cases.queries import workbench

    road.until("approve_filing")
    done = road.until("propose_filing")
    road.act("gl_head", "return_filing", "2026-06-09", {"reason": "补充证据"})
    assert [c.id for c in workbench(road.actor("gl_officer1"), AT.date()).returned] == [done.case_id]


def test_approvals_wait_for_the_role_over_that_remit_and_never_for_the_proposer(road: Road) -> None:
    from minzhifa.cases.queries import approvals

    done = road.until("propose_filing")
    assert [(a.case.id, a.act) for a in approvals(road.actor("gl_head"))] == [(done.case_id, "approve_filing")]
    for nobody in ("gl_officer1", "gl_officer2", "gl_reviewer", "pt_head"):
        assert approvals(road.actor(nobody)) == ()
    road.act("gl_head", "approve_filing", "2026-06-09")
    assert approvals(road.actor("gl_head")) == ()


def test_a_case_in_review_waits_for_the_reviewer(road: Road) -> None:
    from minzhifa.cases.queries import approvals

    road.until("submit_review")
    assert [a.act for a in approvals(road.actor("gl_reviewer"))] == ["complete_review"]


def test_pages_of_the_list_follow_without_gap_or_overlap(road: Road, statements: Callable[[], Any]) -> None:
    from minzhifa.cases.queries import Filters, case_list

    made = [road.lead().case_id for _ in range(7)]
    actor, after, seen_ids, counts = road.actor("gl_head"), None, [], []
    while True:
        with statements() as seen:
            page = case_list(actor, Filters(stage="lead"), after=after, limit=3)
        counts.append(len(seen))
        seen_ids += [c.id for c in page.rows]
        after = page.after
        if after is None:
            break
    assert seen_ids == sorted(made, reverse=True)
    assert counts == [1, 1, 1]


def test_by_term_the_nearest_comes_first_and_what_has_none_comes_last_page_after_page(
    road: Road, statements: Callable[[], Any]
) -> None:
    from minzhifa.cases.models import Case
    from minzhifa.cases.queries import case_list

    actor = road.actor("gl_head")
    made = [road.lead().case_id for _ in range(7)]
    with rls.acting(actor):
        for case_id, due in zip(made, (9, 3, None, 9, 5, None, 1), strict=True):
            on = due and date(2026, 12, due)
            Case.objects.filter(pk=case_id).update(next_due=on, next_term="核查" if on else "")
    expected = [made[n] for n in (6, 1, 4, 0, 3, 2, 5)]
    seen_ids, after, due_after = [], None, None
    while True:
        with statements() as seen:
            page = case_list(actor, order="due", after=after, after_due=due_after, limit=2)
        assert len(seen) == 1
        seen_ids += [c.id for c in page.rows]
        after, due_after = page.after, page.rows[-1].next_due
        if after is None:
            break
    assert seen_ids == expected
    assert [c.id for c in case_list(actor, order="old").rows] == made
    assert [c.id for c in case_list(actor, order="old", after=made[4]).rows] == made[5:]


def test_a_count_stops_where_it_is_bounded_and_keeps_to_the_scope(road: Road, statements: Callable[[], Any]) -> None:
    from minzhifa.cases.queries import Filters, case_count

    for _ in range(5):
        road.lead()
    head = road.actor("gl_head")
    with statements() as seen:
        assert case_count(head, Filters(stage="lead")) == 5
    assert len(seen) == 1
    assert case_count(road.actor("gl_head"), most=3) == 4, "more than three, no more is said"
    assert case_count(road.actor("fj_supervisor"), most=3) == 4
    assert case_count(road.actor("gl_head"), Filters(stage="closed")) == 0
    assert case_count(road.actor("pt_head")) == 0


def test_a_list_by_term_is_offered_where_an_index_gives_it(road: Road) -> None:
    from minzhifa.cases.queries import Filters, may_sort_by_term

    assert may_sort_by_term(road.actor("gl_officer1"), Filters())
    assert not may_sort_by_term(road.actor("fj_supervisor"), Filters())
    assert may_sort_by_term(road.actor("fj_supervisor"), Filters(agency_id=road.agency_id))


def test_a_neighbour_lists_nothing_and_a_supervisor_everything(road: Road) -> None:
    from minzhifa.cases.queries import case_list

    done = road.lead()
    assert case_list(road.actor("pt_head")).rows == ()
    assert [c.id for c in case_list(road.actor("fj_supervisor")).rows] == [done.case_id]


def test_search_finds_party_cause_and_code_and_respects_the_scope(road: Road) -> None:
    from minzhifa.cases.queries import search_cases

    done = road.until("propose_filing")
    actor = road.actor("gl_officer2")
    for words in ("云堃", "保质期", done.code[-9:], "云堃 食品"):
        assert [c.id for c in search_cases(actor, words).rows] == [done.case_id], words
    for words in ("没有的", "云%食", "_堃", "云"):
        assert search_cases(actor, words).rows == (), words
    assert search_cases(road.actor("pt_head"), "云堃").rows == ()


def test_the_case_page_takes_four_statements_however_long_the_case(road: Road, statements: Callable[[], Any]) -> None:
    from minzhifa.cases.queries import case_page

    counts = set()
    for last in ("register_lead", "approve_filing", "approve_decision"):
        done = road.until(last)
        with statements() as seen:
            case_page(road.actor("gl_officer1"), done.case_id, on=AT.date())
        counts.add(len(seen))
    assert counts == {4}


def test_the_page_offers_what_may_be_done_and_says_why_not(road: Road) -> None:
    from minzhifa.cases.queries import case_page

    done = road.until("serve_notice")
    offers = {o.action: o for o in case_page(road.actor("gl_officer1"), done.case_id, on=date(2026, 7, 6)).offers}
    assert offers["record_statement"].allowed
    blocked = offers["propose_decision"]
    assert not blocked.allowed
    assert blocked.why.article


def test_a_look_at_the_sealed_party_needs_a_reason_and_is_on_record(road: Road) -> None:
    import pytest

    from minzhifa.access.errors import Refused
    from minzhifa.cases.operations import reveal_party
    from minzhifa.cases.queries import history

    done = road.until("propose_filing")
    actor = road.actor("gl_officer1")
    with pytest.raises(Refused):
        reveal_party(actor=actor, case_id=done.case_id, reason=" ", at=AT)
    assert reveal_party(actor=actor, case_id=done.case_id, reason="核对身份", at=AT).phone == "13800138000"
    assert history(actor, done.case_id)[-1].reason == "核对身份"
