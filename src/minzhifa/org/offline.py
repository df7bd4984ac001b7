"""平台外办理的情形 and the five working days within which what was done offline is entered (办法第十七条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minzhifa.law.errors import BadInput, NoAnswer
from minzhifa.law.rulebook import compute
from minzhifa.rules import current

RULES = "《福建省一体化大融合行政执法平台管理暂行办法》"
ARTICLE = f"{RULES}第十七条"
TERM = "back_entry"
KINDS = {
    "no_network": "执法现场不具备网络环境",
    "failure": "平台故障，无法网上办案但急需执法",
    "lawful": "法律、法规、规章规定的其他情形",
}
ITEMS = dict(zip(KINDS, "一二三", strict=True))


def ground_article(kind: str) -> str:
    """The item of article 17 that the ground is."""
    return f"{ARTICLE}第一款第（{ITEMS[kind]}）项"


@dataclass(frozen=True, slots=True)
class Due:
    """Until when to enter. `day` None: the ground lasts, or the calendar of that year is not known (`why`)."""

    day: date | None
    why: str = ""
    source: str = ""


def due_of(ended_on: date | None) -> Due:
    """The last day of the back entry: five working days from the day after the ground ended."""
    if ended_on is None:
        return Due(None, "情形还没有消除；消除以后起算五个工作日。")
    rules = current()
    try:
        rule = rules.term(TERM, "general", ended_on)
        found = compute(rule, ended_on, rules.calendar)
    except (NoAnswer, BadInput) as error:
        return Due(None, str(error))
    return Due(found.due, found.explanation, rule.source)


def is_overdue(ended_on: date | None, on: date) -> bool:
    """An entry made on this day is late even for a back entry."""
    due = due_of(ended_on).day
    return due is not None and on > due
