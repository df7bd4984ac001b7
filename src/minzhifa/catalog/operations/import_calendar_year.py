"""导入工作日历: the days of a year, taken into the rules and written to the ledger in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from minzhifa.access import Actor, Denied, Role
from minzhifa.access.errors import Refused
from minzhifa.access.rls import acting
from minzhifa.ledger import outbox
from minzhifa.ledger.operations import NewEvent, append
from minzhifa.ledger.types import Stream
from minzhifa.rules import FRESH_SECONDS
from minzhifa.rules.errors import HolidayYearRefused
from minzhifa.rules.events import CALENDAR_TASK
from minzhifa.rules.operations import Imported, import_holiday_year

_SHIFT, _CALENDAR = 40, 4  # beside the streams of matters, benchmarks and templates


def calendar_stream(year: int) -> Stream:
    """The history of one year's calendar."""
    return Stream.numbered("catalog", _CALENDAR << _SHIFT | year, f"工作日历 {year}")


def administers_province(actor: Actor) -> bool:
    """True for administrators of the whole province: the calendar moves everybody's terms."""
    return any(g.role is Role.ADMINISTRATOR and g.agency_id is None and g.remits is None for g in actor.grants)


def import_calendar_year(
    *,
    actor: Actor,
    year: int,
    off: Mapping[date, str],
    work: Mapping[date, str],
    source: str,
    at: datetime,
    reason: str = "",
) -> Imported:
    """Store a year's days off and make-up workdays (date → holiday), with the notice as `source`.

    Raises `Denied` (not an administrator of the province), `Refused` (fields) for implausible days.
    """
    if not administers_province(actor):
        raise Denied("import", "工作日历影响全省的期限计算，只有省级系统管理员可以导入。")
    with acting(actor):
        try:
            done = import_holiday_year(actor=actor, year=year, off=off, work=work, source=source, at=at)
        except HolidayYearRefused as refusal:
            raise Refused(refusal.code, refusal.message, article=refusal.article, fields=refusal.fields) from refusal
        payload = {
            "year": year, "off": {d.isoformat(): off[d] for d in done.off},
            "work": {d.isoformat(): work[d] for d in done.work}, "source": done.source, "replaced": done.replaced,
        }  # fmt: skip
        event = NewEvent("calendar_year_imported", payload)
        append(actor=actor, stream=calendar_stream(year), events=[event], at=at, reason=reason)
        outbox.defer(CALENDAR_TASK, year=year)
        # Once more when no process reckons by the old table any longer: what was done in between is caught up with.
        outbox.defer(CALENDAR_TASK, run_at=at + timedelta(seconds=2 * FRESH_SECONDS), year=year)
    return done
