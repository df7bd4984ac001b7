"""Self-check rules as data: parsed from a table that was already read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from minzhifa.law.errors import BadInput

_KEYS = {"id", "title", "dimension", "test", "args", "since", "points", "veto", "at_most", "article"}


@dataclass(frozen=True, slots=True)
class ReviewRule:
    """One rule. `test` names a predicate of the closed list in `law/review/tests.py`; `since`: after which acts.

    `points` are lost when it fails; `veto` makes the whole file fail (不合格); `at_most`: whatever else is right, the
    file gets no more than these points of 100 when it fails.
    """

    id: str
    title: str
    dimension: str
    test: str
    article: str
    points: int
    veto: bool = False
    args: Mapping[str, Any] = field(default_factory=dict)
    since: tuple[str, ...] = ()
    at_most: int = 100


def load(table: Mapping[str, Any]) -> tuple[ReviewRule, ...]:
    """All rules in the table's order. Raises `BadInput` for an unknown column or a second rule of one id."""
    found: dict[str, ReviewRule] = {}
    for raw in table.get("rule", ()):
        if unknown := set(raw) - _KEYS:
            raise BadInput(f"自查规则表有不认识的列：{'、'.join(sorted(unknown))}。")
        if raw["id"] in found:
            raise BadInput(f"自查规则“{raw['id']}”有两条。")
        found[raw["id"]] = ReviewRule(
            raw["id"], raw["title"], raw["dimension"], raw["test"], raw["article"], raw["points"],
            raw.get("veto", False), dict(raw.get("args", {})), tuple(raw.get("since", ())), raw.get("at_most", 100),
        )  # fmt: skip
    return tuple(found.values())
