"""Document numbers as text: 闽莆环罚〔2026〕6号, with the hexagonal brackets of GB/T 9704."""

from __future__ import annotations

import re

from minzhifa.documents.errors import BadNumber

_FORM = re.compile(
    r"(?P<word>[^〔\[【(（]{1,30})[〔\[【(（](?P<year>\d{4})[〕\]】)）]第?(?P<serial>\d{1,9}(?:-\d+)?)号?"
)


def format_number(word: str, year: int, serial: int) -> str:
    """The number of a document; no 第, no leading zero."""
    if not word:
        raise BadNumber("这个机关没有配置这类文书的机关代字，不能编号。")
    return f"{word}〔{year}〕{serial}号"


def normalise(text: str) -> str:
    """A number with its brackets as GB/T 9704 has them; raises `BadNumber` when it is not of that form.

    For comparison and search: a historical record keeps its number in its own style.
    """
    found = _FORM.fullmatch(re.sub(r"\s", "", text))
    if not found:
        raise BadNumber(f"文号“{text}”不是“机关代字〔年份〕序号号”的形式。")
    serial, _, sub = found["serial"].partition("-")
    return f"{found['word']}〔{found['year']}〕{int(serial)}{'-' + sub if sub else ''}号"
