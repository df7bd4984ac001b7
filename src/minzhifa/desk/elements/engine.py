"""The one engine of all imports: head, cells, duplicates, the element's own judgement; then the load, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from minzhifa.access import Actor, Denied
from minzhifa.access.rls import acting
from minzhifa.desk.elements.books import Row, by_label, is_formula
from minzhifa.desk.elements.errors import BadBook, RowsWrong
from minzhifa.desk.elements.shapes import SAME, BadCell, Checked, Column, Element, Line
from minzhifa.ledger.operations import NewEvent, Stream, append

PROBLEMS = "问题"  # the column that a returned file has more than the one that was sent
_SHIFT, _IMPORTS = 40, 5  # beside the streams of the things of the catalogue, calendars and texts


def stream_of(element: Element) -> Stream:
    """The history of one element's imports and exports."""
    return Stream.numbered("catalog", _IMPORTS << _SHIFT | element.number, f"要素导入 {element.label}")


def require_import(actor: Actor, element: Element) -> None:
    """Raise `Denied` unless this actor may import the element."""
    if element.load is None or not element.may_import(actor):
        raise Denied("import", f"您不能导入{element.label}。{element.who}")


def check(*, element: Element, rows: Sequence[Row], actor: Actor, on: date) -> Checked:
    """The dry run: every row checked, nothing written. Raises `Denied`, `BadBook` (the head is not this element's)."""
    require_import(actor, element)
    head = [cell.removesuffix("*") for cell in rows[0][1]]
    ignored = _check_head(element, head)
    if len(rows) == 1:
        raise BadBook("empty", "表头下面没有一行内容。")
    lines = [Line(number, by_label(head, cells)) for number, cells in rows[1:]]
    for line in lines:
        _read(element.columns, line)
    _find_twins(element, lines)
    if element.judge is not None:
        with acting(actor):
            element.judge(actor=actor, on=on, lines=[line for line in lines if line.good])
    if element.whole:
        _keep_whole(element.column(element.whole), lines)
    return Checked(element.kind, lines, ignored)


def _check_head(element: Element, head: Sequence[str]) -> list[str]:
    """Labels that mean nothing here. Raises `BadBook` for missing or doubled ones."""
    labels = {column.label for column in element.columns}
    missing = [column.label for column in element.columns if column.required and column.label not in head]
    if missing:
        raise BadBook("bad_head", f"第一行应是{element.label}模板的表头，缺少：{'、'.join(missing)}。请用下载的模板。")
    twice = sorted({label for label in head if label and head.count(label) > 1})
    if twice:
        raise BadBook("bad_head", f"表头里这些列不止一列：{'、'.join(twice)[:200]}。")
    return [label[:40] for label in head if label and label not in labels and label != PROBLEMS]


def _read(columns: Sequence[Column], line: Line) -> None:
    for column in columns:
        cell = line.cells.get(column.label, "")
        line.values[column.name] = column.empty
        if is_formula(cell):
            line.bad(column.label, "这一格是公式，系统不计算公式。", "改成公式算出来的文字或者数字。")
        elif not cell:
            if column.required:
                line.bad(column.label, "没有填写。", column.help or "这一列必填。")
        else:
            try:
                line.values[column.name] = column.read(cell)
            except BadCell as bad:
                line.bad(column.label, bad.wrong, bad.mend)


def _find_twins(element: Element, lines: Sequence[Line]) -> None:
    if not element.keys:
        return
    first: dict[tuple[object, ...], int] = {}
    labels = "、".join(element.column(name).label for name in element.keys)
    for line in lines:
        key = tuple(str(line.values[name]) for name in element.keys)
        if not all(key) or not line.good:
            continue
        if (earlier := first.setdefault(key, line.row)) != line.row:
            line.bad(labels, f"与第 {earlier} 行重复。", "同一个要素只留一行。")


def _keep_whole(column: Column, lines: Sequence[Line]) -> None:
    """Rows of one thing stand or fall together: a thing of which a row is missing would be another thing."""
    wrong: dict[str, int] = {}
    for line in lines:
        if not line.good:
            wrong.setdefault(str(line.values[column.name]), line.row)
    for line in lines:
        if line.good and (row := wrong.get(str(line.values[column.name]))):
            line.bad(column.label, f"同一{column.label}的第 {row} 行有错。", "改好那一行，整份一起导入。")


def load(
    *, element: Element, checked: Checked, actor: Actor, at: datetime, only_good: bool = False, source: str, sm3: str,
    reason: str = "",
) -> int:  # fmt: skip
    """Do what the good rows say, in one transaction with the record of the import; how many things were written.

    `source` and `sm3` name the file. Rows that change nothing are left alone, so the same file again writes nothing.
    Raises `RowsWrong` while any row is wrong and `only_good` is not set, `Denied`, and what the rooms refuse: then
    nothing is loaded.
    """
    require_import(actor, element)
    if checked.bad_rows and not only_good:
        raise RowsWrong(checked.bad_rows)
    lines = [line for line in checked.lines if line.good and line.outcome != SAME]
    if not lines or element.load is None:
        return 0
    with acting(actor):
        done = element.load(actor=actor, at=at, lines=lines, reason=reason or f"导入 {source}")
        payload = {"element": element.kind, "file": source, "sm3": sm3, "written": done, **checked.counts}
        event = NewEvent("elements_imported", payload)
        append(actor=actor, stream=stream_of(element), events=[event], at=at, reason=reason)
    return done


def record_export(*, element: Element, actor: Actor, at: datetime, on: date, count: int, form: str) -> None:
    """That personal data left the platform as a file."""
    with acting(actor):
        payload = {"element": element.kind, "on": on.isoformat(), "rows": count, "form": form}
        append(actor=actor, stream=stream_of(element), events=[NewEvent("elements_exported", payload)], at=at)
