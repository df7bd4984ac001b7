"""Writing spreadsheets: the empty template, what is in force on a day, and the rows that came back wrong."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from minzhifa.desk.elements.books import guarded
from minzhifa.desk.elements.engine import PROBLEMS
from minzhifa.desk.elements.shapes import Checked, Column, Element

FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
_BOLD, _SHADE = Font(bold=True), PatternFill("solid", fgColor="DDE8F5")
_WRAP = Alignment(vertical="top", wrap_text=True)


def written(column: Column, value: Any) -> str:
    """A value as the cell that reads back to it."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "\n".join(_line(one) for one in value)
    return column.codes.get(str(value), str(value))


def _line(one: Any) -> str:
    if isinstance(one, Mapping):
        return "｜".join("是" if v is True else "否" if v is False else str(v) for v in one.values())
    return str(one)


def template(element: Element, lists: Mapping[str, Mapping[str, str]]) -> bytes:
    """The empty book: heads (required ones with *), a sheet that explains every column, and the code `lists`."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(element.label)
    _widths(sheet, element.columns)
    sheet.append([_cell(sheet, f"{c.label}*" if c.required else c.label, head=True) for c in element.columns])
    notes = book.create_sheet("填写说明")
    notes.column_dimensions["A"].width, notes.column_dimensions["C"].width = 20, 90
    notes.append([_cell(notes, text, head=True) for text in ("列", "必填", "怎么填")])
    for column in element.columns:
        help_text = "；".join(filter(None, [column.help, _codes(column)]))
        notes.append([_cell(notes, text) for text in (column.label, "是" if column.required else "", help_text)])
    if lists:
        codes = book.create_sheet("代码表")
        codes.column_dimensions["C"].width = 40
        codes.append([_cell(codes, text, head=True) for text in ("列", "代码", "名称")])
        for label, names in lists.items():
            for code, name in names.items():
                codes.append([_cell(codes, text) for text in (label, code, name)])
    return _saved(book)


def _codes(column: Column) -> str:
    return "只能填：" + "、".join(f"{label}（{code}）" for code, label in column.codes.items()) if column.codes else ""


def export(element: Element, rows: Iterable[Mapping[str, Any]], form: str, on: date) -> bytes:
    """What is in force on the day, as `form`: xlsx and csv read back by the import, json with values under names."""
    if form == "json":
        kept = [{column.name: row.get(column.name) for column in element.columns} for row in rows]
        found = {"element": element.kind, "label": element.label, "on": on.isoformat(), "rows": kept}
        return json.dumps(found, ensure_ascii=False, indent=1, default=str).encode()
    table = ([written(column, row.get(column.name)) for column in element.columns] for row in rows)
    return sheet(element.label, [column.label for column in element.columns], table, form, element.columns)


def wrong_rows(element: Element, checked: Checked, form: str) -> bytes:
    """The rows that are wrong, as they were sent, with what is wrong at the end: mend them and send this file."""
    known = [column.label for column in element.columns]
    heads = [label for line in checked.lines[:1] for label in line.cells if label in known] or known
    table = (
        [*(line.cells.get(label, "") for label in heads), "\n".join(f.sentence() for f in line.findings)]
        for line in checked.lines
        if not line.good
    )
    return sheet(element.label, [*heads, PROBLEMS], table, form, element.columns)


def sheet(
    title: str, heads: Sequence[str], table: Iterable[Sequence[str]], form: str, columns: Sequence[Column] = ()
) -> bytes:
    """One table as xlsx or csv; every cell is text, none a formula."""
    if form == "csv":
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(heads)
        writer.writerows([guarded(cell) for cell in row] for row in table)
        return out.getvalue().encode("utf-8-sig")
    book = Workbook(write_only=True)
    page = book.create_sheet(title)
    _widths(page, columns)
    page.append([_cell(page, head, head=True) for head in heads])
    for row in table:
        page.append([_cell(page, cell) for cell in row])
    return _saved(book)


def _cell(page: Any, text: str, *, head: bool = False) -> Any:
    """A cell that holds text as text, also when it begins with = ; formatted as text, so that codes stay whole."""
    cell = WriteOnlyCell(page, value=_printable(text))
    if text:
        cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = _WRAP
    if head:
        cell.font, cell.fill = _BOLD, _SHADE
    return cell


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t")


def _widths(page: Any, columns: Sequence[Column]) -> None:
    for at, column in enumerate(columns):
        letters = chr(ord("A") + at) if at < 26 else f"A{chr(ord('A') + at - 26)}"  # noqa: PLR2004 - letters
        page.column_dimensions[letters].width = column.width
    page.freeze_panes = "A2"


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
