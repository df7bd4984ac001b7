from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhifa.catalog.citations import Place, format_citation, parse_citation, parse_places, short_title
from minzhifa.catalog.numerals import format_numeral, parse_numeral


@given(st.integers(1, 9999))
def test_a_numeral_reads_back_as_the_number_it_was_written_from(number: int) -> None:
    assert parse_numeral(format_numeral(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("一百零八", 108),
        ("一百〇八", 108),
        ("二〇", 20),
        ("一百一十", 110),
        ("一千零五十四", 1054),
        ("12", 12),
        ("两", 2),
        ("三万五千", 35000),
    ],
)
def test_numerals_as_they_are_written(text: str, number: int) -> None:
    assert parse_numeral(text) == number


@pytest.mark.parametrize("text", ["", "甲", "第一"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是数字"):
        parse_numeral(text)


def test_only_articles_1_to_9999_are_written() -> None:
    with pytest.raises(ValueError, match="超出范围"):
        format_numeral(0)


places = st.builds(
    lambda article, suffix, paragraph, item, sub: Place(article, suffix, paragraph, item, sub if item else 0),
    st.integers(1, 1300),
    st.integers(0, 3),
    st.integers(0, 9),
    st.integers(0, 20),
    st.integers(0, 5),
)


@given(places)
def test_a_citation_reads_back_as_the_place_it_was_written_from(place: Place) -> None:
    cited = parse_citation(format_citation("广告法", place))
    assert (cited.title, cited.places) == ("广告法", (place,))


@pytest.mark.parametrize(
    ("text", "title", "paths"),
    [
        ("《中华人民共和国广告法》第二十三条第一款第（二）项", "广告法", ["23.1.2"]),
        ("消防法第六十条第一款第(一)项", "消防法", ["60.1.1"]),
        ("安全生产法第九十九条第二项", "安全生产法", ["99.0.2"]),
        ("建设项目环境保护管理条例第十六条、第二十三条", "建设项目环境保护管理条例", ["16", "23"]),
        ("《刑法》第一百二十条之一第二款、第三款", "刑法", ["120-1.2", "120-1.3"]),
        ("《商标法》第五十七条第（一）项、第（三）项", "商标法", ["57.0.1", "57.0.3"]),
        ("内部资料性出版物管理办法第二十二条第一款第(三)项、第二款", "内部资料性出版物管理办法", ["22.1.3", "22.2"]),
        (
            "《福建省实施〈中华人民共和国渔业法〉办法》第四十八条第一款第(五)项",
            "福建省实施〈中华人民共和国渔业法〉办法",
            ["48.1.5"],
        ),
        ("劳社部发〔2003〕9号第三条第(三)项", "劳社部发〔2003〕9号", ["3.0.3"]),
        ("认证认可条例(条款未示)", "认证认可条例", []),
        ("广告法第5条", "广告法", ["5"]),
    ],
)
def test_citations_as_real_documents_write_them(text: str, title: str, paths: list[str]) -> None:
    cited = parse_citation(text)
    assert (cited.title, [p.path for p in cited.places]) == (title, paths)


def test_one_form_is_written() -> None:
    assert format_citation("中华人民共和国广告法", Place(23, 0, 1, 2)) == "《广告法》第二十三条第一款第（二）项"
    assert str(Place(120, 1, 0, 0)) == "第一百二十条之一"
    assert short_title("《中华人民共和国 道路运输条例》（旧）") == "道路运输条例"


def test_a_citation_without_a_statute_is_refused() -> None:
    with pytest.raises(ValueError, match="没有写明"):
        parse_citation("第二十三条第一款")
    assert [p.path for p in parse_places("第二十三条第一款")] == ["23.1"]
