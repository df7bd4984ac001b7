"""A real case seen as flags: what the checker's flags must be after each act that the decider accepted."""

from __future__ import annotations

from typing import Any

from minzhifa.law.check.explore import Space, State
from minzhifa.law.procedure import CaseState, look

PENALTY = "penalty"


def _hearing(facts: dict[str, Any]) -> str:
    result = look(facts, "hearing.result")
    if result:
        return {"held": "held"}.get(result, "given_up")
    return "open" if look(facts, "hearing.requested_on") else "none"


def _waiver(facts: dict[str, Any]) -> str:
    if look(facts, "waiver.statement") is not True:
        return "no"
    return "explicit" if look(facts, "waiver.form") in ("written", "record") else "bare"


def _clock(state: CaseState, term: str) -> str:
    clock = state.clocks.get(term)
    if clock is None:
        return "none"
    if clock.get("stopped"):
        return "stopped"
    return "paused" if any(one["to"] is None for one in clock["pauses"]) else "running"


def seen(state: CaseState, flag: str) -> str | None:
    """The flag of a real case; None where it cannot be told from the case alone."""
    facts: dict[str, Any] = dict(state.facts)
    head, _, rest = flag.partition(":")
    if head == "clock":
        return _clock(state, rest)
    if head == "pending":
        return "yes" if (facts.get("pending") or {}).get(rest) else "no"
    outcome = look(facts, "opinion.outcome")
    told = {
        "outcome": "none" if outcome is None else PENALTY if outcome == PENALTY else "other",
        "served": "yes" if look(facts, "notice.served_on") else "no",
        "waiver": _waiver(facts),
        "hearing": _hearing(facts),
        "filed": "yes" if "approve_filing" in state.done else "no",
        "service": "none" if look(facts, "service.way") is None else "proven",
        "late": "yes" if look(facts, "review.after_hearing") else "no",
        "decided": "yes" if "approve_decision" in state.done else "no",
        "performed": "yes" if "record_performance" in state.done else "no",
    }
    return told.get(flag)


def agrees(space: Space, state: State, case: CaseState) -> bool:
    """The abstract state may stand for the case."""
    stage, back, values = state
    if stage != case.stage or back not in ("", case.facts.get("resume_stage")):
        return False
    real = (seen(case, one.name) for one in space.flags)
    return all(one is None or one == value for one, value in zip(real, values, strict=True))


def waited(space: Space, states: set[State]) -> set[State]:
    """The states and all that time alone may make of them."""
    found, queue = set(states), list(states)
    while queue:
        for step, _ in space.steps(queue.pop()):
            if step.row is None and step.after not in found:
                found.add(step.after)
                queue.append(step.after)
    return found
