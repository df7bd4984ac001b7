"""What the engine works on: columns, lines of a file, findings, and an element as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from minzhifa.access import Actor

NEW, CHANGED, SAME = "new", "changed", "same"


class BadCell(ValueError):
    """A cell that cannot be taken: what is wrong, and how to mend it."""

    def __init__(self, wrong: str, mend: str = "") -> None:
        super().__init__(wrong)
        self.wrong, self.mend = wrong, mend


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `read` turns the text of a cell into its value or raises `BadCell`; empty cells are not read.

    `codes`: code → label where only these may be written (either is read, the label is written).
    """

    name: str
    label: str
    read: Callable[[str], Any] = str
    required: bool = False
    help: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    empty: Any = ""  # the value of an empty cell
    width: int = 16


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong in one place; `column` is the label, "" for the row as a whole."""

    row: int
    column: str
    wrong: str
    mend: str

    def sentence(self) -> str:
        """For the error column of the returned file."""
        where = f"【{self.column}】" if self.column else ""
        return f"{where}{self.wrong}" + (f" 改法：{self.mend}" if self.mend else "")


@dataclass(slots=True)
class Line:
    """One row of the file: its cells by label as written, its values by column name, what it would do."""

    row: int
    cells: Mapping[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    outcome: str = NEW

    def bad(self, column: str, wrong: str, mend: str = "") -> None:
        """Note what is wrong under this column's label."""
        self.findings.append(Finding(self.row, column, wrong, mend))

    @property
    def good(self) -> bool:
        """True while nothing is wrong."""
        return not self.findings


class Judge(Protocol):
    """Looks at all good lines together: against codes, the database, each other; sets `outcome`."""

    def __call__(self, *, actor: Actor, on: date, lines: Sequence[Line]) -> None: ...


class Load(Protocol):
    """Does what the lines say, through the rooms' operations; returns how many things were written."""

    def __call__(self, *, actor: Actor, at: datetime, lines: Sequence[Line], reason: str) -> int: ...


@dataclass(frozen=True, slots=True)
class Element:
    """One of the eight: what it is called, its columns, and what its room does with them.

    `keys`: names of the columns that together name one thing; twice in a file is wrong. `proposes`: what is loaded
    waits for somebody else's approval. `judge` and `load` are None where nothing is imported. `export` gives what is
    in force on a day, values by column name; `personal`: each export is recorded.
    """

    kind: str
    label: str
    what: str  # one sentence for the entry page
    number: int
    view: str  # its own pages
    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    export: Callable[[Actor, date], Iterable[Mapping[str, Any]]]
    judge: Judge | None = None
    load: Load | None = None
    may_import: Callable[[Actor], bool] = lambda _: False
    may_export: Callable[[Actor], bool] = lambda actor: bool(actor.grants)
    who: str = ""  # who may import, in words
    proposes: bool = False
    personal: bool = False
    whole: str = ""  # a column: rows alike in it are one thing, and one wrong row keeps all of it back

    def column(self, name: str) -> Column:
        """The column of this name."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True, slots=True)
class Checked:
    """A dry run: every line with what it would do, and everything that is wrong in the order of the file."""

    kind: str
    lines: Sequence[Line]
    ignored: Sequence[str] = ()  # columns of the file that mean nothing here

    @property
    def findings(self) -> list[Finding]:
        """All of them."""
        return [finding for line in self.lines for finding in line.findings]

    @property
    def bad_rows(self) -> int:
        """How many rows are wrong."""
        return sum(not line.good for line in self.lines)

    def count(self, outcome: str) -> int:
        """How many good rows would do this."""
        return sum(line.good and line.outcome == outcome for line in self.lines)

    @property
    def counts(self) -> dict[str, int]:
        """new, changed, same, wrong."""
        return {**{outcome: self.count(outcome) for outcome in (NEW, CHANGED, SAME)}, "wrong": self.bad_rows}
