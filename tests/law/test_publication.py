"""What the rules say of publishing a penalty; nothing that no text at hand says."""

from __future__ import annotations

import pytest

from minzhifa.law.publication import begins, ends, only_warned, published, said
from minzhifa.rules import shipped

FINE, WARNING, CRITICISM, SHUT = ({"kind": kind} for kind in ("0201", "0101", "0102", "0402"))
OPEN = ("是否公示", "公示什么", "在哪里公示", "公示前审查和处理", "告知当事人", "更正", "提前停止公示")


@pytest.mark.parametrize(
    ("penalties", "labels"),
    [([FINE], OPEN), ([FINE, WARNING], OPEN), ([SHUT], OPEN), ([WARNING], ("是否公示",)), ([], ())],
)
def test_a_mere_warning_is_not_published(penalties: list[dict[str, str]], labels: tuple[str, ...]) -> None:
    assert tuple(row.label for row in said(shipped(), "market", "ordinary", penalties)) == labels


def test_a_warning_is_known_by_its_code_and_by_its_name() -> None:
    assert only_warned([WARNING])
    assert only_warned([{"name": "警告"}])
    assert not only_warned([{"name": "警告"}, {"name": "罚款"}])
    assert not only_warned([])


def test_a_penalty_on_the_spot_is_outside_these_rules() -> None:
    (row,) = said(shipped(), "market", "summary", [FINE])
    assert "当场处罚不在其内" in row.text
    assert not published("summary", [FINE])


def test_a_closure_is_never_taken_down_early() -> None:
    last = said(shipped(), "market", "ordinary", [FINE, SHUT])[-1]
    assert last.text.startswith("不得提前停止公示")
    assert last.article == "《市场监督管理行政处罚信息公示规定》第十四条第三款"


@pytest.mark.parametrize("domain", ["ecology", "transport", "urban", "agriculture", "nowhere"])
def test_the_market_rules_are_silent_elsewhere(domain: str) -> None:
    assert said(shipped(), domain, "ordinary", [FINE]) == ()


@pytest.mark.parametrize(
    ("penalties", "terms"),
    [
        ([CRITICISM], ["disclosure_credit_end_minor"]),
        ([FINE, WARNING], ["disclosure_credit_end_minor", "disclosure_credit_end"]),
        ([FINE, SHUT], ["disclosure_credit_end"]),
    ],
)
def test_the_display_ends_by_kind_and_both_ways_where_the_lower_fine_is_not_known(
    penalties: list[dict[str, str]], terms: list[str]
) -> None:
    assert list(ends(penalties)) == terms


@pytest.mark.parametrize(
    ("uscc", "terms"),
    [
        ("91350102MA8DEM009L", ("disclosure_credit",)),
        ("91110000MA0000017X", ("disclosure_push",)),
        (None, ("disclosure_credit", "disclosure_push")),
    ],
)
def test_where_the_party_is_registered_says_who_publishes(uscc: str | None, terms: tuple[str, ...]) -> None:
    assert begins(uscc) == terms
