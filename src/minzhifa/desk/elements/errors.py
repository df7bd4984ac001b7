"""Why a spreadsheet is not taken at all; what is wrong with single rows are `shapes.Finding`s."""

from __future__ import annotations

from minzhifa.access.errors import Refused


class BadBook(Refused):
    """The file as a whole cannot be read, or is too large, or is not this element's."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message, fields=("file",))


class RowsWrong(Refused):
    """Some rows are wrong and nobody said that the good ones shall be loaded without them."""

    def __init__(self, count: int) -> None:
        super().__init__("rows_wrong", f"有 {count} 行不合格，没有载入任何一行；请改好再导入，或者选择只载入合格的行。")
