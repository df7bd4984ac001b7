"""What the payment tab says of execution: the plan line by line, and each road that was taken with where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from minzhifa.cases.queries import CasePage, TermLine
from minzhifa.law.procedure import PartOffers, look, owing

ROADS = (owing.SURCHARGE, owing.DEMAND, "substitute", owing.COURT)
SERVED = ("demand_service.served_on", "substitute_service.served_on", "submission.submitted_on", "surcharge.from_on")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One instalment: its day and amount (yuan), and whether it was paid, missed, or is still to come."""

    n: int
    due: date
    amount: Decimal
    state: str  # paid, missed, ahead


@dataclass(frozen=True, slots=True)
class Plan:
    """The last plan that was approved: its stage in words and its lines."""

    part: PartOffers
    lines: Sequence[PlanLine]
    rest: str


@dataclass(frozen=True, slots=True)
class RoadView:
    """One road of enforcement: the part, since when, and its terms that run."""

    part: PartOffers
    since: str
    terms: Sequence[TermLine]


def plan_view(page: CasePage, on: date) -> Plan | None:
    """The plan by which the party pays or paid; None without one."""
    plans = [one for one in page.parts if one.procedure.id == owing.PLAN and one.state.stage in owing.KEPT_PLANS]
    if not plans:
        return None
    part = plans[-1]
    paid = owing.paid_for(page.state, part.state)
    lines = [
        PlanLine(
            line.n, line.due, line.amount, "paid" if line.by_then <= paid else "missed" if line.due < on else "ahead"
        )
        for line in owing.plan_of(part.state)
    ]
    return Plan(part, lines, str(look(part.state.facts, "plan_end.rest") or ""))


def roads(page: CasePage) -> list[RoadView]:
    """Surcharge, demand, substitute performance and application to the court, oldest first."""
    return [
        RoadView(
            one, next((str(day) for path in SERVED if (day := look(one.state.facts, path))), ""),
            [t for t in page.terms if t.term_id.startswith(f"{one.id}:") and not t.stopped],
        )
        for one in page.parts
        if one.procedure.id in ROADS
    ]  # fmt: skip
