"""Spreadsheets as somebody would send them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook, load_workbook

from minzhifa.desk.elements.books import Row, read_book
from minzhifa.desk.elements.shapes import Element


def book(rows: Sequence[Sequence[Any]], title: str = "表") -> bytes:
    """An XLSX file of these rows."""
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def sheet_rows(content: bytes, name: str | None = None) -> list[list[str]]:
    """Rows of a file that we wrote, as text."""
    made = load_workbook(io.BytesIO(content))
    page = made[name] if name else made.worksheets[0]
    return [["" if cell is None else str(cell) for cell in row] for row in page.iter_rows(values_only=True)]


def rows(element: Element, *given: dict[str, Any]) -> list[Row]:
    """A head and rows with values under labels, through a real file."""
    labels = [column.label for column in element.columns]
    return read_book(book([labels, *([row.get(label, "") for label in labels] for row in given)]))


def member(content: bytes, name: str, text: str) -> bytes:
    """The archive with one member more, or another text in place of one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info.filename))
        new.writestr(name, text)
    return out.getvalue()
