"""What leads a case on from where it stands, for whom, and from which day: stored with the case, so that a list of
cases can name everybody's next verb in one query. Pure: the law's own offers answer, at the day of the act and after
each running term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from minzhifa.law.errors import NoAnswer
from minzhifa.law.procedure import (
    CaseState,
    Offer,
    PartOffers,
    Performer,
    Row,
    available,
    look,
    openings,
    parts_of,
    procedure_of,
    title,
)
from minzhifa.law.procedure.guards.proof import gaps
from minzhifa.law.rulebook import Rules
from minzhifa.law.words import month_day

STAYING = "="
SIDE = (
    "propose_decline", "propose_withdrawal", "propose_termination", "return_", "request_", "decline_", "withdraw_",
    "recall_", "terminate", "postpone_", "suspend_", "replace_", "change_", "refuse_",
)  # fmt: skip
"""Side roads: their acts are offered on the case page, a list does not propose them."""
REMEDIES = {
    "statement_unanswered": "answer_statement",
    "panel_missing": "hold_panel",
    "fine_unpaid": "record_payment",
    "matrix_gap": "set_elements",
    "no_elements": "set_elements",
    "elements_unknown": "set_elements",
    "not_endorsed": "endorse",
}
"""What holds a case up → the act that clears it."""
CLEARING = frozenset({*REMEDIES.values(), "add_evidence"})
ASIDE = frozenset({"outcome_is_not_penalty", "final_review_is_due"})
"""Guards of acts that are right in some cases only: where they are held up, nobody waits for them."""
HEARING, HEARING_OPEN, APPOINT, HOLD = "hearing", "hearing_open", "appoint_presiding", "hold_hearing"
ENDORSE, PROOF = "endorse", "matrix_is_complete"
LONGEST = 80


@dataclass(frozen=True, slots=True)
class NextAct:
    """One act: who may do it (`but` names accounts that may not), from which day on; `why` it cannot be done yet.

    `since` is "" when it can be done at once, or when only another act can clear the way (then `why` says which way).
    An act on a part of the case is named with it: "hearing-1/hold_hearing". `owed`: what is to be done from that day on
    and why, where a term that ran out (or a release) leaves a duty behind.
    """

    action: str
    verb: str
    roles: tuple[str, ...]
    but: tuple[str, ...] = ()
    since: str = ""
    why: str = ""
    owed: str = ""

    def open_on(self, day: date) -> bool:
        """It can be done that day."""
        return self.since <= day.isoformat() if self.since else not self.why

    def to_json(self) -> list[Any]:
        """As stored."""
        told = [self.action, self.verb, list(self.roles), list(self.but), self.since, self.why]
        return [*told, self.owed] if self.owed else told

    @classmethod
    def from_json(cls, data: Sequence[Any]) -> NextAct:
        """As read."""
        action, verb, roles, but, since, why, *owed = data
        return cls(action, verb, tuple(roles), tuple(but), since, why, *owed)


def next_steps(state: CaseState, rules: Rules, on: date) -> tuple[NextAct, ...]:
    """The steps in the order in which a list proposes them; none for an old record and where all is done."""
    if state.facts.get("back_entry"):
        return ()
    owing, waiting = tuple(_owing(state, rules)), tuple(_waiting(state, rules, on))
    leading = tuple(_leading(state, rules, on))
    found = owing + waiting + (tuple(one for one in leading if not one.why) or leading)
    return tuple(dict.fromkeys(found))


def _owing(state: CaseState, rules: Rules) -> Iterator[NextAct]:
    """What a part of the case owes: at once where it stands, or from the day after the term that ends it."""
    for key, part in state.parts.items():
        procedure = procedure_of(rules, part.procedure)
        stage = procedure.stage(part.stage)
        row = procedure.row(stage.owed_by, stage.id) if stage.owed else None
        if row is None:
            continue
        since, what = "", stage.label
        if stage.lapses:
            clock = part.clocks.get(stage.lapses) or {}
            if clock.get("stopped") or len(due := str(clock.get("due") or "")) != len("2025-01-01"):
                continue
            since, what = (date.fromisoformat(due) + timedelta(days=1)).isoformat(), stage.lapsed
        owed = f"{title(procedure, key)}{what}：{stage.owed}"
        yield NextAct(f"{key}/{row.action}", row.verb, _who(row, rules), (), since, "", owed)


def _who(row: Row, rules: Rules) -> tuple[str, ...]:
    """The roles of the act, stand-ins of the approvals table included."""
    approval = rules.approvals.get(row.approval)
    return tuple(dict.fromkeys((*row.who, *(approval.stand_in if approval and row.settles else ()))))


def _waiting(state: CaseState, rules: Rules, on: date) -> Iterator[NextAct]:
    """What somebody proposed, for those who give an opinion on it and those who decide it; never for the proposer."""
    procedure = procedure_of(rules, state.procedure)
    for what, entry in (state.facts.get("pending") or {}).items():
        row = next((row for row in procedure.rows if entry and row.settles == what and row.approval), None)
        if row is None:
            continue
        but, why = (str(entry.get("by") or ""),), ""
        approval, endorse = rules.approvals.get(row.approval), procedure.row(ENDORSE, state.stage)
        if approval and endorse and approval.endorser and not (state.facts.get("endorsements") or {}).get(what):
            why = "等待办案机构负责人审查" if _must_endorse(state, rules, on, row.approval) else ""
            yield NextAct(ENDORSE, endorse.verb, approval.endorser, but)
        yield NextAct(row.action, row.verb, _who(row, rules), but, "", why)


def _must_endorse(state: CaseState, rules: Rules, on: date, approval: str) -> bool:
    """The opinion must be there before the approval (rule data)."""
    try:
        due = rules.value("endorsement", str(state.facts.get("domain") or "general"), on).value
    except NoAnswer:
        return False
    return isinstance(due, tuple) and approval in due


def _leading(state: CaseState, rules: Rules, on: date) -> Iterator[NextAct]:
    """The acts that move the case on; before one that is held up, the act that clears its way."""
    rows = [row for row in procedure_of(rules, state.procedure).rows if _leads_on(row, state.stage)]
    offers = _offers(state, rules, on, {row.action for row in rows} | CLEARING) if rows else {}
    for row in rows:
        if (offer := offers.get(row.action)) is None:
            continue
        if offer.allowed:
            yield from _proof_first(row, offers, state, rules)
            yield NextAct(row.action, row.verb, _who(row, rules))
            continue
        if ASIDE & set(row.guards):
            continue
        yield from _remedies(offer, offers, state, rules, on)
        since, why = _until(state, rules, on, row) or ("", offer.why.message if offer.why else "")
        yield NextAct(row.action, row.verb, _who(row, rules), (), since, why[:LONGEST])


def _leads_on(row: Row, stage: str) -> bool:
    moves = stage in row.from_stages and row.to not in (STAYING, stage)
    return moves and not row.settles and not row.action.startswith(SIDE)


def _offers(state: CaseState, rules: Rules, on: date, only: AbstractSet[str]) -> dict[str, Offer]:
    """What of these anybody with the right role, who is nobody in this case yet, could do that day."""
    procedure = procedure_of(rules, state.procedure)
    anybody = Performer("anybody", "办理人", frozenset(role for row in procedure.rows for role in row.who))
    return {offer.action: offer for offer in available(state, anybody, rules, on, only)}


def _remedies(offer: Offer, offers: dict[str, Offer], state: CaseState, rules: Rules, on: date) -> Iterator[NextAct]:
    """The acts that clear what holds it up."""
    for refusal in (offer.why, *offer.also):
        if refusal and refusal.code == HEARING_OPEN:
            yield from _hearing(state, rules, on)
        yield from _clearing(REMEDIES.get(refusal.code, "") if refusal else "", offers, state, rules)


def _hearing(state: CaseState, rules: Rules, on: date) -> Iterator[NextAct]:
    """The steps of the hearing that the case waits for; its presiding officer is to be appointed where it has none."""
    hearing = rules.procedures[HEARING]
    roles = frozenset(role for row in hearing.rows for role in row.who)
    person = {key: look(part.facts, "hearing.presiding.officer_id") for key, part in state.parts.items()}
    running = [one for one in parts_of(state, Performer("anybody", "办理人", roles), rules, on) if one.open]
    for found in (one for one in running if one.procedure.id == HEARING):
        presides = Performer("anybody", "办理人", roles, person[found.id] and str(person[found.id]))
        now = next(one for one in parts_of(state, presides, rules, on) if one.id == found.id)
        yield from _of_hearing(now, rules)
        return
    for offer in openings(state, Performer("anybody", "办理人", roles), rules, on):
        if offer.action == APPOINT and offer.allowed:
            yield NextAct(APPOINT, offer.verb, _who(hearing.rows_of(APPOINT)[0], rules))


def _of_hearing(part: PartOffers, rules: Rules) -> Iterator[NextAct]:
    """What leads the hearing on: duties whose term runs, then the next step; it is held on the day that was told."""
    for offer in (one for one in part.offers if one.allowed and not one.action.startswith(SIDE)):
        row = part.procedure.row(offer.action, part.state.stage)
        if row is None or (row.to == STAYING and not _stops_a_term(row, part.state)):
            continue
        planned = str(look(part.state.facts, "hearing.planned_at") or "")[:10] if row.action == HOLD else ""
        why = f"等待举行听证（{month_day(date.fromisoformat(planned))}）" if planned else ""
        yield NextAct(f"{part.id}/{row.action}", row.verb, _who(row, rules), (), planned, why)


def _stops_a_term(row: Row, part: CaseState) -> bool:
    clocks = (part.clocks.get(spec.partition("@")[0]) for spec in row.stop)
    return any(clock and clock.get("due") and not clock.get("stopped") for clock in clocks)


def _proof_first(row: Row, offers: dict[str, Offer], state: CaseState, rules: Rules) -> Iterator[NextAct]:
    """An act whose form could still name the proof is possible, but a list proposes to gather the proof first."""
    if PROOF in row.guards and gaps(state.facts) != []:
        yield from _clearing("set_elements", offers, state, rules)


def _clearing(act: str, offers: dict[str, Offer], state: CaseState, rules: Rules) -> Iterator[NextAct]:
    if act == "set_elements" and not state.facts.get("evidence"):
        act = "add_evidence"
    row = procedure_of(rules, state.procedure).row(act, state.stage)
    if row and offers[act].allowed:
        yield NextAct(act, row.verb, _who(row, rules))


def _until(state: CaseState, rules: Rules, on: date, row: Row) -> tuple[str, str] | None:
    """(the first day on which it can be done, what is waited for) when only a running term holds it up."""
    ends = sorted(
        (date.fromisoformat(str(clock["due"])), str(clock.get("title") or term))
        for term, clock in state.clocks.items()
        if clock.get("due") and not clock.get("stopped") and str(clock["due"]) >= on.isoformat()
    )
    for due, name in ends:
        opens = due + timedelta(days=1)
        offer = _offers(state, rules, opens, {row.action}).get(row.action)
        if offer and offer.allowed:
            return opens.isoformat(), f"等待{name}期满（{month_day(due)}）"
    return None
