"""What the desk shows after a year's calendar was corrected: the case's record, its terms tab, the year's list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from case_desk import Desk
from case_story import HEAD, OFFICER, lead

from minzhifa.law.terms import legal_day

AT = datetime(2026, 9, 10, 3, tzinfo=UTC)


@pytest.fixture
def desk(province: None, db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    from minzhifa import clock
    from minzhifa.rules import forget

    monkeypatch.setattr(clock, "now", lambda: AT)
    settings.ALLOWED_HOSTS = ["*"]
    yield Desk()
    forget()


def _correct(later: timedelta = timedelta()) -> date:
    """The next working day becomes a holiday; the job runs, `later` than now. Gives that day."""
    from minzhifa.cases.jobs import CALENDAR
    from minzhifa.cases.operations.shift_terms import shift_terms
    from minzhifa.catalog.operations import import_calendar_year
    from minzhifa.org.demo import fixed
    from minzhifa.org.queries import actor_for
    from minzhifa.rules import current, forget

    at, calendar = AT, current().calendar
    day = calendar.next_working_day(legal_day(at) + timedelta(days=1))
    notice = calendar.years[day.year]
    import_calendar_year(
        actor=actor_for(fixed("account", "fj_admin"), "test", on=legal_day(at)), year=day.year,
        off={**notice.off, day: "测试节"}, work=notice.work, source="更正通知", at=at,
    )  # fmt: skip
    forget()
    shift_terms(actor=CALENDAR, year=day.year, at=at + later)
    return day


def test_the_record_of_the_case_tells_which_term_moved_from_which_day_to_which(desk: Desk) -> None:
    lead(desk)
    _correct()
    text = desk.open(HEAD, "history/").content.decode()
    assert "按更正的工作日历改期：" in text
    assert "平台（日历更正）" in text
    assert "更正通知" in text


def test_a_term_that_ran_out_is_named_on_its_case_and_in_the_years_list(desk: Desk) -> None:
    lead(desk)
    day = _correct(timedelta(days=90))
    terms = desk.open(OFFICER, "terms/").content.decode()
    assert "工作日历更正后，下列期限没有改动" in terms
    assert "按更正的工作日历改期" not in desk.open(OFFICER, "history/").content.decode()
    listed = desk.open(OFFICER, f"/holidays/{day.year}/kept/").content.decode()
    assert desk.code in listed
    assert "已经届满" in listed
