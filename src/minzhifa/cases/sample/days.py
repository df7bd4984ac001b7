"""Days counted back from today over the real calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from minzhifa.clock import SHANGHAI
from minzhifa.law.errors import NoAnswer
from minzhifa.law.holidays import Calendar

_DAY = timedelta(days=1)
_ACT = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Days:
    """Working days around `today`; in a year without a loaded calendar the last known day stands for today."""

    today: date
    calendar: Calendar

    def _works(self, day: date) -> bool | None:
        try:
            return self.calendar.is_working_day(day)
        except NoAnswer:
            return None

    def back(self, count: int) -> date:
        """`count` working days before today (0: today, or the last working day)."""
        day = self.today
        while not self._works(day):
            day -= _DAY
        return self.moved(day, -count)

    def moved(self, day: date, count: int) -> date:
        """`count` working days after `day`; before it when negative. Days of unknown years count by the week."""
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day += step
            while self._open(day) is False:
                day += step
        return day

    def _open(self, day: date) -> bool:
        known = self._works(day)
        return day.isoweekday() < 6 if known is None else known  # noqa: PLR2004 -- Saturday


def instant(day: date, nth: int) -> datetime:
    """The moment of the `nth` act of that day: from ten in the morning, one after the other."""
    return datetime.combine(day, time(10), SHANGHAI) + nth * _ACT
