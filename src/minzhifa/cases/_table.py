"""What the engine and the lists read from the law's own tables: actions, labels, who approves what."""

from __future__ import annotations

from functools import cache

from minzhifa.law.procedure import CASE, CaseState, Procedure, Refusal, Row, Stage, place
from minzhifa.law.procedure.stages import NONE
from minzhifa.rules import shipped

ORDINARY = "ordinary"


def procedure(name: str) -> Procedure:
    """The procedure of this id. Raises `KeyError` for what is none."""
    found: Procedure = shipped().procedures[name]
    return found


@cache
def _actions() -> frozenset[str]:
    return frozenset(action for one in shipped().procedures.values() for action in one.actions)


def actions(name: str = ORDINARY) -> tuple[str, ...]:
    """Every act of a procedure, in the table's order."""
    return procedure(name).actions


def is_action(action: str) -> bool:
    """True when some procedure has it."""
    return action in _actions()


def row_for(state: CaseState, action: str, part: str = "") -> Row | None:
    """The row of this action where the case, its part or the part that it opens now stands."""
    here = place(state, action, part, shipped())
    return None if isinstance(here, Refusal) else here.procedure.row(action, here.state.stage)


@cache
def settling_act(name: str, what: str) -> str | None:
    """The act that approves what was proposed under the name `what` (filing → approve_filing)."""
    return next((row.action for row in procedure(name).rows if row.settles == what and row.approval), None)


@cache
def settled_by(action: str, name: str = ORDINARY) -> str:
    """What the act approves, by the name under which it was proposed; "" when it approves nothing by name."""
    rows = procedure(name).rows_of(action)
    return next((row.settles for row in rows if row.settles and row.settles != "*"), "")


@cache
def proposed_by(action: str, name: str = ORDINARY) -> str:
    """The act that proposed what this one approves; the act itself where it approves nothing."""
    what = settled_by(action, name)
    return next((row.action for row in procedure(name).rows if what and row.pends == what), action)


@cache
def label_of(name: str, action: str) -> str:
    """The act as users read it."""
    return next((row.label for row in procedure(name).rows if row.action == action), action)


@cache
def label_anywhere(action: str) -> str:
    """The act as users read it, in the ordinary procedure or else in the first that has it."""
    names = [ORDINARY, *(name for name in shipped().procedures if name != ORDINARY)]
    return next((label_of(name, action) for name in names if action in actions(name)), action)


@cache
def approvers(name: str, action: str) -> tuple[str, ...]:
    """The roles that may do the act, stand-ins of the approvals table included."""
    found: set[str] = set()
    for row in procedure(name).rows_of(action):
        approval = shipped().approvals.get(row.approval)
        found |= {*row.who, *(approval.stand_in if approval and row.settles else ())}
    return tuple(sorted(found))


@cache
def stages() -> tuple[Stage, ...]:
    """The stages of all case procedures, each name once."""
    found: dict[str, Stage] = {}
    for one in shipped().procedures.values():
        if one.kind == CASE:
            found = {**one.stages, **found}
    return tuple(found.values())


@cache
def beginnings() -> tuple[Procedure, ...]:
    """The case procedures by which a case may begin with a lead, the ordinary one first."""
    found = [one for one in shipped().procedures.values() if one.kind == CASE and one.row("register_lead", NONE)]
    return tuple(sorted(found, key=lambda one: one.id != ORDINARY))


@cache
def stage_label(name: str, stage: str) -> str:
    """A stage as users read it, whatever the procedure."""
    held = shipped().procedures.get(name)
    return held.label_of(stage) if held else stage


@cache
def finished(name: str, stage: str) -> bool:
    """Nobody works on it any more."""
    return not procedure(name).is_open(stage)
