"""执法依据 in a spreadsheet: a row is one dated text and the days on which it is in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from minzhifa.access import Actor
from minzhifa.catalog.operations import Interval, propose_interval
from minzhifa.catalog.queries import many
from minzhifa.desk import labels
from minzhifa.desk.admin.differences import STATUTE_MARKS
from minzhifa.desk.elements import cells
from minzhifa.desk.elements.shapes import CHANGED, SAME, Column, Element, Line

WHO = "由省级司法行政部门的系统管理员导入（审批权限表）。"
KINDS = {**labels.STATUTE_KINDS, "local_regulation": "地方性法规"}
COLUMNS = (
    Column("title", "名称", cells.text(160), True, "简称，不写“中华人民共和国”", width=40),
    Column("kind", "效力级别", cells.text(20), help="导出用，导入不改"),
    Column("organ", "制定机关", cells.text(120), help="导出用，导入不改", width=24),
    Column("version_date", "文本日期", cells.day, help="公布或者修改的日期；名称和它合起来认定一个文本", empty=None),
    Column("effective_from", "施行日期", cells.day, empty=None),
    Column("effective_to", "停止施行日期", cells.day, help="从这一天起不再施行", empty=None),
    cells.choice("mark", "可信度", STATUTE_MARKS, required=True, help="没有施行日期的写未知"),
    Column("from_quote", "施行出处", cells.text(1000), help="写“已核”的必填：条文或者公布令", width=40),
    Column("to_quote", "停止施行出处", cells.text(1000), help="有停止施行日期的必填", width=40),
)  # fmt: skip
_SAID = ("effective_from", "effective_to", "mark", "from_quote", "to_quote")


def judge(*, actor: Actor, on: date, lines: Sequence[Line]) -> None:
    """The text that is meant, an interval that is one, and what waits already."""
    texts = many.held_texts(line.values["title"] for line in lines)
    by_title: dict[str, dict[date | None, many.HeldText]] = {}
    for (title, day), text in texts.items():
        by_title.setdefault(title, {})[day] = text
    for line in lines:
        dated = by_title.get(line.values["title"].removeprefix("中华人民共和国"), {})
        found = dated.get(line.values["version_date"])
        if not dated:
            line.bad("名称", f"目录中没有《{line.values['title'][:40]}》。", "核对名称；新的文本随系统发布。")
        elif found is None:
            days = "、".join(str(day or "（空）") for day in dated)
            line.bad("文本日期", "目录中没有这一天的文本。", f"收录的文本日期：{days}。")
        else:
            _interval(line)
            _against(line, found)


def _interval(line: Line) -> None:
    values = line.values
    start, end = values["effective_from"], values["effective_to"]
    if start and end and end <= start:
        line.bad("停止施行日期", "不晚于施行日期。", "核对两个日期。")
    if (values["mark"] == "U") != (start is None):
        line.bad("可信度", "没有施行日期的写“未知”，有施行日期的写“已核”或者“待核”。", "改可信度或者日期。")


def _against(line: Line, text: many.HeldText) -> None:
    values = line.values
    values["text"] = text.id
    if all((values[name] or None) == (getattr(text, name) or None) for name in _SAID):
        line.outcome = SAME
        return
    line.outcome = CHANGED
    if text.waits:
        line.bad("", "这一文本已有一项变更等待审定。", "先审定或者撤回，再导入。")
    if values["mark"] == "V" and not values["from_quote"]:
        line.bad("施行出处", "写“已核”的没有录出处。", "录出条文或者公布令，或者改为“待核”。")
    if values["effective_to"] and not values["to_quote"]:
        line.bad("停止施行出处", "停止施行的没有录出处。", "写明废止或者修订的文件。")


def load(*, actor: Actor, at: datetime, lines: Sequence[Line], reason: str) -> int:
    """Proposed changes, waiting for approval."""
    for line in lines:
        v = line.values
        interval = Interval(v["effective_from"], v["effective_to"], v["mark"], v["from_quote"], v["to_quote"])
        propose_interval(actor=actor, at=at, version_id=v["text"], interval=interval, reason=reason)
    return len(lines)


def export(actor: Actor, on: date) -> list[dict[str, Any]]:
    """Texts that are in force on the day, also those of which the first day is not known."""
    return [
        {column.name: getattr(text, column.name) for column in COLUMNS} | {"kind": KINDS.get(text.kind, text.kind)}
        for text in many.held_texts().values()
        if (text.effective_from is None or text.effective_from <= on)
        and (text.effective_to is None or text.effective_to > on)
    ]


ELEMENT = Element(
    "statute", "执法依据", "法律、法规、规章的文本；每个文本哪一天到哪一天施行。", 5, "desk:statute_list", COLUMNS,
    ("title", "version_date"), export, judge, load, lambda actor: bool(many.publishers(actor, "statute")), who=WHO,
    proposes=True,
)  # fmt: skip
