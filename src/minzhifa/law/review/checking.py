"""Runs the rules over a case and adds up the score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from minzhifa.law.citing import cite
from minzhifa.law.errors import BadInput, NoAnswer
from minzhifa.law.procedure.types import CaseState
from minzhifa.law.review.table import ReviewRule
from minzhifa.law.review.tests import TESTS, Case

if TYPE_CHECKING:
    from minzhifa.law.rulebook import Rules


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer for one case. `ok` None: not known, or not due yet (`due` False)."""

    rule_id: str
    title: str
    ok: bool | None
    article: str
    points: int
    veto: bool
    detail: str
    dimension: str = ""
    due: bool = True
    at_most: int = 100


@dataclass(frozen=True, slots=True)
class Score:
    """Points of 100 over the rules that are due; a failed veto makes the file 不合格 whatever its points.

    `capped`: the rules that failed and hold the points down, 逾期作出决定 for one.
    """

    points: int
    grade: str
    lost: int
    vetoes: tuple[str, ...]
    open_questions: int
    capped: tuple[str, ...] = ()


GRADES = ((90, "优秀"), (75, "良好"), (60, "合格"), (0, "不合格"))


def check(state: CaseState, rules: Rules, on: date) -> list[Finding]:
    """Every rule's finding, each with a sentence that says why; rules whose act has not come yet are not due."""
    case = Case(state, rules, on)
    return [_one(rule, case) for rule in rules.review_rules if isinstance(rule, ReviewRule)]


def _one(rule: ReviewRule, case: Case) -> Finding:
    article = cite(rule.article, case.domain, case.rules) or rule.article
    if rule.since and not any(action in case.state.done for action in rule.since):
        return Finding(
            rule.id,
            rule.title,
            None,
            article,
            rule.points,
            rule.veto,
            "案件还没有进行到这一环节。",
            rule.dimension,
            False,
        )
    try:
        ok, detail = TESTS[rule.test](case, rule.args)
    except (NoAnswer, BadInput) as error:
        ok, detail = None, str(error)
    return Finding(
        rule.id, rule.title, ok, article, rule.points, rule.veto, detail, rule.dimension, at_most=rule.at_most
    )


def score(findings: Sequence[Finding]) -> Score:
    """Points earned of the points that could be judged, as of 100."""
    judged = [one for one in findings if one.due and one.ok is not None]
    whole = sum(one.points for one in judged)
    lost = sum(one.points for one in judged if one.ok is False)
    earned = round(100 * (whole - lost) / whole) if whole else 100
    failed = [one for one in judged if one.ok is False]
    points = min([earned, *(one.at_most for one in failed)])
    capped = tuple(one.title for one in failed if one.at_most < 100)  # noqa: PLR2004 -- of 100 points
    vetoes = tuple(one.title for one in judged if one.veto and one.ok is False)
    grade = "不合格" if vetoes else next(name for least, name in GRADES if points >= least)
    return Score(points, grade, lost, vetoes, sum(one.due and one.ok is None for one in findings), capped)
