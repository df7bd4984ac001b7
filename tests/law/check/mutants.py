"""Broken copies of the released tables: a guard left out, a row added, a column changed."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

from minzhifa.law.check import BROKEN, Finding, check
from minzhifa.law.procedure import Procedure, load
from minzhifa.rules import shipped

DATA = files("minzhifa.law") / "data" / "procedures"
TERMS = frozenset(term for term, _ in shipped().terms)
Table = dict[str, Any]


def table(name: str = "ordinary") -> Table:
    """The released table as parsed data, free to be changed."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


def rows(data: Table, action: str) -> Iterator[Table]:
    """The rows of one action."""
    return (row for row in data["row"] if row["action"] == action)


def without(data: Table, guard: str, action: str | None = None) -> Table:
    """The table with a guard left out of one act, or of all."""
    changed = copy.deepcopy(data)
    for row in changed["row"]:
        if guard in row["guards"] and action in (None, row["action"]):
            row["guards"].remove(guard)
    return changed


def found(data: Table, *properties: str) -> dict[str, Finding]:
    """What the check says of some properties of a table."""
    procedure: Procedure = load(data)
    report = check(procedure, {**shipped().procedures, procedure.id: procedure}, TERMS, properties)
    return {one.property: one for one in report.findings}


def broken(data: Table, name: str) -> Finding:
    """The finding on one property, which must be broken with a path."""
    finding = found(data, name)[name]
    assert finding.status == BROKEN, (name, finding)
    return finding


Change = Callable[[Table], None]
