"""Every kind of document: its mandatory content, its template, its page."""

from __future__ import annotations

import io
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from documents.samples import CONTEXT, FACTS, OPINION, Agency, sample

from minzhifa.documents import article_of, bind, check, derived, kind, kinds, registry, title_of
from minzhifa.documents.checks import required_fields
from minzhifa.documents.errors import IncompleteDocument, UnknownKind
from minzhifa.documents.press import TEMPLATES
from minzhifa.documents.rendering import preview, render
from minzhifa.law.hidden import HIDDEN
from minzhifa.rules import shipped

KINDS = [item.id for item in kinds()]
HELPERS = {"lib.typ", "blank.typ", "stamps.typ", "attachment.typ"}
MANDATORY = [(item.id, name) for item in kinds() for name in required_fields(item, sample(item.id))]


def text_of(pdf: bytes) -> str:
    """The text of all pages without white space (lines break anywhere)."""
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_every_kind_has_a_template_and_every_template_a_kind() -> None:
    files = {path.name for path in TEMPLATES.iterdir()}
    assert files - HELPERS == {item.template for item in kinds()}
    assert not any(path.is_symlink() for path in TEMPLATES.iterdir())


def test_templates_import_nothing_from_outside_their_folder() -> None:
    for path in TEMPLATES.glob("*.typ"):
        source = path.read_text("utf-8")
        assert "@preview" not in source
        assert source.count("#import") == source.count('#import "lib.typ"'), path.name


def test_every_mandatory_field_names_its_article() -> None:
    bare = [(k.id, f.name) for k in kinds() for f in k.fields if (f.required or f.required_when) and not f.article]
    assert bare == []


def test_every_derived_source_exists_and_is_used() -> None:
    used = {f.source[1:] for k in kinds() for f in k.fields if f.source.startswith("=")}
    assert used == derived.names()


@pytest.mark.parametrize(("kind_id", "field"), MANDATORY)
def test_without_a_mandatory_item_the_document_is_refused_with_its_article(kind_id: str, field: str) -> None:
    data = {name: value for name, value in sample(kind_id).items() if name != field}
    definition = kind(kind_id).field(field)
    expected = definition.required or definition.required_when
    assert expected
    if field == "penalties":
        data["hearing_due"] = True
    with pytest.raises(IncompleteDocument) as refused:
        render(kind_id, data)
    assert field in refused.value.fields
    article = next(item.article for item in check(kind_id, data) if item.field == field)
    assert article == article_of(definition, "market")
    assert article
    assert "《" in article
    assert definition.label in str(refused.value)


OWN = {  # field → the only department rules it may be shown
    "general": "", "ecology": "", "health": "", "transport": "《交通运输行政执法程序规定》",
    "urban": "《住房和城乡建设行政处罚程序规定》", "housing": "《住房和城乡建设行政处罚程序规定》",
    "agriculture": "《农业行政处罚程序规定》", "fishery": "《农业行政处罚程序规定》",
    "drug": "《市场监督管理行政处罚程序规定》", "": "",
}  # fmt: skip
RULES = re.compile("《[^》]*(?:程序规定|听证办法|公示规定)》")


@pytest.mark.parametrize("domain", OWN)
def test_a_case_of_a_field_is_never_shown_the_rules_of_another_department(domain: str) -> None:
    articles = {article_of(field, domain) for k in kinds() for field in k.fields if field.article}
    cited = {name for article in articles for name in RULES.findall(article or "")}
    cited -= {"《市场监督管理行政处罚听证办法》", "《市场监督管理行政处罚信息公示规定》"} if domain == "drug" else set()
    assert cited == ({OWN[domain]} if OWN[domain] else set())


@pytest.mark.parametrize(
    ("domain", "kind_id", "field", "article"),
    [
        ("market", "filing_approval", "summary", "《市场监督管理行政处罚程序规定》第十九条"),
        ("agriculture", "filing_approval", "summary", "《农业行政处罚程序规定》第三十条"),
        ("transport", "filing_approval", "summary", "《交通运输行政执法程序规定》第六十三条"),
        ("urban", "filing_approval", "summary", "《住房和城乡建设行政处罚程序规定》第十五条第二款、第三款"),
        ("ecology", "filing_approval", "summary", "《行政处罚法》第五十四条第二款"),
        ("agriculture", "suspension_decision", "reason", "《农业行政处罚程序规定》第四十八条"),
        ("ecology", "suspension_decision", "reason", "《行政处罚法》第四十七条"),
        ("transport", "hearing_report", "opinion", "《交通运输行政执法程序规定》第九十八条"),
        ("urban", "review_opinion", "conclusion", "《住房和城乡建设行政处罚程序规定》第二十五条第一款"),
    ],
)
def test_an_incomplete_document_names_the_article_of_its_field(
    domain: str, kind_id: str, field: str, article: str
) -> None:
    data = {name: value for name, value in sample(kind_id).items() if name != field} | {"domain": domain}
    with pytest.raises(IncompleteDocument) as refused:
        render(kind_id, data)
    assert refused.value.article == article


def test_the_party_is_told_of_publication_where_the_rules_say_so() -> None:
    warned = {**sample("penalty_decision"), "penalties": [{"name": "警告"}]}
    silent = {name: value for name, value in warned.items() if name != "publicity"}
    assert [one.field for one in check("penalty_decision", silent)] == []
    fined = {name: value for name, value in sample("penalty_decision").items() if name != "publicity"}
    assert [one.field for one in check("penalty_decision", fined)] == ["publicity"]
    assert check("penalty_decision", {**fined, "domain": "ecology"}) == []


def _words(value: Any) -> list[str]:
    """Texts that must be found on the page."""
    if isinstance(value, str):
        return [line for line in value.split("\n") if line and not line[:4].isdigit()]
    if isinstance(value, list):
        return [str(row.get("name") or row.get("title") or row.get("point") or "") for row in value]
    if isinstance(value, dict):
        return [str(value.get("name", ""))]
    return []


@pytest.mark.parametrize("kind_id", KINDS)
def test_the_rendered_page_holds_every_mandatory_item_in_embedded_subset_fonts(kind_id: str) -> None:
    data = sample(kind_id)
    made = render(kind_id, data)
    text = text_of(made.pdf)
    assert kind(kind_id).title in text
    for field in required_fields(kind(kind_id), data):
        if kind(kind_id).field(field).type in ("text", "long", "party", "table", "opinion", "choice"):
            for word in _words(data[field]):
                assert "".join(word.split())[:60] in text, (field, word)
    for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            assert inner["/BaseFont"][7] == "+", "a subset has a six-letter tag"
            assert any(key in descriptor for key in ("/FontFile2", "/FontFile3"))


@pytest.mark.parametrize("kind_id", KINDS)
def test_an_empty_draft_shows_its_gaps_instead_of_failing(kind_id: str) -> None:
    pages = preview(kind_id, {})
    assert pages
    assert all(page.startswith("<svg") for page in pages)
    text = text_of(render(kind_id, {}, draft=True).pdf)
    assert "待填：" in text
    assert "不具有法律效力" in text


@pytest.mark.parametrize("kind_id", KINDS)
def test_a_historical_record_says_what_it_does_not_state(kind_id: str) -> None:
    text = text_of(render(kind_id, {}, recorded=True).pdf)
    assert "原记录未载明" in text
    assert "待填" not in text


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnknownKind):
        check("no_such_kind", {})


def test_a_decision_without_a_fine_needs_no_bank_and_no_surcharge() -> None:
    data = sample("penalty_decision") | {"penalties": [{"name": "警告"}]}
    del data["payee"], data["surcharge"]
    assert check("penalty_decision", data) == []


def test_one_officer_is_not_enough() -> None:
    data = sample("interview_record")
    data["officers"] = data["officers"][:1]
    assert [(item.field, item.article) for item in check("interview_record", data)] == [
        ("officers", "《行政处罚法》第四十二条第一款")
    ]


def test_a_party_without_address_stops_a_decision_by_article_59() -> None:
    data = sample("penalty_decision")
    data["party"] = {**data["party"], "address": ""}
    assert [item.article for item in check("penalty_decision", data)] == ["《行政处罚法》第五十九条第一款第一项"]


def test_a_table_where_text_belongs_is_refused() -> None:
    data = sample("penalty_decision") | {"facts": {"text": "x"}}
    assert [item.field for item in check("penalty_decision", data)] == ["facts"]


@pytest.mark.parametrize("kind_id", ["penalty_decision", "payment_notice"])
def test_a_fine_without_the_address_of_the_bank_is_refused_with_the_article(kind_id: str) -> None:
    agency = Agency(payee_bank_address="")
    values = {field.name: OPINION for field in kind(kind_id).fields if field.type == "opinion"}
    data = bind(kind_id, FACTS, replace(CONTEXT, agency=agency, values=values))
    with pytest.raises(IncompleteDocument) as refused:
        render(kind_id, data)
    assert refused.value.article == "《罚款决定与罚款收缴分离实施办法》第七条第一款"
    assert "银行名称、地址" in str(refused.value)


def test_the_decision_prints_the_address_of_the_bank() -> None:
    assert Agency().payee_bank_address in text_of(render("penalty_decision", sample("penalty_decision")).pdf)


def test_hidden_characters_neither_hide_nor_reorder_what_is_printed() -> None:
    odd = "罚款\u202e元00002\u202c，\u200b应当\u2066缴\u2069纳\ufeff"
    data = {**sample("penalty_decision"), "facts": odd, "cause": "a\u200bb"}
    text = text_of(render("penalty_decision", data).pdf)
    assert "罚款元00002，应当缴纳" in text
    assert not HIDDEN.search(text)


@pytest.mark.parametrize(
    ("domain", "kind_id", "title"),
    [
        ("transport", "prior_notice", "违法行为通知书"), ("urban", "prior_notice", "行政处罚意见告知书"),
        ("agriculture", "prior_notice", "行政处罚事先告知书"), ("fishery", "investigation_report", "案件处理意见书"),
        ("market", "prior_notice", "行政处罚事先告知书"), ("", "prior_notice", "行政处罚事先告知书"),
        ("nowhere", "closing_report", "结案审批表"),
    ],
)  # fmt: skip
def test_a_paper_bears_the_title_of_its_own_department(domain: str, kind_id: str, title: str) -> None:
    assert title_of(kind_id, domain) == title
    text = text_of(render(kind_id, {**sample(kind_id), "domain": domain}).pdf)
    assert title in text


def test_every_title_of_a_department_is_of_a_kind_and_a_field_that_exist() -> None:
    table = tomllib.loads((Path(registry.__file__).parent / "data" / "titles.toml").read_text("utf-8"))
    assert set(table) <= set(shipped().domains)
    assert {kind_id for row in table.values() for kind_id in row} <= set(KINDS)
