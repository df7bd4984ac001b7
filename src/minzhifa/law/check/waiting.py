"""Which proposals may wait for an answer at each stage: told from the table alone, before any state is explored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from minzhifa.law.procedure.stages import Stage
from minzhifa.law.procedure.table import RESUME, STAY, Row


def may_wait(rows: Mapping[str, Sequence[Row]], stages: Mapping[str, Stage]) -> dict[str, frozenset[str]]:
    """Stage → names of proposals that may be pending there. Never too few; perhaps too many."""
    found: dict[str, frozenset[str]] = {}
    changed = True
    while changed:
        changed = False
        for stage, leaving in rows.items():
            for row in leaving:
                names = _left(row, found.get(stage, frozenset()))
                for target in _targets(row, stage, rows):
                    reached = stages.get(target)
                    kept = frozenset() if reached and reached.drops else names
                    kept |= {row.pends} if row.pends else frozenset()
                    if not kept <= found.get(target, frozenset()):
                        found[target] = found.get(target, frozenset()) | kept
                        changed = True
    return found


def _left(row: Row, names: frozenset[str]) -> frozenset[str]:
    if "nothing_pending" in row.guards:
        return frozenset()
    answered = row.settles == "*" and len(names) == 1
    return frozenset() if answered else names - {row.settles}


def _targets(row: Row, stage: str, rows: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    prefix, _, plain = stage.rpartition(":")
    for to in row.targets:
        if to == STAY:
            yield stage
        elif to == RESUME:  # any stage from which this one was entered, or any at all once it was left
            yield from (one for one, leaving in rows.items() if any(_enters(other, one, plain) for other in leaving))
        else:
            yield to if ":" in to or not prefix else f"{prefix}:{to}"


def _enters(row: Row, stage: str, target: str) -> bool:
    return any(to.rpartition(":")[2] == target for to in row.targets if to not in (STAY, RESUME)) and bool(stage)
