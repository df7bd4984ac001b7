"""Readers of cells: the text as written to the value, or a `BadCell` that says how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from minzhifa.desk.elements.shapes import BadCell, Column
from minzhifa.law.errors import BadInput
from minzhifa.law.hidden import hidden

YES_NO = {"是": True, "否": False}
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_ROUNDED = re.compile(r"\d\.\d+E\+\d+", re.I)


def text(most: int) -> Callable[[str], str]:
    """Any text up to `most` characters."""

    def read(cell: str) -> str:
        if len(cell) > most:
            raise BadCell(f"超过 {most} 字（现为 {len(cell)} 字）。", "请缩短。")
        if found := hidden(cell):
            raise BadCell(f"含有看不见的字符（{found}）。", "请删去这个字符，或者重新录入。")
        return cell

    return read


def day(cell: str) -> date:
    """A day: 2026-11-23, 2026/11/23, 2026年11月23日, or a real date cell."""
    found = _DAY.fullmatch(cell)
    if not found:
        raise BadCell(f"“{cell[:20]}”不是日期。", "写成 2026-11-23 这样的年月日。")
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        raise BadCell(f"没有“{cell[:20]}”这一天。", "请核对年、月、日。") from None


def yes(cell: str) -> bool:
    """是 or 否."""
    if cell not in YES_NO:
        raise BadCell(f"“{cell[:20]}”不是“是”或“否”。", "写“是”或者“否”。")
    return YES_NO[cell]


def lines(cell: str) -> list[str]:
    """One thing a line; full-width semicolons part too."""
    return [part.strip() for part in re.split(r"[\n；]", cell) if part.strip()]


def words(cell: str) -> list[str]:
    """Several words: 、 ， , ； ; or line breaks between them."""
    return [part.strip() for part in re.split(r"[、，,；;\n]", cell) if part.strip()]


def number(check: Callable[[str], str]) -> Callable[[str], str]:
    """A number with check digits, by a check of `law.identifiers`; what a spreadsheet has rounded is named so."""

    def read(cell: str) -> str:
        if _ROUNDED.fullmatch(cell):
            raise BadCell("号码被表格软件当成数值，末几位已经丢失。", "把这一列设为“文本”格式，再重新填写。")
        try:
            return check(cell)
        except BadInput as error:
            raise BadCell(error.message, "请对照证照原件核对。") from None

    return read


def pattern(expression: str, wrong: str) -> Callable[[str], str]:
    """Text of one form."""
    form = re.compile(expression)

    def read(cell: str) -> str:
        if not form.fullmatch(cell):
            raise BadCell(f"“{cell[:30]}”{wrong}", "请照说明填写。")
        return cell

    return read


def coded(codes: Mapping[str, str]) -> Callable[[str], str]:
    """A code of the list, written as code or as label."""
    by_label = {label: code for code, label in codes.items()}

    def read(cell: str) -> str:
        found = cell if cell in codes else by_label.get(cell)
        if found is None:
            raise BadCell(f"“{cell[:20]}”不在代码表内。", f"只能填：{'、'.join(codes.values())}。")
        return found

    return read


def choice(name: str, label: str, codes: Mapping[str, str], **more: Any) -> Column:
    """A column of codes."""
    return Column(name, label, coded(codes), codes=codes, **more)


def rows_of(parts: tuple[str, ...], example: str) -> Callable[[str], list[dict[str, str]]]:
    """A small table in one cell: one row a line, its parts between ｜ or |."""

    def read(cell: str) -> list[dict[str, str]]:
        found = []
        for line in filter(None, (line.strip() for line in cell.splitlines())):
            cells = [part.strip() for part in re.split(r"[｜|]", line)]
            if len(cells) != len(parts):
                raise BadCell(f"“{line[:20]}”应有 {len(parts)} 段，现有 {len(cells)} 段。", f"每行写成：{example}")
            found.append(dict(zip(parts, cells, strict=True)))
        return found

    return read
