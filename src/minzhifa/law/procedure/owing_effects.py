"""What acts of execution write besides their facts: instalments as terms, sums as the law reckons them, the package."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from minzhifa.law.errors import BadInput, NoAnswer
from minzhifa.law.money import parse_yuan
from minzhifa.law.procedure import clocks, owing
from minzhifa.law.procedure.context import Context
from minzhifa.law.procedure.dates import Span
from minzhifa.law.procedure.effects import Patch, effect
from minzhifa.law.procedure.facts import look
from minzhifa.law.procedure.package import package
from minzhifa.law.words import day_words

T = TypeVar("T")
SOURCE = "《行政处罚法》第六十六条第二款"
PREFIX = "instalment-"


def _known(ask: Callable[[], T]) -> T | None:
    """The answer; None where the rules or the calendar hold none. A clock or a sum is then left to a later act."""
    try:
        return ask()
    except (NoAnswer, BadInput):
        return None


def _yuan(value: object) -> Decimal | None:
    return _known(lambda: parse_yuan(str(value or "")))


@effect
def number_instalments(ctx: Context, patch: Patch) -> None:
    """The lines get their numbers; what was paid before the plan does not count for it."""
    try:
        lines = owing.instalments(look(ctx.facts, "plan.rows") or ())
    except BadInput:
        return  # an old record that does not say it all
    rows = [{"n": str(one.n), "due_on": one.due.isoformat(), "amount": f"{one.amount:.2f}"} for one in lines]
    patch["plan"] = {**(patch.get("plan") or {}), "rows": rows, "paid_before": str(owing.paid_of(ctx.case))}


@effect
def start_instalments(ctx: Context, patch: Patch) -> None:
    """Each line of the plan is a term of the party; the time to apply to the court runs from the last of them."""
    touched = patch.setdefault("clocks", {})
    lines = owing.plan_of(ctx.state)
    for line in lines:
        due = line.due.isoformat()
        touched[f"{PREFIX}{line.n}"] = {
            "term": f"{PREFIX}{line.n}", "domain": ctx.domain, "start": ctx.command.on, "pauses": [], "extensions": [],
            "stopped": None, "named": True, "title": f"缴纳第{line.n}期罚款", "source": SOURCE, "mark": "V",
            "whose": "party", "due": due, "raw": due, "explanation": f"批准的期限：{day_words(due)}",
        }  # fmt: skip
    if lines:
        _window(ctx, touched, max(line.due for line in lines))


@effect
def start_court_window(ctx: Context, patch: Patch) -> None:
    """The three months to apply to the court, where it is known since when they run."""
    begun = _known(lambda: owing.court_start(ctx.case, ctx.rules, ctx.domain))
    if begun:
        _window(ctx, patch.setdefault("clocks", {}), begun)


def _window(ctx: Context, touched: dict[str, Any], begun: date) -> None:
    over = _known(lambda: owing.remedies_end(ctx.case, ctx.rules, ctx.domain))
    day = max(begun, over) if over else begun
    found = clocks.start(owing.WINDOW, ctx.domain, Span(day, day, day.isoformat()), ctx.rules)
    if found:
        touched[owing.WINDOW] = found


@effect
def pay_instalment(ctx: Context, patch: Patch) -> None:
    """The payment stands among those of the case; the lines it covers are done."""
    given = look(ctx.facts, "plan_payment") or {}
    place, amount = len(ctx.case.facts.get("payments") or ()) + 1, _yuan(given.get("amount"))
    if amount is None:
        return
    paid = {"id": f"payments-{place}", "amount": f"{amount:.2f}", "paid_on": given.get("paid_on")}
    patch["host"] = {"payments": [paid]}
    whole = owing.paid_for(ctx.case, ctx.state) + amount
    for line in owing.plan_of(ctx.state):
        if line.by_then <= whole:
            _stop(ctx, patch, f"{PREFIX}{line.n}", str(given.get("paid_on") or ctx.command.on))


@effect
def stop_instalments(ctx: Context, patch: Patch) -> None:
    """The plan is over: no line of it is waited for any more."""
    for term in ctx.state.clocks:
        if term.startswith(PREFIX):
            _stop(ctx, patch, term, ctx.command.on)


def _stop(ctx: Context, patch: Patch, term: str, on: str) -> None:
    clock = ctx.state.clocks.get(term)
    if clock and not clock.get("stopped"):
        patch.setdefault("clocks", {})[term] = {**clock, "stopped": on}


@effect
def rest_falls_due(ctx: Context, patch: Patch) -> None:
    """Which line was missed, and what is left of the fine."""
    line = owing.missed(ctx.case, ctx.state, ctx.on.first) if ctx.on else None
    left = owing.unpaid(ctx.case)
    patch["plan_end"] = {
        **(patch.get("plan_end") or {}), "missed_on": line.due.isoformat() if line else None,
        "missed": str(line.n) if line else None, "rest": None if left is None else f"{left:.2f}",
    }  # fmt: skip


@effect
def keep_surcharge_terms(ctx: Context, patch: Patch) -> None:
    """Rate and cap as the rules have them on the day from which the surcharge runs."""
    day = ctx.day("surcharge.from_on")
    found = _known(lambda: ctx.rules.surcharge_terms(day.first, ctx.domain)) if day else None
    base = _yuan(look(ctx.facts, "surcharge.base"))
    if found is None or base is None:
        return
    rate, cap = found
    most = None if cap is None else f"{base * cap:.2f}"
    terms = {"base": f"{base:.2f}", "rate": str(rate), "cap": most}
    patch["surcharge"] = {**(patch.get("surcharge") or {}), **terms}


@effect
def reckon_surcharge(ctx: Context, patch: Patch) -> None:
    """What the surcharge came to by the payments and the times that are not counted, with its sentence."""
    on = ctx.on
    found = _known(lambda: owing.surcharge_on(ctx.case, ctx.rules, ctx.domain, on.last)) if on else None
    known = {"reckoned": f"{found.amount:.2f}", "sentence": found.explanation} if found else {}
    patch["surcharge_end"] = {**(patch.get("surcharge_end") or {}), **known}


@effect
def reopen_demand_statement(ctx: Context, patch: Patch) -> None:
    """What the party says anew is not yet looked at."""
    patch["demand_statement"] = {**(patch.get("demand_statement") or {}), "adopted": None, "answer": None}


@effect
def keep_package(ctx: Context, patch: Patch) -> None:
    """The list of what goes to the court, each item with what stands for it in the file."""
    rows = [{"item": one.item, "material": one.found, "ground": one.ground} for one in package(ctx)]
    patch["court_package"] = {"rows": rows}
