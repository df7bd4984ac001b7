"""What may be done next, and what is blocked and why: the left column of the case page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from minzhifa.law.errors import BadInput, NoAnswer
from minzhifa.law.procedure.context import Context, Verdict, cite, unknown
from minzhifa.law.procedure.decider import context, procedure_of
from minzhifa.law.procedure.facts import FACTS, How
from minzhifa.law.procedure.guards import GUARDS
from minzhifa.law.procedure.table import Need, Procedure, Row
from minzhifa.law.procedure.types import CaseState, Command, Performer, Refusal

if TYPE_CHECKING:
    from minzhifa.law.rulebook import Rules


@dataclass(frozen=True, slots=True)
class Offer:
    """One act: may this performer do it now. `fields` are the facts to ask for; `takes` those that may come too."""

    action: str
    label: str
    verb: str
    allowed: bool
    why: Refusal | None
    documents: tuple[str, ...]
    fields: tuple[Need, ...]
    takes: tuple[tuple[str, str, How], ...]  # key, label, how
    article: str | None
    mine: bool  # the performer holds a role for it
    also: tuple[Refusal, ...] = ()  # further guards that fail


def available(state: CaseState, performer: Performer, rules: Rules, on: date) -> list[Offer]:
    """Every act of the present stage, in the order of the table.

    Acts for other roles have `mine` False, and only that as the reason.
    Guards on facts that the act itself will ask for are left to `decide`.
    """
    procedure = procedure_of(rules, state.procedure)
    rows = [row for row in procedure.rows if state.stage in row.from_stages]
    return [_offer(state, performer, row, procedure, rules, on) for row in rows]


def _offer(  # noqa: PLR0917 -- one row for one performer
    state: CaseState, performer: Performer, row: Row, procedure: Procedure, rules: Rules, on: date
) -> Offer:
    command = Command(row.action, performer, on.isoformat(), {})
    ctx = context(state, command, row, procedure, rules, on)
    approval = rules.approvals.get(row.approval)
    mine = bool(performer.roles & {*row.who, *(approval.stand_in if approval and row.settles else ())})
    refusals = [
        Refusal(one.code, one.message, cite(one.article or row.article, ctx.domain, rules), one.fields, one.ok is None)
        for one in (_blocking(ctx) if mine else ())
    ]
    if not mine:
        refusals.insert(
            0,
            Refusal(
                "role_missing",
                f"“{row.verb}”不在{performer.name}的职权之内。",
                cite(row.article, ctx.domain, rules),
                ("by",),
            ),
        )
    refusals.sort(key=lambda one: one.unknown)
    takes = tuple((key, FACTS[key].label, how) for key, how in row.facts.items())
    return Offer(
        row.action, row.label, row.verb, not refusals, refusals[0] if refusals else None, row.documents, row.needs,
        takes, cite(row.article, ctx.domain, rules), mine, tuple(refusals[1:]),
    )  # fmt: skip


def _blocking(ctx: Context) -> list[Verdict]:
    asked = {*ctx.row.facts, *ctx.row.checks, *(need.top for need in ctx.row.needs), "on"}
    found = []
    for name in ctx.row.guards:
        try:
            verdict = GUARDS[name].test(ctx)
        except NoAnswer as error:
            verdict = unknown(error.code, error.message, error.article or GUARDS[name].article, *error.fields)
        except BadInput as error:
            verdict = unknown("bad_input", str(error), GUARDS[name].article, *error.fields)
        tops = {one.partition(".")[0] for one in verdict.fields}
        if verdict.ok is None and tops & asked:
            continue  # the form will ask
        if verdict.ok is not True:
            found.append(verdict)
    return found


def table(procedure: Procedure) -> tuple[Row, ...]:
    """The rows, as pages and documentation show them."""
    return procedure.rows
