"""The explanation of a due day, as a person would give it: rule, start, counted days, pauses, roll, source, mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minzhifa.law.holidays import Calendar
from minzhifa.law.terms import BackMode, Pause, PausedDays, Period, Unit, legal_day
from minzhifa.law.words import day_words, month_day

LONGEST_TRAIL = 30  # longer counts show both ends only


@dataclass(frozen=True, slots=True)
class Explained:
    """All that an explanation tells of."""

    period: Period
    start: date
    raw: date
    due: date
    trail: tuple[date, ...]
    pauses: tuple[Pause, ...]
    extensions: tuple[Period, ...]
    cap: Period | None
    back: bool
    back_mode: BackMode
    calendar: Calendar
    heading: str = ""
    source: str = ""
    mark: str = ""
    note: str = ""


def explain(one: Explained) -> str:
    """The lines of the explanation, joined by line feeds."""
    lines = [_heading(one), _start(one), *_pauses(one), *_trail(one), *_end(one)]
    if one.source:
        lines.append(f"依据：{one.source}")
    if one.note:
        lines.append(f"说明：{one.note}")
    if one.mark and one.mark != "V":
        lines.append("待核：本期限的规则尚未与正式文本核对，请以文本为准。")
    return "\n".join(lines)


def _named(one: Explained, day: date) -> str:
    return f"{day_words(day)}（{one.calendar.describe(legal_day(day))}）"


def _heading(one: Explained) -> str:
    way = "倒算" if one.back else ""
    more = "".join(f"，延长{extension}" for extension in one.extensions)
    cap = f"，最长{one.cap}" if one.cap else ""
    return f"期限：{one.heading + '，' if one.heading else ''}{way}{one.period}{more}{cap}"


def _start(one: Explained) -> str:
    what = "当时" if one.period.unit is Unit.HOUR else "当日"
    anchor = "事件" if one.back else "起算"
    return f"{anchor}：{_named(one, one.start)}，{what}不计算在内"


def _pauses(one: Explained) -> list[str]:
    if one.period.unit is Unit.HOUR:
        return [f"不计入：{day_words(p.first)}至{day_words(p.last)}" for p in one.pauses]
    low, high = sorted((legal_day(one.start), legal_day(one.raw)))
    lines = []
    for first, last in PausedDays(one.pauses).within(low, high):
        reasons = "、".join(
            dict.fromkeys(p.reason for p in one.pauses if p.reason and p.first <= last and p.last >= first)
        )
        why = f"（{reasons}）" if reasons else ""
        lines.append(f"不计入：{day_words(first)}至{day_words(last)}，共{(last - first).days + 1}日{why}")
    return lines


def _trail(one: Explained) -> list[str]:
    if not one.trail:
        return []
    half, last = LONGEST_TRAIL // 2, len(one.trail)
    if last <= LONGEST_TRAIL:
        return ["逐日：" + "，".join(_steps(one, 0, last))]
    return ["逐日：" + "，".join([*_steps(one, 0, half), "……", *_steps(one, last - half, last)])]


def _steps(one: Explained, first: int, after: int) -> list[str]:
    describe = one.calendar.describe
    days = enumerate(one.trail[first:after], first + 1)
    return [f"{month_day(day)}（{describe(day)}）{number}" for number, day in days]


def _end(one: Explained) -> list[str]:
    lines = []
    if one.back and one.back_mode is BackMode.CLEAR_DAYS:
        lines.append(f"口径：中间须隔满{one.period}，再提前一日")
    if one.raw == one.due:
        return [*lines, f"{'最迟' if one.back else '届满'}：{_named(one, one.due)}"]
    way = "提前至其前最后一个工作日" if one.back else "顺延至其后第一个工作日"
    return [
        *lines,
        f"原届满日：{_named(one, one.raw)}，不是工作日，{way}",
        f"{'最迟' if one.back else '届满'}：{_named(one, one.due)}",
    ]
