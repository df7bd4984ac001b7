"""裁量权基准 in a spreadsheet: a row is what one benchmark shall say from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from minzhifa.access import Actor
from minzhifa.catalog.operations import Draft, propose_versions
from minzhifa.catalog.queries import many
from minzhifa.desk.admin.differences import MARKS
from minzhifa.desk.elements import cells
from minzhifa.desk.elements.kinds.versions import fields_by_word, judge_version, publisher, unchanged
from minzhifa.desk.elements.shapes import BadCell, Column, Element, Line
from minzhifa.law.benchmark import Malformed
from minzhifa.org import queries as org
from minzhifa.org.errors import OutsideRemit
from minzhifa.org.queries.many import agency_ids
from minzhifa.rules.benchmarks import parsed

WHO = "全省基准由省级该领域主管机关的系统管理员导入，本级基准由制定机关的系统管理员导入（审批权限表）。"
CONTENT = ("violation", "law", "statutory_range", "grades", "complete", "definition", "mark", "source", "note")
_EXAMPLE = "较轻｜货值不足一千元｜处一万元以上三万元以下罚款"


def grades(cell: str) -> list[dict[str, str]]:
    """One grade a line: 档次｜情形｜幅度."""
    rows = cells.rows_of(("grade", "factor", "range"), _EXAMPLE)(cell)
    if any(not row["grade"] or not row["range"] for row in rows):
        raise BadCell("有的档次没有写档次或者幅度。", f"每行写成：{_EXAMPLE}")
    return rows


def definition(cell: str) -> str:
    """A definition that reads; else line, column and what is wrong."""
    try:
        parsed(cell, "（定义）")
    except Malformed as error:
        raise BadCell(str(error), "照基准定义的格式改正，或者留空。") from None
    return cell


COLUMNS = (
    Column("code", "基准编码", cells.pattern(r"[0-9A-Za-z][0-9A-Za-z_-]{1,38}", "不是基准编码。"), True,
           "字母、数字、连字符"),
    Column("field_code", "领域", cells.text(60), True, "执法领域的代码或者名称，见“代码表”"),
    Column("owner", "制定机关", cells.text(80), help="本级自有的写机关现在的全称；全省的留空", width=26),
    Column("matters", "事项编码", cells.words, help="适用的执法事项，用、隔开", empty=[], width=24),
    Column("region", "适用地区", cells.text(120)),
    Column("violation", "违法行为", cells.text(200), True, width=40),
    Column("law", "依据", cells.text(300), True, "行政处罚法第三十四条", width=36),
    Column("statutory_range", "法定幅度", cells.text(4000), width=36),
    Column("grades", "裁量档次", grades, True, f"每行一档：{_EXAMPLE}", empty=[], width=60),
    Column("complete", "档次齐全", cells.yes, help="是、否；没有遗漏的写是", empty=False),
    Column("definition", "可计算的定义", definition, help="TOML 或者 JSON；没有的留空", width=40),
    cells.choice("mark", "可信度", MARKS, required=True),
    Column("source", "来源", cells.text(300), help="基准文件的名称、文号或者网址；内容有改动的必填", width=30),
    Column("note", "说明", cells.text(300), width=30),
    Column("effective_from", "生效日期", cells.day, help="内容有改动的必填；此前立案的案件保留原版本", empty=None),
)  # fmt: skip


def judge(*, actor: Actor, on: date, lines: Sequence[Line]) -> None:
    """Field, owner, matters, publisher, and what is held or waits already."""
    known = many.held_things("benchmark", [line.values["code"] for line in lines])
    codes = many.known_matters(code for line in lines for code in line.values["matters"])
    agencies = agency_ids(line.values["owner"] for line in lines if line.values["owner"])
    publishing, fields = many.publishers(actor, "benchmark"), fields_by_word()
    for line in lines:
        held = known.get(line.values["code"])
        _place(line, held, fields, agencies)
        unknown = [code for code in line.values["matters"] if code not in codes]
        if unknown:
            line.bad("事项编码", f"没有这些执法事项：{'、'.join(unknown)[:80]}。", "先导入、登记事项，或者核对编码。")
        own = line.values.get("owner_remit_id")
        if line.good and unchanged(line, held, CONTENT, "grades"):
            continue
        if line.good and not many.covered(publishing, publisher(line.values["field_code"], own)):
            line.bad("制定机关" if own else "领域", "您不能提出这一机关或者领域的基准。", WHO)
        if line.good:
            judge_version(line, held, "来源")


def _place(
    line: Line, held: many.HeldThing | None, fields: dict[str, tuple[str, str]], agencies: dict[str, int]
) -> None:
    """Field and owner as codes; a benchmark that is there keeps both."""
    word = line.values["field_code"]
    code, name = fields.get(word.split("（")[0].split("(")[0], ("", word))
    owner = line.values["owner"]
    line.values["field_code"], line.values["field"], line.values["owner_remit_id"] = code, name, None
    if not code and not (held and not held.owner["field_code"]):
        line.bad("领域", f"没有“{word[:20]}”这个执法领域。", "见“代码表”，写代码或者名称。")
    elif owner and owner not in agencies:
        line.bad("制定机关", f"没有现名是“{owner[:30]}”的执法主体。", "从“执法主体”里复制现在的全称。")
    elif owner:
        try:
            line.values["owner_remit_id"] = org.remit(agencies[owner], code).id
        except OutsideRemit as refusal:
            line.bad("制定机关", refusal.message, "核对机关和领域。")
    own = (code, line.values["owner_remit_id"])
    if line.good and held and (held.owner["field_code"], held.owner["owner_remit_id"]) != own:
        line.bad("基准编码", "这一编码的基准属于另一领域或者另一机关。", "核对编码，新的基准另取编码。")


def load(*, actor: Actor, at: datetime, lines: Sequence[Line], reason: str) -> int:
    """Proposed versions, waiting for approval."""
    own = ("field", "field_code", "owner_remit_id", "region")
    drafts = [
        Draft(
            line.values["code"], line.values["effective_from"], {name: line.values[name] for name in CONTENT},
            {name: line.values[name] for name in own}, line.values["matters"],
        )
        for line in lines
    ]  # fmt: skip
    return len(propose_versions(actor=actor, at=at, kind="benchmark", drafts=drafts, reason=reason))


def export(actor: Actor, on: date) -> list[dict[str, Any]]:
    """In force on the day; owners by their present names."""
    rows = many.in_force_contents("benchmark", on)
    owners = org.remit_cards(sorted({row["owner_remit_id"] for row in rows if row["owner_remit_id"]}))
    for row in rows:
        row["field_code"] = row["field_code"] or row["field"]  # of an old benchmark whose field is not in the registry
        row["grades"] = [{part: grade[part] for part in ("grade", "factor", "range")} for grade in row["grades"]]
        row["owner"] = owners[row["owner_remit_id"]].agency_name if row["owner_remit_id"] else ""
    return rows


ELEMENT = Element(
    "benchmark", "裁量权基准", "同一违法行为按情节分档，各档处罚到什么程度。", 6, "desk:benchmark_list", COLUMNS,
    ("code",), export, judge, load, lambda actor: bool(many.publishers(actor, "benchmark")), who=WHO, proposes=True,
)  # fmt: skip
