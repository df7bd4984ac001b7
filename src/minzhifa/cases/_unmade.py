"""Papers that an act would have made, had their content been whole: what they lack, and their making later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from minzhifa.access import Actor
from minzhifa.cases._enrich import Sources
from minzhifa.cases._facts import Private
from minzhifa.cases._papers import ENDORSE, PLACEHOLDER, Papers, Press
from minzhifa.cases._row import SHANGHAI, CaseRow
from minzhifa.cases._table import procedure
from minzhifa.documents.checks import check
from minzhifa.documents.registry import kind as kind_of
from minzhifa.documents.registry import title_of
from minzhifa.law.procedure import CaseState, Event, evolve
from minzhifa.ledger.types import LedgerRow

ISSUED = "case.document_issued"
BY_HAND = frozenset({"text", "long", "date", "datetime"})
LATEST = frozenset({"evidence_list"})  # a later one holds all that an earlier one would have
NOT_PENAL = frozenset({"no_penalty_decision"})
PENAL = frozenset({"penalty_decision", "hearing_notice_of_right", "payment_notice"})


@dataclass(frozen=True, slots=True)
class Owed:
    """One paper that was not made: by which act of which day, and what it lacks today (label, article)."""

    kind: str
    title: str
    seq: int  # of the act in the case's ledger
    act: str
    on: str
    lacking: tuple[tuple[str, str], ...]
    asks: tuple[tuple[str, str, str], ...] = ()  # name, label, type of what may be filled in by hand


@dataclass(frozen=True, slots=True)
class Bound:
    """The paper with its data."""

    owed: Owed
    data: dict[str, Any]


def unmade(
    actor: Actor, row: CaseRow, private: Private | None, ledger: Sequence[LedgerRow], on: date
) -> Iterator[Bound]:
    """Papers of the case's acts that nobody made and that apply, oldest act first; bound to what is known today."""
    if row.historical:
        return
    issued = [(one, str(one.payload.get("kind"))) for one in ledger if one.type == ISSUED]
    made = {(one.at, kind) for one, kind in issued if not one.payload.get("for")}
    later = {(int(one.payload["for"]), kind) for one, kind in issued if one.payload.get("for")}
    sources = Sources()
    card = sources.agency(row.agency_id, on)
    happened = [(one, event) for one in ledger if (event := _event(one))]
    for place, (one, event) in enumerate(happened):
        again = any(other.action == event.action for _, other in happened[place + 1 :])
        at_hand = replace(row, state=_then(happened[: place + 1])) if again else row
        press = Press(actor, at_hand, private, datetime.combine(on, time(), SHANGHAI), sources)
        for step, kind in _asked(row, replace(event, on=on.isoformat())):
            if (one.at, kind) in made or (one.seq, kind) in later or _covered(kind, one, ledger):
                continue
            if not _applies(kind, row.state.facts, event):
                continue
            data = press.data(kind, step, card)
            numbered = kind_of(kind).series is not None
            gaps = check(kind, {**data, "number": PLACEHOLDER} if numbered else data)
            lacking = tuple(dict.fromkeys((gap.label, gap.article or "") for gap in gaps))
            fields = [kind_of(kind).field(name) for name in dict.fromkeys(gap.field for gap in gaps)]
            simple = all(field.type in BY_HAND and not field.choices for field in fields)
            asks = tuple((field.name, field.label, field.type) for field in fields) if simple else ()
            yield Bound(Owed(kind, title_of(kind, row.domain), one.seq, step.row.label, event.on, lacking, asks), data)


def _then(happened: Sequence[tuple[LedgerRow, Event]]) -> CaseState:
    """The case right after the last of these acts: what a later act of the same kind said is not of this paper."""
    state = CaseState()
    for _, event in happened:
        state = evolve(state, event)
    return state


def _event(row: LedgerRow) -> Event | None:
    told = row.payload
    if not row.type.startswith("case.") or not isinstance(told.get("action"), str) or not told.get("on"):
        return None
    return Event(row.type, told["action"], str(told["on"]), told.get("facts") or {}, str(told.get("part") or ""))


def _asked(row: CaseRow, event: Event) -> Iterator[tuple[Papers, str]]:
    part = row.state.parts.get(event.part)
    if event.part and part is None:
        return
    rows = procedure(part.procedure if part else row.state.procedure).rows_of(event.action)
    for one in rows[:1]:
        if not one.pends and event.action != ENDORSE:  # an opinion is written on the report, not on a paper of its own
            step = Papers(event, one)
            yield from ((step, kind) for kind in one.documents if kind_of(kind).volume != "file")


def _covered(kind: str, act: LedgerRow, ledger: Sequence[LedgerRow]) -> bool:
    later = (one for one in ledger if one.type == ISSUED and one.seq > act.seq)
    return kind in LATEST and any(one.payload.get("kind") == kind for one in later)


def _applies(kind: str, facts: Mapping[str, Any], event: Event) -> bool:
    """Whether the case has anything that such a paper would tell."""
    notice, outcome = facts.get("notice") or {}, (facts.get("opinion") or {}).get("outcome") or "penalty"
    if kind in NOT_PENAL | PENAL and (outcome == "penalty") != (kind in PENAL):
        return False
    ways = {str(one.get("way")) for one in facts.get("education") or () if isinstance(one, Mapping)}
    conditions = {
        "hearing_notice_of_right": bool(notice.get("hearing_due") or notice.get("hearing_told")),
        "payment_notice": any(one.get("amount") for one in (facts.get("decision") or {}).get("penalties") or ()),
        "statement_record": bool(event.facts.get("statement_meeting")),
        "panel_record": event.action == "hold_panel" or bool(event.facts.get("collective")),
        "guidance_letter": "warning" in ways,
        "talk_record": "interview" in ways,
        "education_record": bool(ways & {"persuasion", "demonstration"}),
        "evidence_list": bool(facts.get("evidence")),
    }
    return conditions.get(kind, True)
