"""The shipped texts themselves: every file, its articles, its numbering, its checksum; no database."""

from __future__ import annotations

import csv
import hashlib
from datetime import date

import pytest

from minzhifa.catalog.citations import parse_citation
from minzhifa.catalog.loading.files import StatuteData, VersionData, data_dir, elements, matters, read_text, statutes
from minzhifa.catalog.parsing import Article, breaks, item_breaks, parse_articles

with (data_dir() / "laws" / "MANIFEST.csv").open(encoding="utf-8", newline="") as _file:
    FILES = list(csv.DictReader(_file))
BY_TITLE = {s.title: s for s in statutes()}


def _one(title: str, day: str) -> VersionData:
    return next(v for v in BY_TITLE[title].versions if str(v.version_date) == day)


@pytest.mark.parametrize("row", FILES, ids=lambda row: row["file"])
def test_each_file_is_whole_and_its_articles_run_without_a_gap(row: dict[str, str]) -> None:
    content = (data_dir() / "laws" / row["file"]).read_bytes()
    articles = parse_articles(content.decode())
    assert hashlib.sha256(content).hexdigest() == row["sha256"]
    assert len(articles) == int(row["articles"])
    assert (articles[0].number, articles[-1].number) == (int(row["first_article"]), int(row["last_article"]))
    assert breaks(articles, first=articles[0].number) == []
    assert item_breaks(articles) == []
    assert all(a.paragraphs for a in articles)


def test_there_are_78_files_with_6386_articles() -> None:
    assert len(FILES) == 78
    assert sum(int(row["articles"]) for row in FILES) == 6386
    named = [name for s in BY_TITLE.values() for v in s.versions for name in v.files]
    assert sorted(named) == sorted(row["file"] for row in FILES)


def test_the_ecology_code_is_one_text_in_five_files() -> None:
    version = _one("生态环境法典", "2026-03-12")
    articles, _ = read_text(version)
    assert len(version.files) == 5
    assert [a.number for a in articles] == list(range(1, 1243))


def test_the_civil_procedure_law_is_marked_as_partial() -> None:
    assert [s.title for s in BY_TITLE.values() for v in s.versions if v.partial] == ["民事诉讼法"]


def test_article_1242_closes_ten_laws() -> None:
    closed = [s.title for s in BY_TITLE.values() for v in s.versions if v.effective_to == date(2026, 8, 15)]
    assert len(closed) == 10
    assert {"环境保护法", "大气污染防治法", "清洁生产促进法"} <= set(closed)
    last = read_text(_one("生态环境法典", "2026-03-12"))[0][-1].paragraphs[0].text
    assert all(f"《中华人民共和国{title}》" in last for title in closed)


@pytest.mark.parametrize(
    ("title", "older", "newer"),
    [("反不正当竞争法", "2019-04-23", "2025-06-27"), ("渔业法", "2013-12-28", "2025-12-27")],
)
def test_two_texts_of_one_statute_follow_each_other(title: str, older: str, newer: str) -> None:
    assert _one(title, older).effective_to == _one(title, newer).effective_from is not None


def _statement(statute: StatuteData, version: VersionData) -> str:
    articles: list[Article] = read_text(version)[0]
    return "".join(p.text for a in articles for p in a.paragraphs)


def test_every_verified_commencement_is_quoted_from_the_text_itself() -> None:
    for statute in BY_TITLE.values():
        for version in statute.versions:
            if version.mark != "V":
                continue
            quote = version.from_quote.split("：", 1)[1]
            assert quote in _statement(statute, version), statute.title
            assert version.effective_from is not None and version.version_date is not None
            assert version.effective_from >= version.version_date
            if "公布之日" not in quote and "发布之日" not in quote:
                day = version.effective_from
                assert f"{day.year}年{day.month}月{day.day}日" in quote


def test_what_no_text_says_is_unknown_or_marked_as_memory() -> None:
    marks = {v.mark for s in BY_TITLE.values() for v in s.versions if v.effective_from is None}
    memory = [s.title for s in BY_TITLE.values() for v in s.versions if v.mark == "M"]
    assert marks == {"U"}
    assert memory == ["网络安全法"]


def _words(citation: str, day: str | None) -> str:
    cited = parse_citation(citation)
    versions = [v for v in BY_TITLE[cited.title].versions if v.files]
    version = next((v for v in versions if str(v.version_date) == day), versions[-1])
    by_number = {a.number: a for a in read_text(version)[0]}
    out = []
    for place in cited.places:
        paragraphs = by_number[place.article].paragraphs
        chosen = [paragraphs[place.paragraph - 1]] if place.paragraph else paragraphs
        items = [i.text for p in chosen for i in p.items if not place.item or i.number == place.item]
        out += items if place.item else [*(p.text for p in chosen), *items]
    return "\n".join(out)


def test_every_element_is_in_the_words_of_the_provision_it_cites() -> None:
    versions = {row["code"]: row["law_version"] or None for row in matters()}
    checked = 0
    for code, row in elements().items():
        sets = [(versions[code], row.get("element", []))]
        sets += [(str(later["law_version"]), later.get("element", [])) for later in row.get("later", [])]
        for day, listed in sets:
            for element in listed:
                text = _words(element["citation"], day)
                for piece in element["text"].split("……"):
                    assert piece in text, (code, piece)
                    checked += 1
    assert checked > 150


def test_at_least_24_matters_have_elements_with_an_act_each() -> None:
    with_elements = {code: row["element"] for code, row in elements().items() if row.get("element")}
    assert len(with_elements) >= 24
    assert all(any(e["kind"] == "act" and e["required"] for e in listed) for listed in with_elements.values())
    assert all(len({e["key"] for e in listed}) == len(listed) for listed in with_elements.values())
    fields = {row["code"]: row["field"] for row in matters()}
    assert {"市场监管", "生态环境", "交通运输", "城市管理"} <= {fields[code] for code in with_elements}
