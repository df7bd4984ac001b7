"""Several norms: one act is fined once, by the higher one (处罚法第二十九条); several acts each by its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from minzhifa.law.benchmark.result import COMPUTED, Result, said, yuan

ARTICLE = "处罚法第二十九条"


@dataclass(frozen=True, slots=True)
class Combined:
    """The norms together. `chosen` is set for one act; `low`, `high`, `point` are sums for several acts."""

    status: str
    sentence: str
    results: tuple[Result, ...]
    chosen: Result | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    point: Decimal | None = None

    def to_json(self) -> dict[str, Any]:
        """Each norm's own answer and proof, and the answer for all."""
        ranged = self.high is not None
        return {
            "status": self.status,
            "answer": self.sentence,
            "article": ARTICLE,
            "chosen": self.chosen.benchmark.id if self.chosen else None,
            "range": {"min": yuan(self.low), "max": yuan(self.high)} if ranged else None,
            "point": yuan(self.point),
            "norms": [result.to_json() for result in self.results],
        }


def combine(results: Sequence[Result], *, same_act: bool) -> Combined:
    """One act under several norms: the higher range. Several acts: each its own, and the sums. In any order."""
    ordered = tuple(sorted(results, key=lambda one: one.benchmark.id))
    if open_ones := [one for one in ordered if not one.answered]:
        named = "；".join(f"{one.benchmark.id}：{one.sentence.rstrip('。')}" for one in open_ones)
        return Combined(open_ones[0].status, f"不能比较或者合并：{named}。", ordered)
    fined = [one for one in ordered if one.has_range and one.status == COMPUTED]
    if not fined:
        return Combined(COMPUTED, "各规范都不处罚款。", ordered)
    if same_act:
        chosen = max(fined, key=lambda one: (_bounds(one), one.standing.high, one.standing.low, one.benchmark.id))
        at = chosen.standing
        why = f"同一违法行为违反 {len(ordered)} 个法律规范，按照罚款数额高的 {chosen.benchmark.id} 处罚"
        sentence = f"{why}：{chosen.sentence}"
        return Combined(COMPUTED, sentence, ordered, chosen, at.low, at.high, at.point)
    low, high, point = (
        sum((getattr(one.standing, name) for one in fined), Decimal(0)) for name in ("low", "high", "point")
    )
    sentence = f"{len(ordered)} 个违法行为分别裁量，罚款合计 {said(low)} 至 {said(high)}，建议合计 {said(point)}。"
    return Combined(COMPUTED, sentence, ordered, None, low, high, point)


def _bounds(result: Result) -> tuple[Decimal, Decimal]:
    """The statutory range decides which norm is the higher: its maximum, then its minimum."""
    at = result.standing
    return at.max if at.max is not None else at.high or Decimal(0), at.floor
