"""What an act's form is filled with when it opens: what the case already knows is never typed a second time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from minzhifa.desk.cases.asking import Asking
from minzhifa.desk.cases.reviewing import known_points

TODAY = frozenset({
    "on", "notice.served_on", "service.served_on", "waiver.on", "performance.on", "archive.on", "hearing.requested_on",
})  # fmt: skip
NEVER = frozenset({"reason", "opinion_text", "party.id_number", "party.phone", "hearing.requested_on"})
FRESH = (
    "evidence.", "record.", "statement_meeting.", "public_notice.", "review.", "recusal.", "suspension.",
    "extension.", "exclusion.",
)  # fmt: skip
"""Facts of which the case may hold several: each time anew."""


def _citations(key: str, part: str) -> Callable[[Asking], Any]:
    def found(ask: Asking) -> Any:
        known = ask.facts.get(key)
        if known:
            return [one if isinstance(one, str) else one.get("text") or one.get("citation") for one in known]
        return [c.text for c in getattr(ask.matter, part)] if ask.matter else []

    return found


def _answers(ask: Asking) -> list[dict[str, Any]]:
    word = {True: "yes", False: "no"}
    return [
        {"id": one.get("id"), "point": one.get("point"), "answer": one.get("answer") or "",
         "adopted": word.get(one.get("adopted"), "")}
        for one in ask.facts.get("statements") or ()
    ]  # fmt: skip


def _recusals(ask: Asking) -> list[dict[str, Any]]:
    return [
        {"id": one.get("id"), "name": one.get("name") or "", "reason": one.get("reason") or ""}
        for one in ask.facts.get("recusals") or ()
        if one.get("granted") is None
    ]


def _range(bound: str) -> Callable[[Asking], Any]:
    def found(ask: Asking) -> Any:
        return None if ask.look("range.base") else ask.look(f"range.{bound}")

    return found


def _choice(ask: Asking) -> Any:
    return ask.look("range.choice") or (ask.ranges[0].choice if len(ask.ranges) == 1 else None)


def _published(paper: str) -> Callable[[Asking], Any]:
    """The day on which that paper was announced last."""

    def found(ask: Asking) -> Any:
        days = [one.get("published_on") for one in ask.facts.get("public_notices") or () if one.get("paper") == paper]
        return days[-1] if days else None

    return found


def _announced(ask: Asking, paper: str) -> str | None:
    return "public_notice" if _published(paper)(ask) else None


def _receiver(ask: Asking) -> Any:
    return ask.look("party.legal_representative") or ask.look("party.name")


def _person(known: Any) -> Any:
    """Who is chosen by number is chosen again by it; an old file has names alone."""
    return known.get("officer_id") if isinstance(known, dict) else known


INITIAL: dict[str, Callable[[Asking], Any]] = {
    "officers": lambda ask: [str(o.get("officer_id")) for o in ask.facts.get("officers") or ()],
    "elements": lambda ask: ask.elements,
    "violated": _citations("violated", "violated"),
    "basis": _citations("basis", "basis"),
    "range.choice": _choice,
    "range.min": _range("min"),
    "range.max": _range("max"),
    "decision.penalties": lambda ask: ask.look("decision.penalties") or ask.look("notice.penalties"),
    "decision.reasons": lambda ask: ask.look("decision.reasons") or ask.look("opinion.reasons"),
    "statements": lambda ask: [{"received_on": ask.on.isoformat()}],
    "payments": lambda ask: [{"paid_on": ask.on.isoformat()}],
    "statement_answers": _answers,
    "recusals": _recusals,
    "review.points": known_points,
    "notice.hearing_told": lambda ask: ask.look("notice.hearing_told") or ask.look("notice.hearing_due"),
    "hearing.presiding": lambda ask: _person(ask.look("hearing.presiding")),
    "hearing.recorder": lambda ask: _person(ask.look("hearing.recorder")),
    "hearing.members": lambda ask: [_person(one) for one in ask.look("hearing.members") or ()],
    "hearing.held_on": lambda ask: str(ask.look("hearing.planned_at") or ask.on.isoformat())[:10],
    "notice.receiver": _receiver,
    "service.receiver": _receiver,
    "service_consent.receiver": _receiver,
    "coercion_extension.receiver": _receiver,
    "coercion_return.receiver": _receiver,
    "preservation_end.receiver": _receiver,
    "coercion_sale.goods": lambda ask: ask.look("coercion_sale.goods") or ask.look("coercion.goods"),
    "freeze.holder": lambda ask: ask.look("party.name"),
    "freeze_scene.frozen_amount": lambda ask: ask.look("freeze.amount"),
    "freeze_delivery.receiver": _receiver,
    "freeze_extension.receiver": _receiver,
    "freeze_end.receiver": _receiver,
    "statement_meeting.speaker": lambda ask: None,
    "notice.published_on": _published("notice"),
    "service.published_on": _published("decision"),
    "notice.way": lambda ask: ask.look("notice.way") or _announced(ask, "notice"),
    "service.way": lambda ask: ask.look("service.way") or _announced(ask, "decision"),
    "archive.archivist": lambda ask: ask.actor.name,
    "archive.retention": lambda ask: "30年",
    "closing.reason": lambda ask: "performed" if ask.look("performance.on") else "",
    "opinion.outcome": lambda ask: ask.look("opinion.outcome") or "penalty",
    "cause": lambda ask: ask.look("cause"),
    "evidence.date": lambda ask: ask.on.isoformat(),
    "record.person": lambda ask: ask.look("party.legal_representative"),
    "record.place": lambda ask: ask.look("party.address"),
    "penalties": lambda ask: ask.look("penalties"),
    "what": lambda ask: next(iter(ask.unendorsed if ask.offer.action == "endorse" else ask.pending), ""),
}


def initial(ask: Asking, path: str) -> Any:
    """The value a field opens with; None when it opens empty."""
    if path in INITIAL:
        return INITIAL[path](ask)
    if path in TODAY:
        return ask.look(path) if path != "on" and ask.look(path) else ask.on.isoformat()
    if path in NEVER or path.startswith(FRESH):
        return None
    return ask.look(path)
