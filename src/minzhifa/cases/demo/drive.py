"""One template case, driven through the real engine: the same decider, the same projection, the same documents."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from minzhifa.access import Actor, Role
from minzhifa.access.errors import Refused
from minzhifa.cases._enrich import Sources
from minzhifa.cases._papers import Papers, Press
from minzhifa.cases._perform import ISSUED, Session
from minzhifa.cases._row import SHANGHAI, CaseRow
from minzhifa.cases._table import ORDINARY, procedure
from minzhifa.cases.demo import marks, roads
from minzhifa.catalog.queries import MatterCard
from minzhifa.documents.checks import check
from minzhifa.documents.registry import kind as kind_of
from minzhifa.law.procedure import CaseState, Performer
from minzhifa.law.review_points import nothing_wrong
from minzhifa.org.queries import AgencyCard
from minzhifa.rules import shipped

LEAST = 8  # events of every case
PAPERS = {
    "approve_decline": "decline_filing_approval", "approve_notice": "prior_notice",
    "approve_decision": "penalty_decision",
}  # fmt: skip
ROLES = {
    "o1": Role.OFFICER, "o2": Role.OFFICER, "head": Role.AGENCY_HEAD, "section": Role.SECTION_HEAD,
    "reviewer": Role.REVIEWER,
}  # fmt: skip
ACCOUNTS = {"o1": "a1", "o2": "a2"}
CARD = AgencyCard(
    0, "‹slug›", "‹agency›", "‹agency›", None, "", "county", "administrative", "‹region›", "‹region_name›",
    "3500", None, 0, "‹head_name›", "‹agency_address›", "‹agency_phone›", "‹payee›", "‹bank›", "‹bank_address›",
    "‹bank_account›",
    "‹review_body›", "‹court›", False, True, "M",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the template: kind, data with marks, day, instant, place among the documents (d1, d2 …)."""

    kind: str
    data: dict[str, Any]
    on: str
    at: datetime
    mark: str
    numbered: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One event of the template as the ledger has it."""

    type: str
    payload: dict[str, Any]
    at: datetime
    who: str


@dataclass(slots=True)
class Driven:
    """What a drive left behind."""

    row: CaseRow
    steps: list[Step] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    last: Step | None = None


class DemoSources(Sources):
    """Officers and agency are marks; matters come from a table read once."""

    __slots__ = ("_cards",)

    def __init__(self, cards: Mapping[str, Sequence[MatterCard]], rules: Any) -> None:
        super().__init__(rules)
        self._cards = cards

    def agency(self, agency_id: int, on: date) -> AgencyCard:
        return CARD

    def officers(self, ids: Sequence[str], agency_id: int, on: date) -> list[dict[str, Any]]:
        names = {marks.IDS[name]: name for name in ("o1", "o2")}
        return [asdict(marks.officer(names[i])) for i in ids]

    def matter(self, code: str, on: date) -> MatterCard:
        return in_force(self._cards[code], on) or self._cards[code][0]


def in_force(versions: Sequence[MatterCard], on: date) -> MatterCard | None:
    """The version of that day."""
    for card in versions:
        if (card.effective_from or on) <= on and (card.effective_to is None or on < card.effective_to):
            return card
    return None


def performer(who: str) -> Performer:
    """The person behind a mark."""
    officer = marks.IDS[who] if who in ("o1", "o2") else None
    return Performer(marks.IDS[ACCOUNTS.get(who, who)], f"‹{who}_name›", frozenset({ROLES[who]}), officer)


def drive(
    plan: roads.Plan, *, field_code: str, domain: str, start: date, today: date, sources: DemoSources
) -> Driven:  # fmt: skip
    """Walk the plan from `start` until its end, or until an act would lie after `today`."""
    driven = _walk(plan, _blank(field_code, domain, start), start, today, sources=sources)
    if (missing := LEAST - len(driven.steps)) > 0:
        driven = _walk(plan, _blank(field_code, domain, start), start, today, sources=sources, checks=missing)
    return driven


def _blank(field_code: str, domain: str, start: date) -> CaseRow:
    at = _instant(start, 0)
    return CaseRow(UUID(marks.IDS["case"]), "‹code›", 0, 0, "‹agency›", "‹region›", field_code, domain, 1, False, None,
                   CaseState(), at, at, "‹o1_name›", True)  # fmt: skip


def _walk(
    plan: roads.Plan, row: CaseRow, start: date, today: date, *, sources: DemoSources, checks: int = 0
) -> Driven:  # fmt: skip
    state = plan.dice.getstate()
    driven, day, nth = Driven(row), start, 0
    for act in roads.road(plan, checks):
        due = day + timedelta(days=round(act.after * plan.pace)) if act.after else day
        while due <= today and not sources.rules.calendar.is_working_day(due):
            due += timedelta(days=1)
        if due > today:
            break
        nth = nth + 1 if due == day else 0
        day = due
        _act(driven, act, day, _instant(day, nth), sources)
    plan.dice.setstate(state)
    return driven


def _instant(day: date, nth: int) -> datetime:
    """In office hours; the acts of one day one after the other."""
    return datetime(day.year, day.month, day.day, 9, 10, tzinfo=SHANGHAI).astimezone(UTC) + timedelta(minutes=23 * nth)


def _act(driven: Driven, act: roads.Act, day: date, at: datetime, sources: DemoSources) -> None:
    row, by = driven.row, performer(act.who)
    actor = Actor(UUID(by.account_id), by.name)
    row.state = CaseState(**{**_shallow(row.state)})
    session = Session(actor, at, row, sources)
    session.step(act.action, day, _facts(act, day.isoformat(), row.state), by)
    event = session.events[-1]
    payload = {"action": event.action, "on": event.on, "facts": dict(event.facts)}
    driven.last = Step(event.type, payload, at, act.who)
    driven.steps.append(driven.last)
    row.version, row.updated_at = row.version + 1, at
    if kind := PAPERS.get(act.action):
        _paper(driven, kind, Press(actor, row, session.private, at, sources), event, act.who)


def _shallow(state: CaseState) -> dict[str, Any]:
    return {name: getattr(state, name) for name in ("procedure", "stage", "facts", "done", "clocks")}


def _facts(act: roads.Act, day: str, state: CaseState) -> dict[str, Any]:
    facts = copy.deepcopy(dict(act.facts))
    for path, value in act.own.items():
        if path == "evidence":
            facts["evidence"] = [roads.evidence(value, day)]
            continue
        at: Any = facts
        *way, last = path.split(".")
        for part in way:
            at = at[int(part)] if isinstance(at, list) else at.setdefault(part, {})
        at[last] = day
    if act.action == "serve_notice":
        facts["notice"]["hearing_told"] = bool((state.facts.get("notice") or {}).get("hearing_due"))
    if act.action == "complete_review":
        facts["review"]["points"] = nothing_wrong(shipped(), str(state.facts.get("domain")))
    return facts


def _paper(driven: Driven, kind: str, press: Press, event: Any, who: str) -> None:
    at = press.at
    row = procedure(ORDINARY).rows_of(event.action)[0]
    data = press.data(kind, Papers(event, row), CARD)
    numbered = kind_of(kind).series is not None
    if check(kind, {**data, "number": "1"} if numbered else data):
        return
    mark = f"d{len(driven.papers) + 1}"
    number = f"‹{mark}_number›" if numbered else ""
    if numbered:
        data["number"] = number
    driven.papers.append(Paper(kind, data, event.on, at, mark, numbered))
    payload = {"document": marks.IDS[mark], "kind": kind, "number": number}
    driven.steps.append(Step(ISSUED, payload, at, who))


__all__ = ["Callable", "DemoSources", "Driven", "Paper", "Refused", "Step", "drive", "in_force"]
