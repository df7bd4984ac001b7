"""What may be done next, and what is blocked and why: the left column of the case page."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from minzhifa.law.citing import cite
from minzhifa.law.errors import BadInput, NoAnswer
from minzhifa.law.procedure.context import Context, Verdict, unknown
from minzhifa.law.procedure.dates import span
from minzhifa.law.procedure.decider import context
from minzhifa.law.procedure.facts import How
from minzhifa.law.procedure.guards import GUARDS
from minzhifa.law.procedure.parts import (
    Place,
    has_lapsed,
    held_by,
    new_part,
    procedure_of,
    proposed_once,
    second_of_single,
    title,
)
from minzhifa.law.procedure.stages import Stage
from minzhifa.law.procedure.table import PART, Need, Procedure, Row
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
    part: str = ""  # the part it acts on
    asks: tuple[Need, ...] = ()  # facts that a form asks for besides, and that need not be there


@dataclass(frozen=True, slots=True)
class PartOffers:
    """One part of a case: what it is, where it stands, what may be done with it."""

    id: str
    title: str
    procedure: Procedure
    state: CaseState
    offers: tuple[Offer, ...]
    lapsed: bool = False  # its term ran out, and with it the whole

    @property
    def stage_label(self) -> str:
        """Its stage as users read it."""
        stage = self.procedure.stage(self.state.stage)
        return stage.lapsed if self.lapsed else stage.label

    @property
    def open(self) -> bool:
        """There is still something to do."""
        stage = self.procedure.stage(self.state.stage)
        return self.procedure.is_open(stage.id) and not (self.lapsed and not stage.owed)

    @property
    def owed_now(self) -> Stage | None:
        """The stage, when it leaves something to be done at once: its term ran out, or it names none."""
        stage = self.procedure.stage(self.state.stage)
        return stage if stage.owed and (self.lapsed or not stage.lapses) else None


def available(
    state: CaseState, performer: Performer, rules: Rules, on: date, only: Container[str] | None = None
) -> list[Offer]:
    """Every act of the case itself (or those named in `only`) at its present stage, in the order of the table.

    Acts for other roles have `mine` False, and only that as the reason.
    Guards on facts that the act itself will ask for are left to `decide`.
    """
    held = procedure_of(rules, state.procedure)
    return _offers(Place(state, held, None, held), "", performer, rules, on, only)


def parts_of(state: CaseState, performer: Performer, rules: Rules, on: date) -> tuple[PartOffers, ...]:
    """The parts of the case, oldest first, each with its acts."""
    found = []
    for key, inner in state.parts.items():
        outer, procedure = procedure_of(rules, state.procedure), procedure_of(rules, inner.procedure)
        offers = tuple(_offers(Place(inner, procedure, state, outer), key, performer, rules, on))
        over = has_lapsed(inner, procedure, span(on))
        found.append(PartOffers(key, title(procedure, key), procedure, inner, offers, over))
    return tuple(found)


def openings(state: CaseState, performer: Performer, rules: Rules, on: date) -> tuple[Offer, ...]:
    """The acts that would begin a new part while the case stands where it does."""
    outer = procedure_of(rules, state.procedure)
    places = [new_part(state, one, outer) for one in rules.procedures.values() if one.kind == PART]
    return tuple(offer for here in places for offer in _offers(here, "", performer, rules, on))


def _offers(  # noqa: PLR0917 -- one place for one performer
    here: Place, part: str, performer: Performer, rules: Rules, on: date, only: Container[str] | None = None
) -> list[Offer]:
    rows = [
        row
        for row in here.procedure.rows
        if here.state.stage in row.from_stages and (only is None or row.action in only) and not here.host_is_past(row)
    ]
    offers = [_offer(here, part, performer, row, rules, on) for row in rows]
    return [replace(offer, part=part) for offer in offers] if part else offers


def _offer(here: Place, part: str, performer: Performer, row: Row, rules: Rules, on: date) -> Offer:  # noqa: PLR0917 -- one row for one performer
    command = Command(row.action, performer, on.isoformat(), {}, part)
    ctx = context(here, command, row, rules, on)
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
    takes = tuple((key, here.procedure.facts[key].label, how) for key, how in row.facts.items())
    return Offer(
        row.action, row.label, row.verb, not refusals, refusals[0] if refusals else None, row.documents, row.needs,
        takes, cite(row.article, ctx.domain, rules), mine, tuple(refusals[1:]), asks=row.asks,
    )  # fmt: skip


def _blocking(ctx: Context) -> list[Verdict]:
    asked = {*ctx.row.facts, *ctx.row.checks, *(need.top for need in ctx.row.needs), "on"}
    found = [verdict for verdict in (held_by(ctx), second_of_single(ctx), proposed_once(ctx)) if verdict.ok is not True]
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
