"""What runs inside a case with a procedure of its own: a seizure, a hearing, an order to rectify. One engine for both.

A part is a `CaseState` of a part procedure, kept in the `parts` of the case. Commands address it by `Command.part`;
an act that opens a part is known by its name alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from minzhifa.law.errors import NoAnswer
from minzhifa.law.procedure.context import PASS, Context, Verdict, no
from minzhifa.law.procedure.dates import Span, after, span
from minzhifa.law.procedure.stages import Stage
from minzhifa.law.procedure.table import PART, Procedure, Row
from minzhifa.law.procedure.types import CaseState, Refusal

if TYPE_CHECKING:
    from minzhifa.law.rulebook import Rules


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command acts: the case or the part, its procedure, and for a part the case around it."""

    state: CaseState
    procedure: Procedure
    host: CaseState | None
    host_procedure: Procedure

    @property
    def around(self) -> Stage:
        """The stage of the case as a whole."""
        return self.host_procedure.stage((self.host or self.state).stage)

    def host_is_past(self, row: Row) -> bool:
        """The case around the part stands where this act cannot be done."""
        if self.host is None:
            return False
        return self.around.end or bool(row.host and self.host.stage not in row.host)


def procedure_of(rules: Rules, name: str) -> Procedure:
    """The loaded procedure. Raises `NoAnswer` when none of that name is loaded."""
    found = rules.procedures.get(name)
    if not isinstance(found, Procedure):
        raise NoAnswer(f"没有载入程序“{name}”。", fields=("procedure",))
    return found


def place(state: CaseState, action: str, part: str, rules: Rules) -> Place | Refusal:
    """Where the act is done: in the part of that id, in a new part that it opens, else in the case itself."""
    try:
        outer = procedure_of(rules, state.procedure)
        if part and part not in state.parts:
            return Refusal("no_such_part", f"本案没有“{part}”这一项。", None, ("part",))
        if part:
            return Place(state.parts[part], procedure_of(rules, state.parts[part].procedure), state, outer)
    except NoAnswer as error:
        return Refusal(error.code, error.message, None, error.fields, unknown=True)
    opened = None if action in outer.actions else opened_by(action, rules)
    return new_part(state, opened, outer) if opened else Place(state, outer, None, outer)


def new_part(state: CaseState, procedure: Procedure, outer: Procedure) -> Place:
    """A part that is not yet there."""
    return Place(CaseState(procedure=procedure.id), procedure, state, outer)


def opened_by(action: str, rules: Rules) -> Procedure | None:
    """The part procedure that begins with this act."""
    parts = (one for one in rules.procedures.values() if one.kind == PART)
    return next((one for one in parts if any(row.opens for row in one.rows_of(action))), None)


def open_parts(case: CaseState, rules: Rules, on: Span | None = None) -> dict[str, Procedure]:
    """The parts in which there is still something to do, by id.

    What ended by itself before the day `on` is not among them, unless something is owed then (`Stage.owed`).
    """
    found = {key: procedure_of(rules, part.procedure) for key, part in case.parts.items()}
    return {
        key: one
        for key, one in found.items()
        if one.is_open(case.parts[key].stage)
        and (one.stage(case.parts[key].stage).owed or not has_lapsed(case.parts[key], one, on))
    }


def has_lapsed(part: CaseState, procedure: Procedure, on: Span | None) -> bool:
    """Its stage is one that ends with a term, and by that day the term had run out."""
    clock = part.clocks.get(procedure.stage(part.stage).lapses) or {}
    due = None if clock.get("stopped") else span(clock.get("due"))
    return after(on, due) is True


def held_by(ctx: Context) -> Verdict:
    """An act of the case waits until the parts that hold it are finished."""
    if ctx.host is not None or not ctx.state.parts:
        return PASS
    for key, procedure in open_parts(ctx.state, ctx.rules, ctx.on).items():
        if ctx.row.action in procedure.holds:
            stage = procedure.label_of(ctx.state.parts[key].stage)
            text = f"“{title(procedure, key)}”还没有办结（{stage}），不能办理“{ctx.row.label}”。"
            return no("part_is_open", text, procedure.article, "parts")
    return PASS


def proposed_once(ctx: Context) -> Verdict:
    """What waits for its approval is not proposed again: it is withdrawn, returned or decided first."""
    if not ctx.row.pends or not (ctx.state.facts.get("pending") or {}).get(ctx.row.pends):
        return PASS
    text = f"“{ctx.row.label}”已经提出，还没有批准；要改动的，先撤回或者请批准人退回。"
    return no("already_proposed", text, ctx.row.article)


def second_of_single(ctx: Context) -> Verdict:
    """Of some parts only one may be open at a time."""
    if ctx.host is None or not ctx.procedure.single or ctx.command.part:
        return PASS
    if any(one.id == ctx.procedure.id for one in open_parts(ctx.host, ctx.rules, ctx.on).values()):
        text = f"本案已有一项“{ctx.procedure.label}”正在办理。"
        return no("part_is_open", text, ctx.procedure.article, "part")
    return PASS


def title(procedure: Procedure, part: str) -> str:
    """The part as users read it: its procedure and which one it is."""
    return f"{procedure.label}（{part.rpartition('-')[2]}）"


def whole(case: CaseState, part: str) -> CaseState:
    """The part as papers see it: its own facts over those of the case, nothing of its own missing."""
    inner = case.parts[part]
    acts = {**(case.facts.get("acts") or {}), **(inner.facts.get("acts") or {})}
    return replace(
        inner, facts={**case.facts, **inner.facts, "acts": acts}, done={**case.done, **inner.done},
        clocks={**case.clocks, **inner.clocks}, parts={},
    )  # fmt: skip
