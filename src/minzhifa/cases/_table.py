"""What the engine and the lists read from the law's own table: actions, labels, who approves what."""

from __future__ import annotations

from functools import cache

from minzhifa.law.procedure import Row, table
from minzhifa.rules import shipped

PROCEDURE = "ordinary"


@cache
def rows() -> dict[str, tuple[Row, ...]]:
    """Rows of the table by action; an action may have several, by stage."""
    found: dict[str, list[Row]] = {}
    for row in table(shipped().procedures[PROCEDURE]):
        found.setdefault(row.action, []).append(row)
    return {action: tuple(each) for action, each in found.items()}


def actions() -> tuple[str, ...]:
    """Every act that can be done to a case, in the table's order."""
    return tuple(rows())


def is_action(action: str) -> bool:
    """True when the closed list has it."""
    return action in rows()


def row_for(action: str, stage: str) -> Row | None:
    """The row of this action that starts from `stage`."""
    return next((row for row in rows().get(action, ()) if stage in row.from_stages), None)


@cache
def settling_act(what: str) -> str | None:
    """The act that approves what was proposed under the name `what` (filing → approve_filing)."""
    for action, each in rows().items():
        if any(row.settles == what and row.approval for row in each):
            return action
    return None


@cache
def settled_by(action: str) -> str:
    """What the act approves, by the name under which it was proposed; "" when it approves nothing by name."""
    return next((row.settles for row in rows().get(action, ()) if row.settles and row.settles != "*"), "")


def label_of(action: str) -> str:
    """The act as users read it."""
    each = rows().get(action)
    return each[0].label if each else action


def approvers(action: str) -> list[str]:
    """The roles that may do the act, stand-ins of the approvals table included."""
    found: set[str] = set()
    for row in rows().get(action, ()):
        approval = shipped().approvals.get(row.approval)
        found |= {*row.who, *(approval.stand_in if approval and row.settles else ())}
    return sorted(found)
