"""What must hold of every term, whatever the numbers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhifa.law.errors import BadInput, UnknownYear
from minzhifa.law.terms import SHANGHAI, Pause, Period, Unit, add_months, legal_day, parse_moment
from minzhifa.law.terms_count import compute_period
from minzhifa.law.terms_walk import advance
from minzhifa.rules import shipped_calendar

CALENDAR = shipped_calendar()
days = st.dates(date(2006, 1, 1), date(2023, 12, 31))
moments = st.datetimes(datetime.fromisoformat("2006-01-01"), datetime.fromisoformat("2023-01-01"))
lengths = st.builds(Period, st.integers(1, 60), st.sampled_from([Unit.WORKING_DAY, Unit.DAY])) | st.builds(
    Period, st.integers(1, 12), st.just(Unit.MONTH)
)
pauses = st.lists(st.builds(lambda first, n: Pause(first, first + timedelta(n)), days, st.integers(0, 40)), max_size=4)


def near(start: date) -> st.SearchStrategy[list[Pause]]:
    return st.lists(
        st.builds(
            lambda gap, n: Pause(start + timedelta(gap), start + timedelta(gap + n)),
            st.integers(-10, 90),
            st.integers(0, 30),
        ),
        max_size=4,
    )


@given(days, lengths, st.booleans())
def test_a_term_ends_after_its_start(start: date, period: Period, roll: bool) -> None:
    computed = compute_period(period, start, CALENDAR, roll=roll)
    assert start < computed.raw <= computed.due


@given(days, lengths, st.integers(1, 30))
def test_a_later_start_never_ends_earlier(start: date, period: Period, gap: int) -> None:
    later = compute_period(period, start + timedelta(gap), CALENDAR, roll=True)
    assert compute_period(period, start, CALENDAR, roll=True).due <= later.due


@given(days, lengths)
def test_a_rolled_term_ends_on_a_working_day(start: date, period: Period) -> None:
    computed = compute_period(period, start, CALENDAR, roll=True)
    assert CALENDAR.is_working_day(computed.due)
    between = [computed.raw + timedelta(n) for n in range((computed.due - computed.raw).days)]
    assert not any(CALENDAR.is_working_day(day) for day in between)


@given(st.data(), days, lengths)
def test_a_pause_never_shortens(data: st.DataObject, start: date, period: Period) -> None:
    paused = data.draw(near(start))
    plain, longer = compute_period(period, start, CALENDAR), compute_period(period, start, CALENDAR, pauses=paused)
    assert plain.due <= longer.due


@given(st.data(), days, st.integers(1, 60))
def test_calendar_days_grow_by_the_paused_days_inside(data: st.DataObject, start: date, n: int) -> None:
    paused = data.draw(near(start))
    due = compute_period(Period(n, Unit.DAY), start, CALENDAR, pauses=paused).due
    inside = {p.first + timedelta(k) for p in paused for k in range((p.last - p.first).days + 1)}
    assert sum(start + timedelta(k) not in inside for k in range(1, (due - start).days + 1)) == n
    assert due not in inside


@given(st.data(), days, st.integers(1, 40))
def test_working_days_leave_out_the_paused_ones(data: st.DataObject, start: date, n: int) -> None:
    paused = data.draw(near(start))
    trail = compute_period(Period(n, Unit.WORKING_DAY), start, CALENDAR, pauses=paused).trail
    assert len(trail) == n
    assert all(CALENDAR.is_working_day(day) and not any(p.first <= day <= p.last for p in paused) for day in trail)


@given(days, pauses, lengths)
def test_overlapping_pauses_count_once(start: date, paused: list[Pause], period: Period) -> None:
    once = compute_period(period, start, CALENDAR, pauses=paused)
    assert compute_period(period, start, CALENDAR, pauses=[*paused, *paused]).due == once.due


@given(days, st.integers(1, 60))
def test_counting_back_is_the_inverse_on_working_days(start: date, n: int) -> None:
    day = CALENDAR.next_working_day(start)
    period = Period(n, Unit.WORKING_DAY)
    assert compute_period(period, compute_period(period, day, CALENDAR).due, CALENDAR, back=True).due == day


@given(days, lengths, st.integers(1, 40))
def test_an_extension_adds_to_the_raw_end(start: date, period: Period, more: int) -> None:
    extension = Period(more, Unit.DAY)
    extended = compute_period(period, start, CALENDAR, roll=True, extensions=[extension])
    assert extended.raw == compute_period(period, start, CALENDAR).raw + timedelta(more)


@given(days, st.integers(1, 60), st.integers(1, 60))
def test_a_cap_bounds_the_whole(start: date, n: int, cap: int) -> None:
    computed = compute_period(Period(n, Unit.DAY), start, CALENDAR, cap=Period(cap, Unit.DAY))
    assert (computed.due - start).days == min(n, cap)


@given(moments, st.integers(1, 100), st.integers(0, 50))
def test_hours_grow_by_the_paused_hours_inside(start: datetime, n: int, gap: int) -> None:
    pause = Pause(start + timedelta(hours=gap), start + timedelta(hours=gap + 5))
    due = advance(start, Period(n, Unit.HOUR), CALENDAR, [pause, pause]).raw
    assert due == start + timedelta(hours=n + (5 if gap < n else 0))


@given(moments, st.integers(1, 100))
def test_hours_back_are_the_inverse(start: datetime, n: int) -> None:
    period = Period(n, Unit.HOUR)
    assert advance(advance(start, period, CALENDAR).raw, period, CALENDAR, step=-1).raw == start


@given(days, st.integers(-48, 48))
def test_months_keep_the_day_or_take_the_last(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end + timedelta(1)).day == 1


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [("2024-01-31", "1m", "2024-02-29"), ("2024-02-29", "1y", "2025-02-28"), ("2024-11-30", "3m", "2025-02-28")],
)
def test_a_month_without_that_day_ends_on_its_last(start: str, period: str, end: str) -> None:
    assert compute_period(Period.parse(period), date.fromisoformat(start), CALENDAR).due == date.fromisoformat(end)


def test_a_whole_paused_day_stops_a_clock_of_hours_from_midnight_to_midnight() -> None:
    pause = Pause(date(2024, 10, 2), date(2024, 10, 3))
    aware = datetime(2024, 10, 1, 15, 0, tzinfo=SHANGHAI)
    period = Period(24, Unit.HOUR)
    assert advance(aware, period, CALENDAR, [pause]).raw == datetime(2024, 10, 4, 15, 0, tzinfo=SHANGHAI)
    naive = aware.replace(tzinfo=None)
    assert advance(naive, period, CALENDAR, [pause]).raw == datetime.fromisoformat("2024-10-04T15:00")


def test_an_instant_is_the_day_it_is_in_shanghai() -> None:
    assert legal_day(datetime.fromisoformat("2024-09-30T16:30:00+00:00")) == date(2024, 10, 1)


@pytest.mark.parametrize("text", ["", "5", "wd", "0wd", "-5wd", "5 wd", "5w", "1.5d", "５wd", "5WD", "99999d"])
def test_a_bad_period_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="期限"):
        Period.parse(text)


@pytest.mark.parametrize("text", ["2024-02-30", "2024-13-01", "20240101", "2024-1-1", "昨天", "2024-10-01T25:00", ""])
def test_an_impossible_date_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="不是有效的日期"):
        parse_moment(text)


@pytest.mark.parametrize(
    "text", ["2024-10-15", "2024-10-15..", "2024-10-15..2024-10-14", "2024-10-15..2024-10-16T10:00"]
)
def test_a_bad_pause_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        Pause.parse(text)


def test_a_year_without_calendar_is_refused_only_when_it_is_needed() -> None:
    assert compute_period(Period.parse("2y"), date(2026, 11, 1), CALENDAR).due == date(2028, 11, 1)
    for period, roll in (("5wd", False), ("15d", True)):
        with pytest.raises(UnknownYear, match="没有 2027 年的工作日历"):
            compute_period(Period.parse(period), date(2026, 12, 30), CALENDAR, roll=roll)


def test_a_backward_term_rolls_to_the_working_day_before() -> None:
    computed = compute_period(Period.parse("3d"), date(2024, 10, 8), CALENDAR, back=True, roll=True)
    assert (computed.raw, computed.due) == (date(2024, 10, 5), date(2024, 9, 30))


def test_terms_beyond_the_range_of_dates_are_refused() -> None:
    for period in ("9000y", "9999m", "9999d"):
        with pytest.raises(BadInput, match="超出"):
            compute_period(Period.parse(period), date(9999, 1, 1), CALENDAR)
