"""Reading what somebody uploaded: XLSX or CSV into rows of text. The file is hostile until shown otherwise."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

import openpyxl
from openpyxl import DEFUSEDXML
from openpyxl.utils.exceptions import InvalidFileException

from minzhifa.desk.elements.errors import BadBook
from minzhifa.evidence.errors import UploadRefused
from minzhifa.evidence.inspection import check_content

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 64 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 32_767
_ROUNDED_FROM = 10**15  # a spreadsheet keeps fifteen digits of a number
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SAID = {  # what is said of archives, to somebody who sent a spreadsheet
    "archive_bomb": "表格解开后过大，没有读取。", "damaged": "表格已损坏，读不出来；请另存一份再传。",
    "encrypted": "表格设有密码，读不出来；请去掉密码再传。",
}  # fmt: skip
_GUARDED = "=+-@\t\r"
Row = tuple[int, list[str]]  # number in the file, from 1; cells

if not DEFUSEDXML:  # entities of a hostile file would be expanded
    raise ImportError("defusedxml is needed to read spreadsheets")


def read_book(content: bytes) -> list[Row]:
    """All rows that are not empty, the head first; cells stripped. Raises `BadBook`.

    Formulas come as their text ("=A1"), never as a computed value; nothing in the file is run.
    """
    if len(content) > MOST_BYTES:
        raise BadBook("too_large", f"文件超过 {MOST_BYTES >> 20} MB，请拆成几个文件。")
    rows = _xlsx(content) if content.startswith(b"PK") else _csv(content)
    found = [(number, _without_end(cells)) for number, cells in rows if any(cells)]
    if not found:
        raise BadBook("empty", "文件里没有内容。")
    if len(found) > MOST_ROWS + 1:
        raise BadBook("too_many_rows", f"超过 {MOST_ROWS} 行，请拆成几个文件。")
    return found


def _xlsx(content: bytes) -> Iterable[Row]:
    try:
        if check_content(io.BytesIO(content)) != _SHEET:
            raise BadBook("not_a_sheet", "不是 XLSX 表格；请另存为 XLSX 或者 CSV。")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
                raise BadBook("archive_bomb", "表格解开后过大，没有读取。")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            sheet = book.worksheets[0]
            most = islice(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), MOST_ROWS + 2)
            return [(number, [_text(cell) for cell in cells]) for number, cells in enumerate(most, 1)]
        finally:
            book.close()
    except UploadRefused as refusal:
        raise BadBook(refusal.code, _SAID.get(refusal.code, refusal.message)) from refusal
    except BadBook:
        raise
    except (
        InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError,
        EOFError, OSError, SyntaxError, OverflowError, RecursionError,
    ) as error:  # fmt: skip  # whatever a broken or forged workbook makes the reader stumble over
        raise BadBook("damaged", "表格已损坏，读不出来；请另存一份再传。") from error


def _csv(content: bytes) -> Iterable[Row]:
    if b"\0" in content[:4096] or content.startswith((b"%PDF", b"{\\rtf", b"<")):
        raise BadBook("not_a_sheet", "不是 XLSX 或者 CSV 表格。")
    try:
        written = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            written = content.decode("gb18030")
        except UnicodeDecodeError:
            raise BadBook("bad_encoding", "CSV 的文字编码读不出来，请存成 UTF-8。") from None
    try:
        rows = list(islice(csv.reader(io.StringIO(written, newline=""), strict=True), MOST_ROWS + 2))
    except csv.Error as error:
        raise BadBook("damaged", "CSV 读不下去：引号没有成对，或者一格太长。") from error
    return [(number, [_text(_bare(cell)) for cell in cells[:MOST_COLUMNS]]) for number, cells in enumerate(rows, 1)]


def _without_end(cells: list[str]) -> list[str]:
    last = max(at for at, cell in enumerate(cells) if cell)
    return cells[: last + 1]


def _text(cell: Any) -> str:
    """The cell as somebody would read it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float):
        return _number(cell)
    return str(cell).replace("\r\n", "\n").replace("\0", "").strip()[:LONGEST_CELL]


def _number(value: float) -> str:
    if abs(value) >= _ROUNDED_FROM:
        return f"{value:.14E}"
    return str(int(value)) if float(value).is_integer() else repr(value)


def _bare(cell: str) -> str:
    """Without the apostrophe that `writing` puts before what a spreadsheet would run."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in _GUARDED else cell


def guarded(cell: str) -> str:
    """A cell of a CSV file that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] and cell[0] in _GUARDED else cell


def is_formula(cell: str) -> bool:
    """True for what a spreadsheet computes."""
    return len(cell) > 1 and cell.startswith("=")


def by_label(head: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Cells under the labels of the head; what stands beyond it is left out."""
    return {label: cells[at] if at < len(cells) else "" for at, label in enumerate(head) if label}
