"""A review answers every point of its field's rules; what is wrong in one does not pass."""

from __future__ import annotations

from typing import Any

import pytest
from procedure_story import PASSED, attempt, before

from minzhifa.law.procedure import Refusal
from minzhifa.law.review_points import nothing_wrong, points, unanswered
from minzhifa.rules import shipped

ALL = nothing_wrong(shipped(), "market")


def reviewed(**changed: Any) -> Any:
    return attempt(
        before("complete_review"), ("complete_review", "2025-04-15", "reviewer", {"review": {**PASSED, **changed}})
    )


def test_the_seven_points_of_the_market_rules_are_asked() -> None:
    known = points(shipped(), "drug")
    assert known.article == "市监程序第五十三条"
    assert len(known.asked) == 7
    assert next(iter(known.asked.values())) == "是否具有管辖权"


@pytest.mark.parametrize(
    ("domain", "article", "count"),
    [("housing", "住建程序第二十四条", 7), ("urban", "住建程序第二十四条", 7), ("transport", "交通程序第七十二条", 7),
     ("agriculture", "农业程序第五十一条第一款", 7), ("fishery", "农业程序第五十一条第一款", 7),
     ("ecology", "处罚法第五十八条第一款", 8), ("nowhere", "处罚法第五十八条第一款", 8)],
)  # fmt: skip
def test_each_field_is_asked_its_own_points(domain: str, article: str, count: int) -> None:
    known = points(shipped(), domain)
    assert (known.article, len(known.asked)) == (article, count)


def test_a_review_without_its_points_is_refused_with_the_article() -> None:
    told = {key: value for key, value in PASSED.items() if key != "points"}
    outcome = attempt(before("complete_review"), ("complete_review", "2025-04-15", "reviewer", {"review": told}))
    assert isinstance(outcome, Refusal)
    assert (outcome.code, outcome.article, outcome.fields) == (
        "review_points_unknown",
        "市监程序第五十三条",
        ("review.points",),
    )


def test_a_point_left_out_is_named() -> None:
    outcome = reviewed(points=ALL[1:])
    assert isinstance(outcome, Refusal)
    assert outcome.message.endswith("：是否具有管辖权。")


def test_what_is_wrong_is_said_and_does_not_pass() -> None:
    wrong = [{"point": "nature", "result": "no"} if one["point"] == "nature" else one for one in ALL]
    bare = reviewed(points=wrong, conclusion="correct")
    assert isinstance(bare, Refusal)
    assert "定性是否准确" in bare.message
    said = [{**one, "note": "应为虚假宣传"} if one["point"] == "nature" else one for one in wrong]
    passed = reviewed(points=said)
    assert isinstance(passed, Refusal)
    assert (passed.code, passed.article) == ("review_contradicts", "市监程序第五十四条")
    assert not isinstance(reviewed(points=said, conclusion="correct"), Refusal)


@pytest.mark.parametrize("told", [None, [], "x", [None], [{"point": "party"}], [{"point": "party", "result": "maybe"}]])
def test_findings_that_cannot_be_read_are_no_findings(told: object) -> None:
    known = points(shipped(), "market")
    assert unanswered(known, told if isinstance(told, list) else None) == list(known.asked.values())
