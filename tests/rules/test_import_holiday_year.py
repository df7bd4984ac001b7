"""An administrator imports the calendar of a year that the package does not know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from minzhifa import rules
from minzhifa.access.actor import Actor, Grant, Role
from minzhifa.law.errors import UnknownYear
from minzhifa.rules.errors import HolidayYearRefused
from minzhifa.rules.models import HolidayYear
from minzhifa.rules.operations import Imported, import_holiday_year
from minzhifa.rules.queries import imported_years

AT = datetime(2026, 11, 20, 2, tzinfo=UTC)
OFF = {
    **{date(2027, 1, day): "元旦" for day in (1, 2, 3)},
    **{date(2027, 2, 5) + timedelta(n): "春节" for n in range(8)},
    **{date(2027, 10, day): "国庆节" for day in range(1, 8)},
}
WORK = {date(2027, 1, 30): "春节", date(2027, 2, 20): "春节", date(2027, 10, 9): "国庆节"}


def actor(role: Role) -> Actor:
    return Actor(uuid4(), "林管理", (Grant(role, None, None),))


@dataclass
class Call:
    """A right import, with parts to be made wrong."""

    off: dict[date, str]
    work: dict[date, str]
    source: str = "国务院办公厅关于2027年部分节假日安排的通知"
    year: int = 2027
    role: Role = Role.ADMINISTRATOR

    def run(self) -> Imported:
        who = actor(self.role)
        return import_holiday_year(actor=who, year=self.year, off=self.off, work=self.work, source=self.source, at=AT)


@pytest.fixture
def call() -> Call:
    return Call(dict(OFF), dict(WORK))


@pytest.fixture(autouse=True)
def fresh() -> None:
    rules.forget()


@pytest.mark.django_db
def test_an_imported_year_is_known_at_once(call: Call, django_capture_on_commit_callbacks: object) -> None:
    assert isinstance(rules.current().version, str)
    with pytest.raises(UnknownYear):
        rules.current().calendar.is_working_day(date(2027, 1, 30))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        imported = call.run()
    assert not imported.replaced
    assert rules.current().calendar.is_working_day(date(2027, 1, 30))
    assert not rules.current().calendar.is_working_day(date(2027, 10, 7))
    rules.forget()


@pytest.mark.django_db
def test_a_second_import_of_the_year_wins_and_the_first_stays(call: Call) -> None:
    call.run()
    del call.work[date(2027, 10, 9)]
    assert call.run().replaced
    [notice] = imported_years()
    assert date(2027, 10, 9) not in notice.work
    assert HolidayYear.objects.filter(year=2027).count() == 2


@pytest.mark.django_db
def test_an_import_names_who_and_when(call: Call) -> None:
    row = HolidayYear.objects.get(pk=call.run().id)
    assert (row.imported_by_name, row.imported_at) == ("林管理", AT)
    assert isinstance(row.imported_by, UUID)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE rules_holidayyear SET year = 2028", "DELETE FROM rules_holidayyear"])
def test_an_import_is_never_changed(call: Call, statement: str) -> None:
    call.run()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert HolidayYear.objects.filter(year=2027).exists()


@pytest.mark.django_db
def test_the_rules_cost_one_statement_and_then_none() -> None:
    with CaptureQueriesContext(
        connection,
    ) as first:
        rules.current()
    with CaptureQueriesContext(connection) as second:
        rules.current()
    assert (len(first), len(second)) == (1, 0)


def spoil(call: Call, what: str) -> None:
    """Make one part of a right import wrong."""
    match what:
        case "other_year":
            call.off[date(2028, 1, 1)] = "元旦"
        case "both":
            call.off[date(2027, 1, 30)] = "春节"
        case "weekday":
            call.work[date(2027, 3, 3)] = "清明节"
        case "few":
            call.off = {date(2027, 1, 1): "元旦", date(2027, 10, 1): "国庆节"}
        case "many":
            call.off |= {date(2027, 6, 1) + timedelta(n): "端午节" for n in range(40)}
        case "no_national_day":
            del call.off[date(2027, 10, 1)]
        case "unnamed":
            call.off[date(2027, 1, 2)] = " "
        case "lonely":
            call.work[date(2027, 7, 10)] = "国庆节"
        case "source":
            call.source = "  "
        case "too_early":
            call.year = 2003
        case "too_late":
            call.year = 2028
        case "officer":
            call.role = Role.OFFICER


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("other_year", "不在 2027 年内"),
        ("both", "既列为休息日又列为补班日"),
        ("weekday", "本来就是工作日"),
        ("few", "全年放假日为 2 天"),
        ("many", "请核对"),
        ("no_national_day", "2027年10月1日是法定节日"),
        ("unnamed", "没有写明属于哪个节日"),
        ("lonely", "前后一个月内没有放假"),
        ("source", "须写明放假安排的依据"),
        ("too_early", "只能导入"),
        ("too_late", "只能导入"),
        ("officer", "只有系统管理员"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_stored(call: Call, what: str, why: str) -> None:
    spoil(call, what)
    with pytest.raises(HolidayYearRefused, match=why):
        call.run()
    assert not HolidayYear.objects.exists()
