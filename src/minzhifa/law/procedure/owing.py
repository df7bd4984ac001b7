"""What is owed after a decision: fine, payments, instalments, surcharge, remedies, the way to the court.

Pure readings of the case and its parts. What cannot be told is None, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from minzhifa.law import discretion
from minzhifa.law.errors import BadInput
from minzhifa.law.fines import CENT, surcharge
from minzhifa.law.money import parse_yuan
from minzhifa.law.procedure.dates import span
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.reckoning import reckoned
from minzhifa.law.procedure.shapes import are_items
from minzhifa.law.procedure.types import CaseState
from minzhifa.law.terms import Pause

if TYPE_CHECKING:
    from minzhifa.law.rulebook import Rules

PLAN, DEMAND, SURCHARGE, COURT, COERCION = "payment_plan", "demand", "surcharge", "court_application", "coercion"
PAYMENT, WINDOW = "payment", "court_application"
REMEDIES = ("reconsideration", "litigation")
KEPT_PLANS = frozenset({"running", "completed", "broken"})
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Instalment:
    """One line of a plan: its number, last day, amount, and what is to have been paid by then in all (yuan)."""

    n: int
    due: date
    amount: Decimal
    by_then: Decimal


@dataclass(frozen=True, slots=True)
class Owed:
    """A surcharge as it stands on a day: what it is reckoned on, the amount, counted days, its cap, the sentence."""

    base: Decimal
    amount: Decimal
    days: int
    capped: bool
    explanation: str


def fine_of(case: CaseState) -> Decimal | None:
    """The fine of the decision, yuan; None when there is none or an amount is unknown."""
    penalties = look(case.facts, "decision.penalties")
    try:
        return None if penalties is None else discretion.total(penalties, discretion.FINE)
    except InvalidOperation:
        return None


def payments_of(case: CaseState) -> list[tuple[date | None, Decimal]]:
    """Day and amount of each payment that can be read."""
    found = []
    for one in case.facts.get("payments") or ():
        try:
            amount, day = Decimal(str(one.get("amount"))), span(one.get("paid_on"))
        except (InvalidOperation, BadInput):
            continue
        found.append((day.exact if day else None, amount))
    return found


def paid_of(case: CaseState) -> Decimal:
    """All that was paid, yuan."""
    return sum((amount for _, amount in payments_of(case)), Decimal(0))


def unpaid(case: CaseState) -> Decimal | None:
    """What is left of the fine, yuan; None when the fine is not known."""
    fine = fine_of(case)
    return None if fine is None else max(fine - paid_of(case), Decimal(0))


def parts_named(case: CaseState, procedure: str) -> dict[str, CaseState]:
    """The parts of one procedure, oldest first."""
    return {key: part for key, part in case.parts.items() if part.procedure == procedure}


def instalments(rows: Iterable[Mapping[str, Any]]) -> list[Instalment]:
    """The lines of a plan as they stand. Raises `BadInput` where a day or an amount cannot be read."""
    found: list[Instalment] = []
    whole = Decimal(0)
    if not are_items(rows):
        raise BadInput("缴纳计划的格式不正确。", fields=("plan.rows",))
    for n, one in enumerate(rows, 1):
        day = span(one.get("due_on"))
        if day is None or day.exact is None:
            raise BadInput(f"第 {n} 期的缴纳日期须写明到日。", fields=("plan.rows",))
        amount = parse_yuan(str(one.get("amount") or ""))
        whole += amount
        found.append(Instalment(n, day.exact, amount, whole))
    return found


def plan_of(part: CaseState) -> list[Instalment]:
    """The lines of a plan that was proposed before; [] when there is none that can be read."""
    try:
        return instalments(look(part.facts, "plan.rows") or ())
    except BadInput:
        return []


def running_plan(case: CaseState) -> CaseState | None:
    """The plan by which the party pays now."""
    return next((part for part in parts_named(case, PLAN).values() if part.stage == "running"), None)


def plan_end(case: CaseState) -> date | None:
    """The last day of the plans that were approved (处罚法72 II); None without one."""
    plans = [part for part in parts_named(case, PLAN).values() if part.stage in KEPT_PLANS]
    return max((line.due for part in plans for line in plan_of(part)), default=None)


def paid_for(case: CaseState, part: CaseState) -> Decimal:
    """What was paid since the plan was made, yuan."""
    before = look(part.facts, "plan.paid_before")
    return paid_of(case) - (Decimal(str(before)) if before is not None else Decimal(0))


def missed(case: CaseState, part: CaseState, on: date) -> Instalment | None:
    """The first line whose day is over and whose money has not come."""
    paid = paid_for(case, part)
    return next((line for line in plan_of(part) if line.due < on and line.by_then > paid), None)


def fine_due(case: CaseState) -> date | None:
    """The last day without a surcharge: of the line on which a plan broke, else of the decision."""
    broken = [look(part.facts, "plan_end.missed_on") for part in parts_named(case, PLAN).values()]
    day = span(next((one for one in reversed(broken) if one), None) or (case.clocks.get(PAYMENT) or {}).get("due"))
    return day.exact if day else None


def remedy_pauses(case: CaseState, until: date) -> list[Pause]:
    """Times of reconsideration and litigation as they were recorded; one that still runs lasts until `until`."""
    found = []
    for kind in REMEDIES:
        begun: date | None = None
        for name, day, ended in _followed(case, kind):
            if name == kind:
                begun = begun or day
                if ended:
                    found += _pause(begun, ended, kind)
                    begun = None
            elif begun:
                found += _pause(begun, day, kind)
                begun = None
        if begun:
            found += _pause(begun, until, kind)
    return found


def _pause(first: date | None, last: date | None, kind: str) -> list[Pause]:
    return [Pause(first, last, kind)] if first and last and first <= last else []


def _followed(case: CaseState, kind: str) -> list[tuple[str, date | None, date | None]]:
    """Recorded beginnings and ends of this remedy by their days; those of unknown day come last."""
    items = [one for one in case.facts.get("follow_ups") or () if str(one.get("kind")) in (kind, f"{kind}_end")]
    found = [(str(one["kind"]), _day(one.get("date")), _day(one.get("ended_on"))) for one in items]
    return sorted(found, key=lambda one: (one[1] or date.max, one[0]))


def _day(value: object) -> date | None:
    try:
        found = span(value)
    except BadInput:
        return None
    return found.exact if found else None


def used(case: CaseState, kind: str) -> bool:
    """The party went this way (recorded as having happened, whatever came of it)."""
    return any(name == kind for name, _, _ in _followed(case, kind))


def ended_on(case: CaseState, kind: str) -> date | None:
    """The day the remedy ended, where that was recorded."""
    days = [ended or (day if name != kind else None) for name, day, ended in _followed(case, kind)]
    return max((day for day in days if day), default=None)


def remedies_end(case: CaseState, rules: Rules, domain: str) -> date | None:
    """The day on which both periods, of reconsideration and of litigation, are over; None when not known.

    After a reconsideration that the party lost the period to sue is its own (行政诉讼法45).
    """
    dues = [_day((case.clocks.get(kind) or {}).get("due")) for kind in REMEDIES]
    if used(case, "reconsideration"):
        ended = ended_on(case, "reconsideration")
        if ended is None:
            return None
        return reckoned(rules.term("litigation_after_reconsideration", domain, ended), ended, rules.calendar).due
    known = [day for day in dues if day]
    return max(known) if len(known) == len(dues) else None


def court_start(case: CaseState, rules: Rules, domain: str) -> date | None:
    """From which day the three months to apply to the court run (强制法53; after instalments 处罚法72 II)."""
    over = remedies_end(case, rules, domain)
    last = plan_end(case)
    return over if over is None or last is None else max(over, last)


def surcharge_on(case: CaseState, rules: Rules, domain: str, on: date) -> Owed | None:
    """The surcharge up to `on` (that day counts), by the payments as they came; None when nothing is due, or unknown.

    Days of reconsideration and litigation are not counted (处罚法73 III); never more than what was left then.
    """
    fine, due = fine_of(case), fine_due(case)
    if fine is None or due is None or on <= due or running_plan(case):
        return None
    came = sorted((day, amount) for day, amount in payments_of(case) if day)
    base = max(fine - sum((amount for day, amount in came if day <= due), Decimal(0)), Decimal(0))
    if not base:
        return None
    rate, cap = rules.surcharge_terms(due, domain)
    pauses = remedy_pauses(case, on)
    later = [(day, amount) for day, amount in came if due < day <= on]
    return _added(base, due, on, later, pauses, rate, cap)


def _added(  # noqa: PLR0917 -- one sum over the stretches between payments
    base: Decimal, due: date, on: date, later: Sequence[tuple[date, Decimal]], pauses: Sequence[Pause],
    rate: Decimal, cap: Decimal | None,
) -> Owed:  # fmt: skip
    if not later:
        one = surcharge(base, due, on, pauses, rate=rate, cap=cap)
        return Owed(base, one.amount, one.days, one.capped, one.explanation)
    left, since, days, amount, told = base, due, 0, Decimal(0), []
    for day, paid in [*later, (on, Decimal(0))]:
        one = surcharge(left, since, day, pauses, rate=rate, cap=None)
        if one.days and left:
            amount, days = amount + one.amount, days + one.days
            told.append(one.explanation)
        left, since = max(left - paid, Decimal(0)), day
    most = None if cap is None else (base * cap).quantize(CENT, ROUND_HALF_UP)
    capped = most is not None and amount >= most
    amount = min(amount, most) if most is not None else amount
    return Owed(base, amount, days, capped, "".join(told))
