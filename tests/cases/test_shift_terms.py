"""A year's table that is corrected: running terms move and say so, ended ones stay and are listed for a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

YEAR = 2026
AT = datetime(2026, 9, 24, 3, tzinfo=UTC)
NOTICE = "国务院办公厅关于调整2026年国庆节放假安排的通知"


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    from minzhifa.rules import forget

    yield
    forget()


def _table() -> tuple[dict[date, str], dict[date, str]]:
    from minzhifa.rules import shipped

    notice = shipped().calendar.years[YEAR]
    return dict(notice.off), dict(notice.work)


def _correct(road: Any, *, more_off: tuple[date, ...] = (), less_work: tuple[date, ...] = (), at: datetime = AT) -> Any:
    """The year is imported with these changes and the job runs."""
    from minzhifa.cases.jobs import CALENDAR
    from minzhifa.cases.operations.shift_terms import shift_terms
    from minzhifa.catalog.operations import import_calendar_year
    from minzhifa.rules import forget

    off, work = _table()
    off |= dict.fromkeys(more_off, "国庆节")
    work = {day: name for day, name in work.items() if day not in less_work}
    import_calendar_year(actor=road.actor("fj_admin"), year=YEAR, off=off, work=work, source=NOTICE, at=at)
    forget()
    return shift_terms(actor=CALENDAR, year=YEAR, at=at)


def _lead(road: Any, monkeypatch: pytest.MonkeyPatch, on: str, at: datetime = AT) -> Any:
    import cases_road

    monkeypatch.setattr(cases_road, "AT", at)
    return road.lead(on=on, received_on=on)


def _stored(road: Any) -> tuple[date | None, date | None, str | None]:
    from minzhifa.access.rls import EVERYTHING, set_scope
    from minzhifa.cases.models import Case, CaseTerm

    set_scope(EVERYTHING)
    case = Case.objects.get(pk=road.case_id)
    due = CaseTerm.objects.filter(case_id=road.case_id).values_list("due", flat=True).get()
    return due, case.next_due, case.state["clocks"]["filing_check"]["due"]


def _kept(road: Any) -> list[tuple[str, date, date, str]]:
    from minzhifa.cases.models import KeptTerm

    rows = KeptTerm.objects.filter(case_id=road.case_id).order_by("id")
    return list(rows.values_list("term_id", "old", "new", "why"))


def test_a_running_term_moves_with_the_corrected_year_and_says_so_on_the_record(
    road: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from minzhifa.ledger.queries import events

    _lead(road, monkeypatch, "2026-09-18")
    before = _stored(road)
    assert before == (date(2026, 10, 15), date(2026, 10, 15), "2026-10-15")
    done = _correct(road, more_off=(date(2026, 9, 28), date(2026, 9, 29)))
    assert (done.moved, done.cases, done.kept) == (1, 1, 0)
    assert _stored(road) == (date(2026, 10, 19), date(2026, 10, 19), "2026-10-19")
    told = events(road.case_id)[-1]
    assert told.type == "case.terms_shifted"
    assert told.payload["moved"] == [
        {"term": "filing_check", "title": "核查线索、决定立案", "old": "2026-10-15", "new": "2026-10-19"}
    ]
    assert NOTICE in told.reason
    assert told.actor_name == "平台（日历更正）"


def test_the_state_stays_the_fold_of_the_ledger_and_no_act_is_claimed(
    road: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from minzhifa.access.rls import EVERYTHING, set_scope
    from minzhifa.cases.models import Case
    from minzhifa.law.procedure import CaseState, Event, evolve
    from minzhifa.ledger.queries import events

    _lead(road, monkeypatch, "2026-09-18")
    _correct(road, more_off=(date(2026, 9, 28),))
    set_scope(EVERYTHING)
    state = CaseState()
    for row in events(road.case_id):
        if "action" not in (p := row.payload):
            continue
        state = evolve(state, Event(row.type, p["action"], p["on"], p["facts"], p.get("part", "")))
    stored = Case.objects.get(pk=road.case_id).state
    assert state.to_json() == stored
    assert "" not in stored["done"]


def test_doing_it_twice_changes_nothing(road: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from minzhifa.cases.jobs import CALENDAR
    from minzhifa.cases.operations.shift_terms import shift_terms
    from minzhifa.ledger.queries import events

    _lead(road, monkeypatch, "2026-09-18")
    _correct(road, more_off=(date(2026, 9, 28),))
    many = len(events(road.case_id))
    again = shift_terms(actor=CALENDAR, year=YEAR, at=AT)
    assert (again.moved, again.cases, again.kept) == (0, 0, 0)
    assert len(events(road.case_id)) == many


def test_the_same_table_again_touches_no_term(road: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _lead(road, monkeypatch, "2026-09-18")
    done = _correct(road)
    assert (done.moved, done.kept) == (0, 0)
    assert _stored(road)[0] == date(2026, 10, 15)


def test_a_term_outside_the_changed_days_is_left_alone(road: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _lead(road, monkeypatch, "2026-06-01", datetime(2026, 6, 2, 3, tzinfo=UTC))
    before = _stored(road)
    done = _correct(road, more_off=(date(2026, 9, 28),), at=datetime(2026, 6, 2, 3, tzinfo=UTC))
    assert (done.moved, done.kept) == (0, 0)
    assert _stored(road) == before


def test_a_term_that_ran_out_keeps_its_day_and_is_listed(road: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from minzhifa.ledger.queries import events

    _lead(road, monkeypatch, "2026-09-18")
    many = len(events(road.case_id))
    done = _correct(road, more_off=(date(2026, 9, 28),), at=datetime(2026, 10, 20, 3, tzinfo=UTC))
    assert (done.moved, done.kept) == (0, 1)
    assert _stored(road)[0] == date(2026, 10, 15)
    assert _kept(road) == [("filing_check", date(2026, 10, 15), date(2026, 10, 16), "expired")]
    assert len(events(road.case_id)) == many


def test_a_term_that_would_be_over_at_once_is_left_to_a_person(road: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the earlier table 09-28 is rest; the correction makes it work again after the day has passed."""
    _correct(road, more_off=(date(2026, 9, 28), date(2026, 9, 29)))
    _lead(road, monkeypatch, "2026-09-18")
    assert _stored(road)[0] == date(2026, 10, 19)
    done = _correct(road, at=datetime(2026, 10, 17, 3, tzinfo=UTC))
    assert (done.moved, done.kept) == (0, 1)
    assert _kept(road) == [("filing_check", date(2026, 10, 19), date(2026, 10, 15), "over")]
    assert _stored(road)[0] == date(2026, 10, 19)


def test_a_term_whose_act_was_done_keeps_its_day_and_is_listed(road: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import cases_road

    monkeypatch.setattr(cases_road, "AT", AT)
    road.until("approve_filing")
    from minzhifa.access.rls import EVERYTHING, set_scope
    from minzhifa.cases.models import CaseTerm

    set_scope(EVERYTHING)
    rows = {row.term_id: row for row in CaseTerm.objects.filter(case_id=road.case_id)}
    ended = rows["filing_check"]
    assert ended.stopped
    inside = date.fromisoformat(ended.start[:10])
    touched = next(day for n in range(1, 10) if (day := date.fromordinal(inside.toordinal() + n)).weekday() < 5)
    done = _correct(road, more_off=(touched,))
    assert done.kept >= 1
    assert ("filing_check", ended.due, "ended") in [(term, old, why) for term, old, _, why in _kept(road)]
    assert CaseTerm.objects.get(pk=ended.pk).due == ended.due


def test_a_day_that_the_old_table_does_not_give_either_is_listed(road: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from minzhifa.access.rls import EVERYTHING, set_scope
    from minzhifa.cases.models import Case, CaseTerm

    _lead(road, monkeypatch, "2026-09-18")
    set_scope(EVERYTHING)
    case = Case.objects.get(pk=road.case_id)
    case.state["clocks"]["filing_check"]["due"] = "2026-10-13"
    Case.objects.filter(pk=case.pk).update(state=case.state)
    CaseTerm.objects.filter(case_id=case.pk).update(due=date(2026, 10, 13))
    done = _correct(road, more_off=(date(2026, 9, 28),))
    assert (done.moved, done.kept) == (0, 1)
    assert _kept(road)[0][3] == "unlike"


def test_what_was_kept_is_never_changed_afterwards(road: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import Error, transaction

    from minzhifa.cases.models import KeptTerm

    _lead(road, monkeypatch, "2026-09-18")
    _correct(road, more_off=(date(2026, 9, 28),), at=datetime(2026, 10, 20, 3, tzinfo=UTC))
    with pytest.raises(Error), transaction.atomic():
        KeptTerm.objects.update(why="ended")


def test_what_was_kept_is_shown_to_those_who_see_the_case_alone(road: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from minzhifa.cases.queries import kept_terms

    _lead(road, monkeypatch, "2026-09-18")
    _correct(road, more_off=(date(2026, 9, 28),), at=datetime(2026, 10, 20, 3, tzinfo=UTC))
    (line,) = kept_terms(road.actor("gl_officer1"), year=YEAR)
    assert (line.old, line.new, line.why) == (date(2026, 10, 15), date(2026, 10, 16), "已经届满")
    assert kept_terms(road.actor("gl_officer1"), case_id=road.case_id) == [line]
    assert kept_terms(road.actor("gl_officer1"), year=2025) == []
    assert kept_terms(road.actor("pt_admin"), year=YEAR) == []
