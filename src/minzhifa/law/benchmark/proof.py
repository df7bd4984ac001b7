"""The proof: a list of operations on the range and the point. The result is nothing but the proof carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")
ZERO = Decimal(0)
_MODES = {"up": ROUND_CEILING, "down": ROUND_FLOOR, "half_up": ROUND_HALF_UP}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the calculation stands, in yuan: statutory bounds, range, recommended point; None is open or not yet."""

    min: Decimal | None = None
    max: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    point: Decimal | None = None
    mitigated: bool = False

    @property
    def floor(self) -> Decimal:
        """The least lawful fine now: the statutory minimum, or nothing once mitigated 减轻."""
        return ZERO if self.mitigated or self.min is None else self.min


@dataclass(frozen=True, slots=True)
class Step:
    """One operation, the sentence that says it, the cell it cites, and where it leads."""

    n: int
    op: str
    args: tuple[str, ...]
    text: str
    cell: str
    citation: str
    after: Standing

    def to_json(self) -> dict[str, Any]:
        """Amounts as exact strings."""
        at = self.after
        return {
            "n": self.n, "op": self.op, "args": list(self.args), "text": self.text, "cell": self.cell,
            "citation": self.citation, "range": {"min": _text(at.low), "max": _text(at.high)}, "point": _text(at.point),
        }  # fmt: skip


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def apply(at: Standing, op: str, args: tuple[str, ...]) -> Standing:
    """One operation carried out. Raises `ValueError` for an operation that is none."""
    if op not in _OPS:
        raise ValueError(f"没有“{op}”这一步骤。")
    return _OPS[op](at, *args)


def replay(steps: Iterable[Step | Mapping[str, Any]]) -> Standing:
    """The proof carried out anew. Raises `ValueError` when a recorded step does not lead where it says."""
    at = Standing()
    for step in steps:
        row = step.to_json() if isinstance(step, Step) else step
        at = apply(at, row["op"], tuple(row["args"]))
        said = (row["range"]["min"], row["range"]["max"], row["point"])
        if said != (_text(at.low), _text(at.high), _text(at.point)):
            raise ValueError(f"第 {row['n']} 步与所记的结果不符。")
    return at


def _optional(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _statutory(at: Standing, low: str, high: str) -> Standing:
    least, most = _optional(low), _optional(high)
    return replace(at, min=least, max=most, low=least or ZERO, high=most)


def _range(at: Standing, low: str, high: str) -> Standing:
    least = _optional(low)
    return replace(at, low=at.floor if least is None else least, high=_optional(high) if high else at.max)


def _section(at: Standing, begin: str, end: str) -> Standing:
    if at.max is None:
        return at
    low = at.min or ZERO
    width = at.max - low
    return replace(at, low=low + width * Decimal(begin), high=low + width * Decimal(end))


def _each(at: Standing, work: Callable[[Decimal], Decimal]) -> Standing:
    low, high, point = (None if v is None else work(v) for v in (at.low, at.high, at.point))
    return replace(at, low=low, high=high, point=point)


def _multiply(at: Standing, by: str) -> Standing:
    return _each(at, lambda value: value * Decimal(by))


def _floor(at: Standing, least: str) -> Standing:
    return _each(at, lambda value: max(value, Decimal(least)))


def _ceiling(at: Standing, most: str) -> Standing:
    limited = _each(at, lambda value: min(value, Decimal(most)))
    return replace(limited, high=Decimal(most) if at.high is None else limited.high)


def _mitigate(at: Standing, most: str) -> Standing:
    tops = [value for value in (_optional(most), at.min) if value is not None]
    high = min(tops) if tops else at.high
    return replace(at, mitigated=True, low=ZERO, high=high)


def _point(at: Standing, rule: str) -> Standing:
    if rule == "low" or (rule == "middle" and at.high is None):
        return replace(at, point=at.low)
    if rule == "high":
        return replace(at, point=at.high)
    if rule == "middle" and at.low is not None and at.high is not None:
        return replace(at, point=(at.low + at.high) / 2)
    return replace(at, point=Decimal(rule))


def _bound(at: Standing) -> Standing:
    """Nothing under the statutory minimum unless mitigated, nothing over the maximum, the point inside the range."""

    def inside(value: Decimal) -> Decimal:
        value = max(value, at.floor)
        return value if at.max is None else min(value, at.max)

    bounded = _each(at, inside)
    if bounded.point is None or bounded.low is None:
        return bounded
    point = max(bounded.point, bounded.low)
    return replace(bounded, point=point if bounded.high is None else min(point, bounded.high))


def _round(at: Standing, unit: str, mode: str) -> Standing:
    low = None if at.low is None else at.low.quantize(CENT, ROUND_CEILING)
    high = None if at.high is None else at.high.quantize(CENT, ROUND_FLOOR)
    if low is not None and high is not None and low > high:  # a fixed amount with a part of a cent
        low = high
    point = at.point
    if point is not None:
        tries = [_multiple(point, Decimal(unit), rounding) for rounding in (_MODES[mode], ROUND_FLOOR, ROUND_CEILING)]
        tries.append(point.quantize(CENT, ROUND_HALF_UP))
        fits = [v for v in tries if (low is None or v >= low) and (high is None or v <= high)]
        point = fits[0] if fits else (high if high is not None and point >= high else low)
    return replace(at, low=low, high=high, point=point)


def _multiple(value: Decimal, unit: Decimal, rounding: str) -> Decimal:
    return (value / unit).quantize(Decimal(1), rounding) * unit


def _exempt(at: Standing) -> Standing:
    return replace(at, low=ZERO, high=ZERO, point=ZERO, mitigated=True)


_OPS: dict[str, Callable[..., Standing]] = {
    "statutory": _statutory, "range": _range, "section": _section, "multiply": _multiply, "floor": _floor,
    "ceiling": _ceiling, "mitigate": _mitigate, "point": _point, "bound": _bound, "round": _round, "exempt": _exempt,
    "note": lambda at: at,
}  # fmt: skip
