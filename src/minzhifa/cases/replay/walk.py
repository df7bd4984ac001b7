"""Walking a record down the road: every act goes to the decider; bad facts refuse, checks left open are listed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from minzhifa.cases._perform import Session
from minzhifa.cases._table import label_anywhere
from minzhifa.cases.replay.record import Record, text
from minzhifa.cases.replay.steps import DECISION_PAPERS, Step
from minzhifa.law.procedure import Performer, Unmade, span

SHANGHAI = ZoneInfo("Asia/Shanghai")
ROLES = frozenset({"officer", "section_head", "reviewer", "agency_head", "presiding_officer", "archivist", "system"})
# Who acted then is unknown: an empty account makes every "not the same person" guard answer "unknown".
UNNAMED = Performer("", "原办案机关", ROLES)
# An act that proposes and the act that settles it: what both leave open is said once, at the latter.
PAIRS = {
    "propose_filing": "approve_filing", "propose_decision": "approve_decision", "propose_decline": "approve_decline",
    "propose_no_penalty": "approve_no_penalty", "propose_coercion": "approve_coercion",
    "propose_criminal_transfer": "approve_criminal_transfer",
}  # fmt: skip
# Acts by which a decision takes its number.
NUMBERED = frozenset({"approve_decision", "approve_no_penalty", "penalize_on_spot"})
# Acts that may lie before or after their neighbours on the road: they bound nobody's day.
UNBOUND = frozenset({"record_inspection"})
_COURT = re.compile(r"[（(]((?:19|20)\d\d)[）)][^；]{1,12}?行[初终审]")
_YEAR = re.compile(r"[〔\[［【(（]\s*((?:19|20)\d\d)\s*[〕\]］】)）]")


@dataclass(frozen=True, slots=True)
class NotMade:
    """A check that could not be made in one act, and why."""

    step: str
    label: str
    guard: str
    reason: str
    code: str
    article: str | None = None

    def to_json(self) -> dict[str, Any]:
        """One entry of `not_made`."""
        return {
            "step": self.step, "label": self.label, "guard": self.guard, "reason": self.reason, "code": self.code,
            "article": self.article,
        }  # fmt: skip


@dataclass(slots=True)
class Walk:
    """One record's walk in one session."""

    session: Session
    record: Record
    not_made: list[NotMade] = field(default_factory=list)

    def take(self, steps: list[Step], registered: Callable[[], None] = lambda: None) -> None:
        """Take every act, and list what could not be checked. Raises `LawRefused` on a known bad fact.

        `registered` is called once the first act is taken.
        """
        said = {}
        for step, latest in zip(steps, latest_days(self.record, steps), strict=True):
            said[step.action] = self.session.enter(
                step.action, step.on, step.facts, UNNAMED, latest=latest, part=step.part
            )
            if step is steps[0]:
                registered()
        for action, unmade in said.items():
            later = {_check(one) for one in said.get(PAIRS.get(action, ""), ())}
            rest = [one for one in _once(unmade) if _check(one) not in later]
            self.not_made += [_entry(action, one) for one in rest]


def _check(one: Unmade) -> tuple[str, ...]:
    """What makes two entries the same check: the guard, or the fact that is missing."""
    return (one.guard, *one.fields) if one.code == "fact_missing" else (one.guard,)


def _once(unmade: tuple[Unmade, ...]) -> list[Unmade]:
    """Without the missing facts that a guard of the same act already asks for."""
    asked = {name for one in unmade if one.code != "fact_missing" for name in one.fields}
    asked |= {name.partition(".")[0] for name in asked}
    return [one for one in unmade if one.code != "fact_missing" or not asked & set(one.fields)]


def _entry(action: str, one: Unmade) -> NotMade:
    reason = one.message
    if one.asks and one.code != "no_rule_version":
        reason = f"“{one.asks}”不能核对：{one.message}"
    return NotMade(action, label_anywhere(action), one.guard, reason, one.code, one.article)


def latest_days(record: Record, steps: list[Step]) -> list[date | None]:
    """For each act the day after which it cannot lie: a later act's, that of the page, the year of the number."""
    bound = _last(record.published)
    found: list[date | None] = []
    for step in reversed(steps):
        if step.action in NUMBERED:
            bound = _earlier(bound, _numbered(record))
        if step.action not in UNBOUND:
            bound = _earlier(bound, _last(step.on))
        found.append(bound)
    return found[::-1]


def _numbered(record: Record) -> date | None:
    """The end of the year in which the decision took its number, or a court the case against it."""
    years = [int(one[1]) for one in _COURT.finditer(text(record.raw.get("related_docs")))]
    if text(record.raw.get("doc_type")).startswith(DECISION_PAPERS) and (own := _YEAR.search(record.number)):
        years.append(int(own[1]))
    return date(min(years), 12, 31) if years else None


def _last(day: str) -> date | None:
    found = span(day)
    return found.last if found else None


def _earlier(one: date | None, two: date | None) -> date | None:
    return min((d for d in (one, two) if d is not None), default=None)


__all__ = ["SHANGHAI", "NotMade", "Walk", "latest_days"]
