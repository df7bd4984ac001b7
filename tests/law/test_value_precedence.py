"""Which threshold or switch holds where field, region and general rule say different things, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from minzhifa.law.errors import AmbiguousRule, BadInput, NoRule
from minzhifa.law.precedence import Precedence
from minzhifa.law.rulebook import Rules, Ruling
from minzhifa.law.rulebook_parse import build
from minzhifa.rules import shipped

ON = date(2026, 3, 2)
FINE, COMPANY, PERSON = "hearing_fine_threshold", "legal_person", "natural_person"


@pytest.fixture(scope="module")
def rules() -> Rules:
    return shipped()


def adding(rules: Rules, *rulings: Ruling) -> Rules:
    values = dict(rules.values)
    for one in rulings:
        values[one.key, one.domain] = (*values.get((one.key, one.domain), ()), one)
    return replace(rules, values=values)


def provincial(amount: str, rank: str = "local_regulation", domain: str = "general", region: str = "35") -> Ruling:
    source = f"某省听证标准（{rank}）"
    return Ruling(FINE, Decimal(amount), ">=", source, "V", domain, region, COMPANY, rank=rank, title="较大数额罚款")


def test_every_value_has_a_rank(rules: Rules) -> None:
    nameless = [one for rulings in rules.values.values() for one in rulings if one.rank not in rules.precedence.ranks]
    assert nameless == []


def test_every_value_of_every_field_has_one_answer_or_a_sentence(rules: Rules) -> None:
    for key in rules.value_titles:
        for domain in rules.domains:
            for party in (None, PERSON, COMPANY, "sole_trader"):
                for on in (date(2021, 7, 15), date(2022, 6, 1), ON):
                    try:
                        why = rules.why_value(key, domain, on, "350102", party)
                    except NoRule as nothing:
                        assert str(nothing).endswith("。")
                    else:
                        assert why.reason
                        assert rules.value(key, domain, on, "350102", party).source == why.winner.source


def test_a_default_of_the_platform_gives_way_to_any_standard(rules: Rules) -> None:
    why = rules.why_value(FINE, "market", ON, "350102", COMPANY)
    assert why.winner.source == "《市场监督管理行政处罚听证办法》第五条第（三）项"
    assert [lost.rule.rank for lost in why.losers if lost.principle] == []  # the default says the same number
    why = rules.why_value(FINE, "ecology", ON, "350102", COMPANY)
    assert (why.winner.amount, why.losers[0].rule.rank, why.losers[0].principle) == (200_000, "default", "higher")


@pytest.mark.parametrize("domain", ["market", "agriculture"])
def test_the_standard_of_the_province_goes_before_that_of_the_ministry_as_the_ministry_says(
    rules: Rules, domain: str
) -> None:
    book = adding(rules, provincial("50000", "rule"))
    inside, outside = (book.why_value(FINE, domain, ON, place, COMPANY) for place in ("350102", "110101"))
    assert (inside.winner.amount, inside.losers[0].principle, inside.mark) == (50_000, "local", "V")
    assert "全国的规定让位于本省的标准" in inside.reason
    assert inside.losers[0].rule.domain == domain
    assert outside.winner.domain == domain
    assert "不用" in book.value(FINE, domain, ON, "350102", COMPANY).note


def test_a_law_allows_another_law_to_set_another_limit(rules: Rules) -> None:
    why = rules.why_value("simple_fine_limit", "public_security", ON, party_kind=PERSON)
    assert (why.winner.amount, why.losers[0].principle) == (500, "special")
    assert "用《治安管理处罚法》第一百一十九条（500以下），不用《行政处罚法》第五十一条（200以下）" in why.reason
    assert "法律另有规定的，从其规定" in rules.value("simple_fine_limit", "public_security", ON, party_kind=PERSON).note


def test_a_rule_of_a_ministry_cannot_raise_what_the_act_fixes(rules: Rules) -> None:
    own = Ruling("simple_fine_limit", Decimal(1000), "<=", "《某部规定》", "V", "market", None, PERSON, rank="rule")
    why = adding(rules, own).why_value("simple_fine_limit", "market", ON, party_kind=PERSON)
    assert (why.winner.amount, why.losers[0].principle) == (200, "higher")
    assert "法律高于规章" in why.reason


def test_what_asks_more_of_the_agency_is_kept_beside_the_act(rules: Rules) -> None:
    for key, domain in [
        ("hearing_staff_outsiders", "market"),
        ("case_review", "agriculture"),
        ("hearing_kinds", "housing"),
    ]:
        why = rules.why_value(key, domain, ON)
        assert (why.winner.domain, why.losers[0].principle) == (domain, "stricter")


def test_a_rule_that_asks_less_than_the_act_does_not_hold(rules: Rules) -> None:
    fewer = Ruling("hearing_kinds", ("责令关闭",), "", "《某部规定》", "V", "water", rank="rule", title="听证的种类")
    why = adding(rules, fewer).why_value("hearing_kinds", "water", ON)
    assert (why.winner.domain, why.losers[0].rule.source) == ("general", "《某部规定》")


def test_two_of_one_rank_are_no_answer_and_both_are_named(rules: Rules) -> None:
    book = adding(rules, provincial("50000", "guidance", "housing", "3501"))
    with pytest.raises(AmbiguousRule, match=r"某省听证标准（guidance）（50000以上）；福建省.*（100000以上）"):
        book.value(FINE, "housing", ON, "350102", COMPANY)
    assert book.value(FINE, "housing", ON, "350203", COMPANY).amount == 100_000
    with pytest.raises(AmbiguousRule):
        replace(rules, precedence=Precedence(rules.precedence.ranks)).value("hearing_kinds", "public_security", ON)


def test_of_one_cell_the_higher_rank_holds_and_two_of_one_rank_are_refused_when_loaded(rules: Rules) -> None:
    book = adding(rules, provincial("30000", "local_regulation", "housing"))
    why = book.why_value(FINE, "housing", ON, "350102", COMPANY)
    assert (why.winner.amount, why.losers[0].principle) == (30_000, "higher")
    twice = [provincial("30000"), provincial("40000")]
    with pytest.raises(BadInput, match="两个版本同时生效"):
        build(rules.calendar, [], (twice, {}), rules.domains)


def test_a_field_without_its_own_says_whose_it_borrows(rules: Rules) -> None:
    assert rules.why_value("back_mode", "market", ON).reason == "市场监管没有自己的规定，适用通则的规则。"
    assert "尚未载入" in rules.why_value("minimum_officers", "emergency", ON).reason
