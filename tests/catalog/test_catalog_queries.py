from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minzhifa.access.errors import NotFound
from minzhifa.catalog.errors import UnknownMatter
from minzhifa.catalog.models import MatterVersion as Later
from minzhifa.catalog.operations import LoadReport
from minzhifa.catalog.publishing import PROVINCE, open_publishing
from minzhifa.catalog.queries import (
    benchmark,
    benchmarks,
    matter_card,
    matter_version,
    matter_versions,
    matters,
    provision,
    search_provisions,
    statute_page,
    statutes,
)
from minzhifa.catalog.queries.places import provision_place

TODAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _loaded(db: None, shipped: LoadReport) -> None:
    """Every test of this file reads the shipped catalogue."""


def test_a_matter_card_carries_citations_ranges_and_elements_in_one_statement() -> None:
    with CaptureQueriesContext(connection) as statements:
        card = matter_card("SCJG-CF-013", TODAY)
    assert len(statements) == 1
    assert [c.text for c in card.basis] == ["《广告法》第五十五条第一款"]
    assert all(c.provision_id for c in (*card.violated, *card.basis))
    assert [(r.kind, r.maximum) for r in card.ranges] == [("multiple", 5), ("fixed", 1_000_000), ("multiple", 10)]
    assert "发布虚假广告" in [e.text for e in card.elements if e.kind == "act"]
    assert (card.field, card.field_code, card.verified) == ("市场监管", "01", True)
    assert matter_version(card.version_id) == card


def test_a_matter_follows_its_statute_from_version_to_version() -> None:
    before = matter_card("SCJG-CF-016", date(2025, 10, 14))
    after = matter_card("SCJG-CF-016", date(2025, 10, 15))
    assert before.basis[0].text == "《反不正当竞争法》第二十条第一款"
    assert after.basis[0].text == "《反不正当竞争法》第二十五条第一款"
    assert before.ranges[0].minimum == 200_000
    assert after.ranges[0].minimum is None
    assert [v.version for v in matter_versions("SCJG-CF-016")] == [2, 1]


def test_the_ecology_code_takes_over_on_its_day() -> None:
    assert matter_card("STHJ-CF-012", date(2026, 8, 14)).basis[0].statute == "大气污染防治法"
    assert matter_card("STHJ-CF-012", date(2026, 8, 15)).basis[0].statute == "生态环境法典"


def test_a_matter_is_not_offered_on_a_day_on_which_its_statute_had_ended() -> None:
    open_publishing(frozenset({PROVINCE}))
    Later.objects.filter(matter__code="STHJ-CF-030", number=2).update(effective_from=date(2027, 1, 1))
    with pytest.raises(UnknownMatter, match="2026年8月15日没有有效版本"):
        matter_card("STHJ-CF-030", date(2026, 8, 15))
    assert matter_card("STHJ-CF-030", date(2026, 8, 14)).basis[0].unresolved == "未存该法律文本"


def test_every_shipped_matter_has_a_version_before_and_after_the_ecology_code() -> None:
    assert len(matters(on=date(2026, 8, 14), limit=1000)) == len(matters(on=TODAY, limit=1000)) == 282


def test_an_unknown_code_is_said_to_be_unknown() -> None:
    with pytest.raises(UnknownMatter, match="没有编码为 X-1 的事项"):
        matter_card("X-1", TODAY)
    with pytest.raises(UnknownMatter):
        matter_version(0)


def test_matters_are_listed_by_field_word_kind_and_page() -> None:
    everything = matters(limit=1000)
    assert len(everything) == 282
    assert len(matters("市场监管", limit=1000)) == len(matters("01", limit=1000)) == 39
    assert {m.code for m in matters(q="虚假广告")} == {"SCJG-CF-013"}
    assert {m.kind for m in matters(kind="coercion")} == {"coercion"}
    first = matters(limit=5)
    assert matters(after=first[-1].code, limit=1)[0].code == everything[5].code


def test_a_provision_is_read_by_citation_and_day() -> None:
    found = provision("中华人民共和国广告法", "第九条第（三）项", date(2024, 1, 1))
    assert found
    assert found.text == "使用“国家级”、“最高级”、“最佳”等用语；"
    assert (found.in_force, found.mark) == (None, "U")
    act = provision("行政处罚法", "第五十八条第一款第（二）项", date(2022, 1, 1))
    assert act and act.in_force is True


@pytest.mark.parametrize(
    ("title", "place", "on", "code"),
    [
        ("不存在的法", "第一条", None, "no_statute"),
        ("噪声污染防治法", "第一条", None, "no_text"),
        ("行政处罚法", "第一条", date(2021, 7, 14), "no_version"),
        ("环境保护法", "第一条", date(2026, 8, 15), "no_version"),
        ("广告法", "第九百条", None, "no_provision"),
        ("广告法", "随便写的", None, "unreadable"),
    ],
)
def test_what_the_catalogue_does_not_know_comes_as_unknown_with_a_sentence(
    title: str, place: str, on: date | None, code: str
) -> None:
    found = provision(title, place, on)
    assert not found
    assert found.code == code
    assert found.why


def test_the_text_of_the_right_version_is_chosen() -> None:
    older = provision("反不正当竞争法", "第八条", date(2020, 1, 1))
    newer = provision("反不正当竞争法", "第八条", date(2026, 1, 1))
    assert older and newer
    assert (older.version_date, newer.version_date) == (date(2019, 4, 23), date(2025, 6, 27))


def test_a_statutes_page_shows_its_paragraphs_in_order_with_few_statements() -> None:
    row = statutes("广告法")[0]
    with CaptureQueriesContext(connection) as statements:
        page = statute_page(row.id)
    assert len(statements) == 4
    assert page.version.articles == 74
    assert page.provisions[0].citation == "《广告法》第一条第一款"
    assert page.provisions[0].heading == "第一章 总则"
    assert ("SCJG-CF-013", "对发布虚假广告的处罚") in page.matters
    with pytest.raises(NotFound):
        statute_page(row.id, 0 - 1)
    with pytest.raises(NotFound):
        statute_page(0)


def test_statutes_are_listed_with_their_versions_newest_first() -> None:
    rows = {s.title: s for s in statutes()}
    assert len(rows) == 77
    assert [str(v.version_date) for v in rows["渔业法"].versions] == ["2025-12-27", "2013-12-28"]
    assert rows["民事诉讼法"].versions[0].partial


def test_provisions_are_found_by_their_words() -> None:
    hits = search_provisions("虚假广告 广告主")
    assert "《广告法》第五十五条" in [h.citation for h in hits]
    assert "虚假广告" in hits[0].excerpt
    assert search_provisions("广") == []
    assert search_provisions("100%_") == []


def test_the_index_serves_the_search_of_provisions() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM catalog_provision WHERE level = 1 AND minzhifa_bigrams(text) @> %s::text[]",
            [["广告"]],
        )
        assert "catalog_provision_bigrams" in "\n".join(r[0] for r in cursor.fetchall())


def test_benchmarks_are_found_by_matter_field_and_code_and_say_how_far_to_trust_them() -> None:
    assert len(benchmarks()) == 31
    assert "BF01" in [b.code for b in benchmarks("STHJ-CF-001", on=date(2025, 1, 1))]
    assert {b.field[:4] for b in benchmarks(field="城市管理")} == {"城市管理"}
    card = benchmark("BF02", TODAY)
    assert card is not None
    assert (card.complete, card.mark, card.grades[0].grade) == (False, "page", "A")
    assert benchmark("ZZ", TODAY) is None


def test_a_citation_leads_to_its_place_on_the_statutes_page() -> None:
    citation = matter_card("SCJG-CF-014", TODAY).basis[0]
    assert citation.provision_id is not None
    place = provision_place(citation.provision_id)
    assert (place.path, place.level) == ("57.1.1", 3)
    assert any(p.id == citation.provision_id for p in statute_page(place.statute_id, place.version_id).provisions)
    with pytest.raises(NotFound):
        provision_place(0)
