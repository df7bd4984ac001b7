"""What a review of a case looks at, point by point, and whether every point got its finding (市监程序53, 54)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from minzhifa.law.rulebook import Rules

ARTICLE = "article"
FOUND = {"yes": "没有问题", "no": "有问题"}


@dataclass(frozen=True, slots=True)
class Points:
    """The points of one field, id → question in the words of the article that lists them."""

    article: str
    asked: Mapping[str, str]


def points(rules: Rules, domain: str) -> Points:
    """The field's own points, those of the field it follows, else the general ones."""
    table = next(rules.review_points[code] for code in rules.codes(domain) if code in rules.review_points)
    return Points(table[ARTICLE], {key: text for key, text in table.items() if key != ARTICLE})


def unanswered(known: Points, told: Any) -> list[str]:
    """Questions without a finding, or found wrong without saying what is wrong."""
    given = {str(one.get("point")): one for one in told or () if isinstance(one, Mapping)}
    bare = []
    for key, question in known.asked.items():
        one = given.get(key) or {}
        if one.get("result") not in FOUND or (one["result"] == "no" and not str(one.get("note") or "").strip()):
            bare.append(question)
    return bare


def found_wrong(known: Points, told: Any) -> list[str]:
    """Questions whose finding is that something is wrong."""
    wrong = {str(one.get("point")) for one in told or () if isinstance(one, Mapping) and one.get("result") == "no"}
    return [question for key, question in known.asked.items() if key in wrong]


def nothing_wrong(rules: Rules, domain: str) -> list[dict[str, str]]:
    """The findings of a review that finds nothing wrong, point by point."""
    return [{"point": key, "result": "yes"} for key in points(rules, domain).asked]
