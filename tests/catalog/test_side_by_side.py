"""A changed statute: both texts beside each other, articles followed to their new numbers."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from minzhifa.catalog.compare import Matched, matched
from minzhifa.catalog.models import StatuteVersion
from minzhifa.catalog.queries import changes, side_by_side
from minzhifa.law.applicable import Applies

BEFORE, AFTER = date(2025, 9, 1), date(2025, 11, 3)


def test_articles_are_followed_by_their_words() -> None:
    confusion = "经营者不得实施混淆行为，引人误认为是他人商品。"
    old = {"1": confusion, "2": "经营者不得采用财物贿赂交易相对方。", "3": "本条已经没有对应。"}
    new = {"7": confusion, "2": "经营者不得采用财物或者其他手段贿赂交易相对方。"}
    assert matched(old, new) == [Matched("1", "7", True), Matched("2", "2"), Matched("3", None)]
    assert [one.state for one in matched(old, new)] == ["moved", "changed", "gone"]
    assert [one.state for one in matched({}, new)] == ["new", "new"]


def test_an_act_before_the_revision_shows_both_texts_under_their_own_numbers(
    db: None, shipped: object, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(4):
        found = side_by_side(["《反不正当竞争法》第八条第一款", "《广告法》第九条"], BEFORE, AFTER)
    assert found.changed
    unfair, advertising = found.places
    assert unfair.choice.applies == Applies.COMPARE
    assert not unfair.choice.sure, "the commencement of the text of 2019 is not verified"
    assert "虚假或者引人误解的商业宣传" in unfair.old_words
    assert unfair.new_citation == "《反不正当竞争法》第九条"
    assert "虚假或者引人误解的商业宣传" in unfair.new_words
    assert advertising.choice.applies == Applies.SAME


def test_both_days_after_the_revision_read_the_new_text_only(db: None, shipped: object) -> None:
    found = side_by_side(["《反不正当竞争法》第九条第一款"], AFTER, AFTER)
    assert not found.changed
    assert found.places[0].choice.sure
    assert found.places[0].new_words == found.places[0].old_words != ""


def test_a_law_that_the_code_ended_says_so_in_its_words(db: None, shipped: object) -> None:
    (place,) = side_by_side(["《水污染防治法》第八十三条"], date(2026, 8, 1), date(2026, 9, 1)).places
    assert (place.choice.at_decision, place.new_words) == (None, "")
    assert "第一千二百四十二条" in place.ended


@pytest.mark.parametrize("citation", ["没有书名号", "《没有收录的办法》第三条"])
def test_what_is_not_understood_or_not_held_is_left_out(db: None, shipped: object, citation: str) -> None:
    assert side_by_side([citation], BEFORE, AFTER).places == ()


def test_a_revision_lists_what_became_of_each_article(db: None, shipped: object) -> None:
    new = StatuteVersion.objects.get(statute__title="反不正当竞争法", version_date=date(2025, 6, 27))
    found = changes(new.pk)
    assert found.replaced.version_date == date(2019, 4, 23)
    assert {pair.new for pair, _, _ in found.rows if pair.new} == {str(n) for n in range(1, 42)}
    assert {pair.state for pair, _, _ in found.rows} >= {"changed", "new", "gone"}
    assert "8" in found.articles
    first = StatuteVersion.objects.get(statute__title="反不正当竞争法", version_date=date(2019, 4, 23))
    assert changes(first.pk).replaced is None
    assert len(changes(first.pk).articles) == 33, "a text that ended touches all its articles"
