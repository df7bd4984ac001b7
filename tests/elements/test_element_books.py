"""Reading uploads and writing files: no database needed."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from element_books import book, member, sheet_rows

from minzhifa.desk.elements import books, writing
from minzhifa.desk.elements.books import read_book
from minzhifa.desk.elements.cells import day, lines, rows_of, yes
from minzhifa.desk.elements.errors import BadBook
from minzhifa.desk.elements.kinds import ELEMENTS, benchmarks, matters
from minzhifa.desk.elements.shapes import BadCell

SHEET = "xl/worksheets/sheet1.xml"


def test_cells_come_as_somebody_would_read_them() -> None:
    given = [
        ["编码", "日期", "数"],
        [" A-1 ", datetime(2026, 11, 23), 5],  # noqa: DTZ001 -- a cell has no zone
        [None, None, None],
        [True, date(2026, 1, 2), 1.5],
    ]
    assert read_book(book(given)) == [
        (1, ["编码", "日期", "数"]),
        (2, ["A-1", "2026-11-23", "5"]),
        (4, ["是", "2026-01-02", "1.5"]),
    ]


def test_a_number_that_the_spreadsheet_has_rounded_is_not_taken_for_a_code() -> None:
    assert read_book(book([["号"], [350102199001011234]]))[1][1] == ["3.50102199001011E+17"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_the_encodings_that_spreadsheets_write(encoding: str) -> None:
    assert read_book('名称,依据\r\n"甲,乙","一\n二"\r\n'.encode(encoding))[1] == (2, ["甲,乙", "一\n二"])


def test_formulas_come_as_text_and_are_never_computed() -> None:
    assert read_book(book([["名称"], ["=1+1"]]))[1][1] == ["=1+1"]
    assert read_book('名称\n"=HYPERLINK(""x"")"\n'.encode())[1][1] == ['=HYPERLINK("x")']


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\ta"])
def test_what_we_write_is_never_a_formula_and_reads_back_the_same(text: str) -> None:
    for form in ("xlsx", "csv"):
        made = writing.sheet("表", ["名称"], [[text]], form)
        assert read_book(made)[1][1] == [text.strip()]
    assert writing.sheet("表", ["名称"], [[text]], "csv").decode("utf-8-sig").splitlines()[1].strip('"')[0] == "'"


HOSTILE = {
    "a program": b"MZ\x00\x00" + b"\0" * 100,
    "nothing": b"",
    "a cut archive": book([["a"]])[:200],
    "an archive that is no workbook": member(b"PK\x05\x06" + b"\0" * 18, "a.txt", "x"),
    "a workbook with macros": member(book([["a"]]), "xl/vbaProject.bin", "Attribute VB_Name"),
    "a path that leaves the folder": member(book([["a"]]), "../../etc/x", "x"),
    "a workbook that unpacks to much": member(book([["a"]]), "xl/media/a.bin", "0" * (200 << 20)),
    "a sheet with entities": member(book([["a"]]), SHEET, '<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'),
    "a sheet that is no XML": member(book([["a"]]), SHEET, "<<<"),
    "more bytes than may come": b"a,b\n" * (3 << 20),
    "quotes without an end": '名称\n"甲\n'.encode(),
    "an unknown encoding": b"\xff\xfe\xff\xff\x81\x30" * 20,
    "more rows than may come": b"a\n" + b"b\n" * (books.MOST_ROWS + 1),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_or_broken_file_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(BadBook) as refused:
        read_book(HOSTILE[name])
    assert refused.value.message.endswith("。")


def test_a_cell_at_the_far_end_of_the_sheet_costs_nothing() -> None:
    text = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    text += '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
    text += '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>b</t></is></c></row></sheetData></worksheet>'
    assert read_book(member(book([["a"]]), SHEET, text)) == [(1, ["a"])]


def test_an_archive_in_which_a_file_lies_about_its_size_is_not_unpacked_beyond_it() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "x" * 1000)
    with pytest.raises(BadBook):
        read_book(out.getvalue().replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little")))


@pytest.mark.parametrize("text", ["2026-11-23", "2026/11/23", "2026.11.23", "2026年11月23日", "2026-11-3"])
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert day(text).isoformat().startswith("2026-11-")


@pytest.mark.parametrize("text", ["去年", "2026-13-01", "2026-02-30", "20261123"])
def test_what_is_no_day_says_how_to_write_one(text: str) -> None:
    with pytest.raises(BadCell) as bad:
        day(text)
    assert bad.value.mend


def test_small_tables_in_a_cell_name_the_row_that_is_short() -> None:
    assert rows_of(("a", "b"), "甲｜乙")("一｜二\n三|四") == [{"a": "一", "b": "二"}, {"a": "三", "b": "四"}]
    with pytest.raises(BadCell, match="应有 2 段，现有 1 段"):
        rows_of(("a", "b"), "甲｜乙")("一｜二\n三")
    assert lines("一；二\n\n三") == ["一", "二", "三"]
    with pytest.raises(BadCell):
        yes("对")


def test_elements_of_a_matter_are_read_with_their_kind() -> None:
    found = matters.elements("行为｜实施了某行为｜《某法》第一条｜是\nresult｜有后果｜《某法》第二条｜否")
    assert [(row["kind"], row["required"]) for row in found] == [("act", True), ("result", False)]
    for wrong in ("天气｜某事｜《某法》第一条｜是", "行为｜｜《某法》第一条｜是", "行为｜某事｜《某法》第一条｜也许"):
        with pytest.raises(BadCell):
            matters.elements(wrong)


def test_citations_are_brought_to_the_one_form_and_unreadable_ones_named() -> None:
    assert matters.citations("《广告法》第9条第(三)项；《广告法》第十条") == [
        "《广告法》第九条第（三）项",
        "《广告法》第十条",
    ]
    with pytest.raises(BadCell):
        matters.citations("有关规定")


def test_a_definition_that_does_not_read_is_named_with_line_and_column() -> None:
    with pytest.raises(BadCell, match="行"):
        benchmarks.definition("a = = 1")


@pytest.mark.parametrize("kind", sorted(ELEMENTS))
def test_a_template_has_a_head_that_its_own_import_takes_and_explains_every_column(kind: str) -> None:
    element = ELEMENTS[kind]
    made = writing.template(element, {"领域": {"01": "市场监管"}})
    head = [cell.removesuffix("*") for cell in sheet_rows(made)[0]]
    assert head == [column.label for column in element.columns]
    assert [row[0] for row in sheet_rows(made, "填写说明")[1:]] == head
    assert sheet_rows(made, "代码表")[1] == ["领域", "01", "市场监管"]
