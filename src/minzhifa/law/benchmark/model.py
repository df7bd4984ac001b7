"""A benchmark as read: every condition and amount compiled. Frozen; shared between threads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from minzhifa.law.benchmark.expressions import FLAG, NUMBER, TEXT, Expression

KINDS = {"money": NUMBER, "number": NUMBER, "integer": NUMBER, "flag": FLAG, "choice": TEXT}


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that the benchmark asks for. `options` are (key, label)."""

    key: str
    label: str
    type: str
    unit: str = ""
    options: tuple[tuple[str, str], ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    changeable: bool = True
    if_true: str = ""
    if_false: str = ""

    @property
    def asked(self) -> str:
        """The fact as a sentence asks for it: 货值金额（goods_value，元）."""
        unit = f"，{self.unit}" if self.unit else ""
        return f"{self.label}（{self.key}{unit}）"


@dataclass(frozen=True, slots=True)
class Statutory:
    """Statutory bounds in one situation; `low` and `high` are None where the text has no figure."""

    text: str
    when: Expression
    low: Expression | None
    high: Expression | None
    citation: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What a grade prescribes in one situation."""

    place: str
    when: Expression
    low: Expression | None
    high: Expression | None
    point: Expression | None
    besides: tuple[str, ...] = ()
    fine: bool = True
    exempt: bool = False
    unknown: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade; `number` counts from 1, the lightest."""

    number: int
    label: str
    factor: str
    range: str
    when: Expression | None
    cells: tuple[Cell, ...]
    unknown: str = ""

    @property
    def quoted(self) -> str:
        """The grade in the benchmark's own words."""
        return "：".join(part for part in (f"第{self.number}档 {self.label}", self.factor) if part) + (
            f" → {self.range}" if self.range else ""
        )


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of a score."""

    place: str
    label: str
    value: Expression
    when: Expression


@dataclass(frozen=True, slots=True)
class Scoring:
    """A formula over the facts and the score."""

    text: str
    formula: Expression
    factors: tuple[Factor, ...]
    low: Expression | None
    high: Expression | None


@dataclass(frozen=True, slots=True)
class Modifier:
    """A circumstance that moves the result."""

    place: str
    label: str
    effect: str
    when: Expression
    value: Expression | None
    to: Expression | None
    text: str
    citation: str
    besides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rounding:
    """Unit in yuan and direction."""

    unit: Decimal
    mode: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One benchmark. `version` is the edition and a digest of the text, so that a calculation names what it used."""

    id: str
    title: str
    law: str
    source: str
    mark: str
    shape: str
    region: str
    field: str
    version: str
    note: str
    match: str
    otherwise: str
    point: str
    point_given: bool
    general: bool
    facts: Mapping[str, Fact]
    statutory: tuple[Statutory, ...]
    grades: tuple[Grade, ...]
    scoring: Scoring | None
    modifiers: tuple[Modifier, ...]
    rounding: Rounding
    limits: Mapping[str, tuple[Decimal, ...]]  # numbers that facts are compared with

    @property
    def unknown_grades(self) -> tuple[Grade, ...]:
        """Grades that are known to exist but not held."""
        return tuple(grade for grade in self.grades if grade.unknown)

    @property
    def incomplete(self) -> str:
        """`incomplete: grade 4 unknown`; empty for a complete benchmark."""
        gaps = self.unknown_grades
        return "incomplete: " + ", ".join(f"grade {grade.number} unknown" for grade in gaps) if gaps else ""
