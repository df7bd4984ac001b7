"""What a benchmark answers, and whether a fine that somebody chose departs from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from minzhifa.law.benchmark.model import Benchmark, Fact, Grade
from minzhifa.law.benchmark.proof import Standing, Step
from minzhifa.law.words import yuan_words

COMPUTED, EXEMPT, INCOMPLETE, LACKS, AMBIGUOUS, NO_GRADE = (
    "computed", "exempt", "incomplete", "lacks_facts", "ambiguous", "no_grade",
)  # fmt: skip
ARTICLE = "处罚法第三十四条"
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Result:
    """The answer. `standing` holds range and point only when `status` is computed or exempt.

    `fine` False: the benchmark prescribes no fine here, only `besides`. `known` is the grade of an incomplete benchmark
    that the facts fall under; it is told, never recommended.
    """

    benchmark: Benchmark
    status: str
    sentence: str
    standing: Standing
    proof: tuple[Step, ...] = ()
    grade: Grade | None = None
    known: Grade | None = None
    besides: tuple[str, ...] = ()
    fine: bool = True
    lacks: tuple[Fact, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """There is an answer to the question how much."""
        return self.status in (COMPUTED, EXEMPT)

    @property
    def has_range(self) -> bool:
        """A fine is prescribed, with its bounds."""
        return self.answered and self.fine and self.standing.high is not None

    def to_json(self) -> dict[str, Any]:
        """Amounts as strings in yuan with two places."""
        b, at = self.benchmark, self.standing
        return {
            "benchmark": b.id,
            "version": b.version,
            "title": b.title,
            "status": self.status,
            "answer": self.sentence,
            "statutory": {"min": yuan(at.min), "max": yuan(at.max)},
            "grade": {"n": self.grade.number, "label": self.grade.label} if self.grade else None,
            "fine": self.fine if self.answered else None,
            "range": {"min": yuan(at.low), "max": yuan(at.high)} if self.has_range else None,
            "point": yuan(at.point) if self.has_range else None,
            "mitigated": at.mitigated and self.status == COMPUTED,
            "besides": list(self.besides),
            "lacks": [{"fact": f.key, "label": f.label, "type": f.type, "unit": f.unit} for f in self.lacks],
            "known_grade": {"n": self.known.number, "text": self.known.quoted} if self.known else None,
            "warnings": list(self.warnings),
            "trust": {"mark": b.mark, "source": b.source},
            "proof": [step.to_json() for step in self.proof],
        }


def yuan(value: Decimal | None) -> str | None:
    """With two places, for JSON."""
    return None if value is None else f"{value.quantize(CENT):f}"


def said(value: Decimal | None) -> str:
    """¥30,000.00, for a sentence."""
    return "不明" if value is None else yuan_words(value)


@dataclass(frozen=True, slots=True)
class Deviation:
    """A fine outside the recommended range."""

    fine: Decimal
    low: Decimal
    high: Decimal

    @property
    def sentence(self) -> str:
        """Which side, and by how much."""
        if self.fine < self.low:
            return f"罚款 {said(self.fine)}低于基准推荐幅度的下限 {said(self.low)}。"
        return f"罚款 {said(self.fine)}高于基准推荐幅度的上限 {said(self.high)}。"


def deviation(calculation: Any, fine: Decimal | None) -> Deviation | None:
    """How `fine` departs from a kept calculation (`Result.to_json()`); None when it does not, or there is no range.

    Where the benchmark prescribes no fine, any fine departs from it.
    """
    if fine is None or not isinstance(calculation, Mapping):
        return None
    found = {"min": "0", "max": "0"} if calculation.get("fine") is False else calculation.get("range")
    if not isinstance(found, Mapping):
        return None
    try:
        low, high = Decimal(str(found["min"])), Decimal(str(found["max"]))
    except (KeyError, InvalidOperation):
        return None
    return None if low <= fine <= high else Deviation(fine, low, high)
