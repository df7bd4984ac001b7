"""A term that ran into a year without a calendar gets its day in every list when the calendar is imported."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

AT = datetime(2026, 12, 29, 3, tzinfo=UTC)
OFF = {
    **{date(2027, 1, day): "元旦" for day in (1, 2, 3)},
    **{date(2027, 2, 5) + timedelta(n): "春节" for n in range(8)},
    **{date(2027, 10, day): "国庆节" for day in range(1, 8)},
}
WORK = {date(2027, 1, 30): "春节", date(2027, 2, 20): "春节", date(2027, 10, 9): "国庆节"}


def _stored(road: Any) -> tuple[date | None, date | None, str]:
    from minzhifa.cases.models import Case, CaseTerm

    due = CaseTerm.objects.filter(case_id=road.case_id).values_list("due", flat=True).get()
    return (due, *Case.objects.filter(pk=road.case_id).values_list("next_due", "next_term").get())


def _imported(road: Any) -> None:
    from minzhifa.catalog.operations import import_calendar_year

    import_calendar_year(
        actor=road.actor("fj_admin"),
        year=2027,
        off=OFF,
        work=WORK,
        source="国务院办公厅关于2027年部分节假日安排的通知",
        at=AT,
    )


def test_the_imported_year_gives_the_waiting_term_its_day(road: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import cases_road

    from minzhifa.access.rls import EVERYTHING, set_scope
    from minzhifa.cases.jobs import calendar_imported
    from minzhifa.cases.operations.wake_terms import wake_terms
    from minzhifa.ledger.queries import events
    from minzhifa.rules import forget

    monkeypatch.setattr(cases_road, "AT", AT)
    road.lead(on="2026-12-28", received_on="2026-12-28")
    set_scope(EVERYTHING)
    assert _stored(road) == (None, None, "")
    before = len(events(road.case_id))
    assert wake_terms() == 0, "there is nothing to wake before the calendar is there"
    try:
        _imported(road)
        calendar_imported(year=2027)
        due = date(2027, 1, 19)  # 15 working days from 2026-12-28: three of 2026, then twelve from 2027-01-04
        assert _stored(road) == (due, due, "核查线索、决定立案")
        assert wake_terms() == 0, "a second time changes nothing"
    finally:
        forget()
    assert len(events(road.case_id)) == before


def test_the_import_defers_the_job_in_its_own_transaction(road: Any) -> None:
    from django.db import connection

    from minzhifa.rules.events import CALENDAR_TASK

    _imported(road)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs WHERE task_name = %s", [CALENDAR_TASK])
        assert cursor.fetchall() == [('{"year": 2027}',)] * 2, (
            "at once, and when nobody reckons by the old table any more"
        )
