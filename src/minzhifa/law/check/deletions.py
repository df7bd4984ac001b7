"""What holds the tables to the law, tried: each guard of each act left out in turn, and whether a property notices.

A guard whose absence no property notices is either proved elsewhere (`UNNOTICED` says where and why) or a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from minzhifa.law.check.checking import BROKEN, prove
from minzhifa.law.check.explore import Memo
from minzhifa.law.check.formulas import flags_in
from minzhifa.law.check.models import MODELS
from minzhifa.law.check.properties import FIXED, PROPERTIES, Property
from minzhifa.law.procedure.table import Procedure

WHO = frozenset({"approver_is_not_proposer", "recalled_by_proposer"})
"""Guards that also ask whose proposal waits."""


@dataclass(frozen=True, slots=True)
class Left:
    """One guard left out of one act. `noticed`: the property that breaks, "" where none does."""

    procedure: str
    action: str
    source: tuple[str, ...]
    guard: str
    noticed: str


def deletions(procedure: Procedure, others: Mapping[str, Procedure], memo: Memo) -> Iterator[Left]:
    """Every guard of every act left out, one at a time. `memo`: what is known of the procedures as they are."""
    kept = {key: found for key, found in memo.items() if key[1] != procedure.id}
    for place, row in enumerate(procedure.rows):
        for guard in row.guards:
            bare = replace(row, guards=tuple(one for one in row.guards if one != guard))
            rows = (*procedure.rows[:place], bare, *procedure.rows[place + 1 :])
            held = replace(procedure, rows=rows)
            noticed = _noticed(held, {**others, held.id: held}, guard, dict(kept))
            yield Left(procedure.id, row.action, tuple(row.from_stages), guard, noticed)


def _noticed(held: Procedure, others: Mapping[str, Procedure], guard: str, memo: Memo) -> str:
    for one in _touched(guard):
        if prove(one, held, others, memo)[0] == BROKEN:
            return one.id
    return ""


def _touched(guard: str) -> list[Property]:
    """The properties that the guard may bear on: those asking for conditions, and those that look at its flags."""
    formula = MODELS.get(guard)
    read = (flags_in(formula) if formula else frozenset()) | (frozenset({"own"}) if guard in WHO else frozenset())
    everywhere = bool(read & FIXED)
    first = [one for one in PROPERTIES if one.id == "conditions"]  # the quickest by far
    return first + [one for one in PROPERTIES if one.id != "conditions" and (everywhere or read & set(one.flags))]
