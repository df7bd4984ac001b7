"""Agencies on a day: names, numbers, standing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries as NumQueries

from minzhifa.access import Actor
from minzhifa.org import errors, operations, queries
from minzhifa.org.models import Agency, AgencyName, Region, Remit
from minzhifa.org.queries import admin

By = Callable[[str], int]
As = Callable[[str], Actor]


def test_a_county_ecology_bureau_acts_in_the_citys_name_until_the_code_begins(agency: By) -> None:
    bureau, city = agency("ecology-350305"), agency("ecology-350300")
    before = queries.agency_card(bureau, date(2026, 8, 14))
    assert (before.name, before.own_name) == ("莆田市生态环境局", "莆田市秀屿生态环境局")
    assert (before.kind, before.number_agency_id) == ("dispatched", city)
    assert queries.number_word(bureau, "penalty_decision", date(2026, 8, 14)) == "闽莆环罚"
    after = queries.agency_card(bureau, date(2026, 8, 15))
    assert (after.name, after.number_agency_id) == ("莆田市秀屿生态环境局", bureau)
    assert queries.number_word(bureau, "penalty_decision", date(2026, 8, 15)) == "闽莆秀环罚"
    assert after.reconsideration_body == "莆田市人民政府（也可以向莆田市秀屿区人民政府申请）"


def test_before_the_vertical_reform_the_county_bureau_was_its_own_organ(agency: By) -> None:
    card = queries.agency_card(agency("ecology-350304"), date(2014, 5, 1))
    assert (card.name, card.kind) == ("莆田市荔城区环境保护局", "administrative")
    assert queries.number_word(card.id, "penalty_decision", date(2014, 5, 1)) == "荔环罚"


@pytest.mark.parametrize(
    ("slug", "kind", "word"),
    [
        ("ecology-350500", "penalty_decision", "闽泉环罚"),
        ("ecology-350100", "prior_notice", "闽榕环罚告"),
        ("market-350000", "penalty_decision", "闽市监处罚"),
        ("market-350211", "filing_approval", "厦集市监立"),
        ("drug-office-350400", "penalty_decision", "闽明药稽处罚"),
        ("fishery-350112", "penalty_decision", "闽长海渔处罚"),
    ],
)
def test_number_words_are_stem_and_suffix_or_the_kinds_own_word(agency: By, slug: str, kind: str, word: str) -> None:
    assert queries.number_word(agency(slug), kind, date(2024, 6, 1)) == word


def test_a_kind_without_word_is_refused(agency: By) -> None:
    with pytest.raises(errors.NoNumberWord):
        queries.number_word(agency("market-350102"), "shopping_list", date(2026, 1, 1))


def test_after_a_renaming_old_days_keep_the_old_name(agency: By, actor: As, at: datetime) -> None:
    bureau = agency("urban-350102")
    operations.rename_agency(
        actor=actor("cg_admin"), agency_id=bureau, name="福州市鼓楼区城市综合管理局", on=date(2026, 12, 1), at=at,
        source="鼓政综〔2026〕1号",
    )  # fmt: skip
    assert queries.agency_card(bureau, date(2026, 11, 30)).name == "福州市鼓楼区城市管理局"
    assert queries.agency_card(bureau, date(2026, 12, 1)).name == "福州市鼓楼区城市综合管理局"
    assert queries.agency_card(bureau, date(2015, 10, 28)).name == "福州市鼓楼区城市综合执法局"
    assert [row.name for row in queries.agency_names(bureau)][-1] == "福州市鼓楼区城市综合管理局"


def test_a_renaming_before_the_present_name_began_is_refused(agency: By, actor: As, at: datetime) -> None:
    with pytest.raises(errors.IntervalWrong):
        operations.rename_agency(
            actor=actor("gl_admin"),
            agency_id=agency("market-350102"),
            name="某局",
            on=date(2010, 1, 1),
            at=at,
            source="无",
        )


def test_the_database_refuses_two_names_on_one_day(agency: By) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyName.objects.create(agency_id=agency("market-350102"), name="另一名称", valid_from=date(2020, 1, 1))


def test_a_new_stem_counts_from_its_day(agency: By, actor: As, at: datetime) -> None:
    bureau = agency("market-350102")
    operations.set_number_word(
        actor=actor("gl_admin"), agency_id=bureau, word="榕鼓楼市监", on=date(2027, 1, 1), at=at, reason="文号规则调整"
    )
    assert queries.number_word(bureau, "penalty_decision", date(2026, 12, 31)) == "榕鼓市监处罚"
    assert queries.number_word(bureau, "penalty_decision", date(2027, 1, 1)) == "榕鼓楼市监处罚"


def test_another_agencys_administrator_changes_nothing(agency: By, actor: As, at: datetime) -> None:
    with pytest.raises(errors.NotAuthorised):
        operations.set_number_word(
            actor=actor("pt_admin"), agency_id=agency("market-350102"), word="乱", on=date(2027, 1, 1), at=at
        )


def test_townships_hold_several_fields_and_only_conferred_ones(agency: By) -> None:
    town = agency("township-350582103")
    assert queries.remit(town, "13").field_name == "消防"
    assert Remit.objects.filter(agency=town).count() == 6
    with pytest.raises(errors.OutsideRemit):
        queries.remit(town, "market")


def test_a_remit_is_found_by_code_slug_and_name(agency: By) -> None:
    bureau = agency("ecology-350300")
    found = {queries.remit(bureau, word).id for word in ("03", "ecology", "生态环境")}
    assert len(found) == 1


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("市场监管(食品)", "market"), ("消防(乡镇赋权)", "fire"), ("海洋渔业(海域)", "fishery"),
        ("住房城乡建设(扬尘)", "housing"), ("城市管理(燃气)", "urban"), ("农业农村（畜禽屠宰）", "agriculture"),
    ],
)  # fmt: skip
def test_field_words_of_real_records_are_known(province: None, db: None, word: str, slug: str) -> None:
    card = queries.field(word)
    assert card is not None
    assert card.slug == slug


def test_a_known_name_of_an_old_day_finds_the_present_agency(agency: By, actor: As, at: datetime) -> None:
    card = operations.find_or_create_historical_agency(
        actor=actor("fj_admin"),
        name="福州市环境保护局",
        region_code="350103",
        field_word="生态环境",
        on=date(2016, 3, 1),
        at=at,
    )
    assert card.agency_id == agency("ecology-350100")


def test_an_unknown_agency_and_field_are_entered_once_as_unverified(actor: As, at: datetime, agency: By) -> None:
    def enter() -> queries.RemitCard:
        return operations.find_or_create_historical_agency(
            actor=actor("fj_admin"),
            name="某县盐务局",
            region_code="350182",
            field_word="盐业(食盐)",
            on=None,
            at=at,
            level="县",
        )

    card, again = enter(), enter()
    assert card == again
    assert (card.field_name, len(card.field_code), card.domain) == ("盐业", 2, "general")
    row = Agency.objects.get(pk=card.agency_id)
    assert (row.historical, row.verified, row.region.code) == (True, False, "350182")
    assert queries.agency_card(row.pk, date(2015, 1, 1)).name == "某县盐务局"


def test_loading_twice_adds_nothing(province: None, db: None) -> None:
    from minzhifa.org.demo import load_demo_org

    before = (Agency.objects.count(), Remit.objects.count(), Region.objects.count())
    load_demo_org()
    assert before == (Agency.objects.count(), Remit.objects.count(), Region.objects.count())
    assert Region.objects.count() == 1272


def test_cards_cost_one_statement(agency: By, django_assert_num_queries: NumQueries) -> None:
    bureau = agency("market-350102")
    with django_assert_num_queries(1):
        queries.agency_card(bureau, date(2026, 1, 1))
    with django_assert_num_queries(1):
        queries.number_word(bureau, "penalty_decision", date(2026, 1, 1))


def test_cards_and_number_words_are_found_by_the_agency_without_reading_those_of_others(agency: By) -> None:
    """The database was filled a moment ago and nobody counted its tables: the plan must not need that."""
    bureau, on = agency("ecology-350305"), date(2026, 8, 14)
    with CaptureQueriesContext(connection) as heard:
        queries.agency_card(bureau, on)
        queries.number_word(bureau, "penalty_decision", on)
        admin.number_words(bureau, ["penalty_decision", "prior_notice", "filing_approval"], on)
    assert len(heard) == 3
    for one in heard:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {one['sql']}")
            assert _read(json.loads(cursor.fetchone()[0])[0]["Plan"]) < Agency.objects.count() / 3


def _read(node: dict[str, Any]) -> float:
    """Rows that a plan took from tables, those it threw away included."""
    own = node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    below = sum(_read(one) for one in node.get("Plans", ()))
    return below + (own * node["Actual Loops"] if "Relation Name" in node else 0)
