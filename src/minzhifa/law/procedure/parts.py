"""What runs inside a case with a procedure of its own: a seizure, a hearing, an order to rectify. One engine for both.

A part is a `CaseState` of a part procedure, kept in the `parts` of the case. Commands address it by `Command.part`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from minzhifa.law.errors import NoAnswer
from minzhifa.law.procedure.context import PASS, Context, Verdict, no
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


def place(state: CaseState, part: str, rules: Rules) -> Place | Refusal:
    """The case itself, the part of that id, or a new part of that procedure."""
    try:
        host_procedure = procedure_of(rules, state.procedure)
        if not part:
            return Place(state, host_procedure, None, host_procedure)
        inner = state.parts.get(part) or CaseState(procedure=part)
        procedure = procedure_of(rules, inner.procedure)
    except NoAnswer as error:
        return Refusal(error.code, error.message, None, error.fields, unknown=True)
    if procedure.kind != PART:
        return Refusal("no_such_part", f"“{procedure.label}”不是案内程序。", None, ("part",))
    return Place(inner, procedure, state, host_procedure)


def open_parts(case: CaseState, rules: Rules) -> dict[str, Procedure]:
    """The parts in which there is still something to do, by id."""
    found = {key: procedure_of(rules, part.procedure) for key, part in case.parts.items()}
    return {key: one for key, one in found.items() if one.is_open(case.parts[key].stage)}


def held_by(ctx: Context) -> Verdict:
    """An act of the case waits until the parts that hold it are finished."""
    if ctx.host is not None or not ctx.state.parts:
        return PASS
    for key, procedure in open_parts(ctx.state, ctx.rules).items():
        if ctx.row.action in procedure.holds:
            stage = procedure.label_of(ctx.state.parts[key].stage)
            text = f"“{title(procedure, key)}”还没有办结（{stage}），不能办理“{ctx.row.label}”。"
            return no("part_is_open", text, procedure.article, "parts")
    return PASS


def second_of_single(ctx: Context) -> Verdict:
    """Of some parts only one may be open at a time."""
    if ctx.host is None or not ctx.procedure.single or ctx.command.part in ctx.host.parts:
        return PASS
    if any(one.id == ctx.procedure.id for one in open_parts(ctx.host, ctx.rules).values()):
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
