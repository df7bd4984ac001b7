"""执法事项 in a spreadsheet: a row is what one matter shall say from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from minzhifa.access import Actor
from minzhifa.catalog.operations import Draft, propose_versions
from minzhifa.catalog.queries import many
from minzhifa.desk import labels
from minzhifa.desk.admin.differences import MARKS
from minzhifa.desk.elements import cells
from minzhifa.desk.elements.kinds.versions import fields_by_word, judge_version, publisher, unchanged
from minzhifa.desk.elements.shapes import BadCell, Column, Element, Line

WHO = "全省事项由省级该领域主管机关的系统管理员导入（审批权限表）。"
_PARTS = ("kind", "text", "citation", "required")
_EXAMPLE = "行为｜实施了某行为｜《某法》第一条｜是"
_CITED = "写成《某法》第二十三条第一款第（二）项，每行一条。"
_KIND_CODES = {label: code for code, label in labels.ELEMENT_KINDS.items()}
CONTENT = ("name", "level", "violated", "basis", "range_text", "law_version", "elements", "mark", "source", "note")


def citations(cell: str) -> list[str]:
    """One citation a line, in the one written form."""
    written = cells.lines(cell)
    if bare := next((text for text in written if "《" not in text), ""):
        raise BadCell(
            f"“{bare[:30]}”没有写明法律、法规、规章的名称。", "写成《某法》第二十三条第一款第（二）项，每行一条。"
        )
    try:
        return many.normal_citations(written)
    except ValueError as error:
        raise BadCell(str(error), _CITED) from None


def elements(cell: str) -> list[dict[str, Any]]:
    """One 要件 a line: 类别｜要件｜依据｜必备."""
    out: list[dict[str, Any]] = []
    for row in cells.rows_of(_PARTS, _EXAMPLE)(cell):
        kind = _KIND_CODES.get(row["kind"], row["kind"])
        if kind not in labels.ELEMENT_KINDS:
            raise BadCell(f"“{row['kind'][:20]}”不是要件的类别。", f"只能写：{'、'.join(_KIND_CODES)}。")
        if not row["text"] or not row["citation"]:
            raise BadCell("要件没有写全。", f"每行写成：{_EXAMPLE}")
        out.append({**row, "kind": kind, "required": cells.yes(row["required"])})
    return out


COLUMNS = (
    Column("code", "事项编码", cells.pattern(r"[0-9A-Z][0-9A-Z-]{2,38}", "不是事项编码。"), True,
           "数字、大写字母和连字符，例如 SCJG-CF-028", width=18),
    Column("field_code", "领域", cells.text(40), True, "执法领域的代码或者名称，见“代码表”"),
    cells.choice("kind", "事项类型", labels.MATTER_KINDS, required=True),
    Column("name", "事项名称", cells.text(200), True, width=40),
    Column("level", "实施层级", cells.text(60)),
    Column("violated", "违反条款", citations, help="每行一条，写明法律名称和条款项", empty=[], width=36),
    Column("basis", "处罚依据", citations, True, "每行一条，写明法律名称和条款项", empty=[], width=36),
    Column("range_text", "法定幅度", cells.text(4000), help="照录条文", width=40),
    Column("law_version", "依据文本日期", cells.day, help="依据的法律文本是哪一天的；不知道的留空", empty=None),
    Column("elements", "构成要件", elements, help=f"每行一项：{_EXAMPLE}", empty=[], width=50),
    cells.choice("mark", "可信度", MARKS, required=True),
    Column("source", "核对来源", cells.text(300), help="与什么文本核对过；内容有改动的必填", width=30),
    Column("note", "说明", cells.text(300), width=30),
    Column("effective_from", "生效日期", cells.day, help="内容有改动的必填；此前立案的案件保留原版本", empty=None),
)  # fmt: skip


def judge(*, actor: Actor, on: date, lines: Sequence[Line]) -> None:
    """Field, publisher, and what is held or waits already."""
    known = many.held_things("matter", [line.values["code"] for line in lines])
    publishing, fields = many.publishers(actor, "matter"), fields_by_word()
    for line in lines:
        field = fields.get(line.values["field_code"])
        if field is None:
            line.bad("领域", f"没有“{line.values['field_code'][:20]}”这个执法领域。", "见“代码表”，写代码或者名称。")
            continue
        line.values["field_code"], line.values["field"] = field
        held = known.get(line.values["code"])
        if held and (held.owner["field_code"], held.owner["kind"]) != (field[0], line.values["kind"]):
            line.bad("领域", "这一编码的事项属于另一领域或者类型。", "核对编码；领域、类型定了就不改。")
            continue
        _keep_keys(line, held)
        if unchanged(line, held, CONTENT, "elements"):
            continue
        if not many.covered(publishing, publisher(field[0])):
            line.bad("领域", "您不能提出这一领域的全省事项。", WHO)
        else:
            judge_version(line, held, "核对来源")


def _keep_keys(line: Line, held: many.HeldThing | None) -> None:
    """An element keeps its key where its words are the same, so that evidence stays matched to it."""
    before = held.versions[0].content["elements"] if held and held.versions else []
    keys = {row["text"]: row["key"] for row in before}
    free = (f"e{n}" for n in range(1, 1000) if f"e{n}" not in keys.values())
    line.values["elements"] = [{"key": keys.get(r["text"]) or next(free), **r} for r in line.values["elements"]]


def load(*, actor: Actor, at: datetime, lines: Sequence[Line], reason: str) -> int:
    """Proposed versions, waiting for approval."""
    drafts = [
        Draft(
            line.values["code"], line.values["effective_from"], {name: line.values[name] for name in CONTENT},
            {name: line.values[name] for name in ("field", "field_code", "kind")},
        )
        for line in lines
    ]  # fmt: skip
    return len(propose_versions(actor=actor, at=at, kind="matter", drafts=drafts, reason=reason))


def export(actor: Actor, on: date) -> list[dict[str, Any]]:
    """In force on the day."""
    rows = many.in_force_contents("matter", on)
    for row in rows:
        row["elements"] = [
            {"kind": labels.ELEMENT_KINDS.get(e["kind"], e["kind"]), "text": e["text"], "citation": e["citation"],
             "required": e.get("required", True)}
            for e in row["elements"]
        ]  # fmt: skip
    return rows


ELEMENT = Element(
    "matter", "执法事项", "谁能对什么行为做什么处理：名称、条款、幅度、构成要件。", 4, "desk:matter_list", COLUMNS,
    ("code",), export, judge, load, lambda actor: bool(many.publishers(actor, "matter")), who=WHO, proposes=True,
)  # fmt: skip
