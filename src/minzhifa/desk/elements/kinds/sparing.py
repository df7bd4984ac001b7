"""免罚清单 in a spreadsheet: a row is one entry; the rows of one list stand together and name the list alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from minzhifa.access import Actor
from minzhifa.catalog.operations import Draft, propose_versions
from minzhifa.catalog.operations.content import MOST_MONTHS
from minzhifa.catalog.operations.entries import CORRECTED, HARM, KEYS
from minzhifa.catalog.queries import many
from minzhifa.desk import labels
from minzhifa.desk.admin.differences import MARKS
from minzhifa.desk.elements import cells
from minzhifa.desk.elements.kinds.matters import citations
from minzhifa.desk.elements.kinds.versions import fields_by_word, judge_version, publisher, unchanged
from minzhifa.desk.elements.shapes import BadCell, Column, Element, Line
from minzhifa.org import queries as org
from minzhifa.org.errors import OutsideRemit
from minzhifa.org.queries.many import agency_ids

WHO = "全省清单由省级该领域主管机关的系统管理员导入，本级清单由制定机关的系统管理员导入（审批权限表）。"
CONTENT = ("title", "organ", "months", "entries", "mark", "source", "note")
OWN = ("kind", "field", "field_code", "owner_remit_id")
ALIKE = ("kind", "field_code", "owner", "title", "organ", "months", "mark", "source", "note", "effective_from")


def months(cell: str) -> int:
    """A whole number of months."""
    if not cell.isdecimal() or not 0 < int(cell[:6]) <= MOST_MONTHS:
        raise BadCell(f"“{cell[:20]}”不是月数。", "写整数，例如两年写 24；不限期间的留空。")
    return int(cell)


def yuan(cell: str) -> str:
    """An amount to the cent."""
    try:
        amount = Decimal(cell.replace(",", ""))
    except InvalidOperation:
        raise BadCell(f"“{cell[:20]}”不是金额。", "写数字，单位为元。") from None
    if not amount.is_finite() or not 0 < amount < Decimal("1e12") or amount != amount.quantize(Decimal("0.01")):
        raise BadCell(f"“{cell[:20]}”不是大于零、精确到分的金额。", "写数字，单位为元。")
    return str(amount.quantize(Decimal("0.01")))


COLUMNS = (
    Column("code", "清单编码", cells.pattern(r"[0-9A-Za-z][0-9A-Za-z_-]{1,38}", "不是清单编码。"), True,
           "字母、数字、连字符；同一清单的各行写同一个编码", width=18),
    cells.choice("kind", "清单种类", labels.SPARING_KINDS, required=True, help="行政处罚法第三十三条第一款"),
    Column("field_code", "领域", cells.text(60), True, "执法领域的代码或者名称，见“代码表”"),
    Column("owner", "制定机关", cells.text(80), help="本级自有的写机关现在的全称；全省的留空", width=26),
    Column("title", "清单名称", cells.text(160), True, "公布文件里的名称，印在决定书上", width=36),
    Column("organ", "发布机关", cells.text(120), True, width=26),
    Column("months", "首次的期间（月）", months, help="首违清单：几个月以内的处罚才算再犯；不限的留空", empty=None),
    Column("key", "条目号", cells.pattern(r"[^/\s]{1,20}", "不是条目号。"), True, "清单里的序号，印在决定书上"),
    Column("violation", "违法行为", cells.text(300), True, width=40),
    Column("matters", "事项编码", cells.words, help="适用的事项，用、隔开；与“违反条款”至少写一项", empty=[], width=24),
    Column("provisions", "违反条款", citations, help="每行一条，写明法律名称和条款项", empty=[], width=36),
    Column("conditions", "适用条件", cells.text(600), help="照录清单原文", width=40),
    cells.choice("harm", "危害后果条件", HARM, help="清单比法律更严的才填写"),
    cells.choice("corrected", "改正条件", CORRECTED, help="清单比“及时改正”更具体的才填写"),
    Column("amount_of", "金额条件", cells.text(60), help="是什么金额，例如货值金额；没有的留空"),
    Column("amount_most", "金额上限（元）", yuan, help="不超过多少元"),
    cells.choice("mark", "可信度", MARKS, required=True),
    Column("source", "来源", cells.text(300), help="公布文件的名称、文号或者网址；内容有改动的必填", width=30),
    Column("note", "说明", cells.text(300), width=30),
    Column("effective_from", "生效日期", cells.day, help="内容有改动的必填", empty=None),
)  # fmt: skip


def _lists(lines: Sequence[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.values["code"]].append(line)
    return found


def judge(*, actor: Actor, on: date, lines: Sequence[Line]) -> None:
    """Rows of one list say the same of it; field, owner, matters, publisher; what is held or waits."""
    lists = _lists(lines)
    known = many.held_things("sparing", list(lists))
    codes = many.known_matters(code for line in lines for code in line.values["matters"])
    agencies = agency_ids(line.values["owner"] for line in lines if line.values["owner"])
    publishing, fields = many.publishers(actor, "sparing"), fields_by_word()
    labelled = {column.name: column.label for column in COLUMNS}
    for code, rows in lists.items():
        first = rows[0]
        for line in rows:
            for name in ALIKE:
                if line.values[name] != first.values[name]:
                    said = f"与同一清单第 {first.row} 行写的不同。"
                    line.bad(labelled[name], said, "同一清单的各行，清单的名称、机关、日期等写得一样。")
            _entry(line, codes)
        _place(first, known.get(code), fields, agencies)
        if all(line.good for line in rows):
            _against(rows, known.get(code), publishing)


def _entry(line: Line, codes: dict[str, str]) -> None:
    values = line.values
    unknown = [code for code in values["matters"] if code not in codes]
    if unknown:
        line.bad("事项编码", f"没有这些执法事项：{'、'.join(unknown)[:80]}。", "先导入、登记事项，或者核对编码。")
    if not values["matters"] and not values["provisions"]:
        line.bad("违反条款", "事项编码和违反条款都没有写。", "至少写一项，办案时才能核对是否适用。")
    if bool(values["amount_of"]) != bool(values["amount_most"]):
        line.bad("金额条件", "金额条件和金额上限只写了一项。", "两项都写，或者都不写。")


def _place(
    line: Line, held: many.HeldThing | None, fields: dict[str, tuple[str, str]], agencies: dict[str, int]
) -> None:
    """Field and owner as codes; a list that is there keeps its kind, field and owner."""
    values = line.values
    code, name = fields.get(values["field_code"], ("", values["field_code"]))
    values |= {"field": name, "owner_remit_id": None}
    if not code:
        line.bad("领域", f"没有“{name[:20]}”这个执法领域。", "见“代码表”，写代码或者名称。")
        return
    values["field_code"], owner = code, values["owner"]
    if owner and owner not in agencies:
        line.bad("制定机关", f"没有现名是“{owner[:30]}”的执法主体。", "从“执法主体”里复制现在的全称。")
    elif owner:
        try:
            values["owner_remit_id"] = org.remit(agencies[owner], code).id
        except OutsideRemit as refusal:
            line.bad("制定机关", refusal.message, "核对机关和领域。")
    if line.good and held and any(held.owner[key] != values[key] for key in OWN):
        line.bad("清单编码", "这一编码的清单属于另一种类、领域或者机关。", "核对编码，新的清单另取编码。")


def _against(rows: Sequence[Line], held: many.HeldThing | None, publishing: frozenset[str]) -> None:
    """The list as a whole against what is held, and whose it is; every row has the list's outcome."""
    first = rows[0]
    values, remit = first.values, first.values["owner_remit_id"]
    values["entries"] = [{name: line.values[name] for name in KEYS} for line in rows]
    if not unchanged(first, held, CONTENT, "entries"):
        if many.covered(publishing, publisher(values["field_code"], remit)):
            judge_version(first, held, "来源")
        else:
            first.bad("制定机关" if remit else "领域", "您不能提出这一机关或者领域的清单。", WHO)
    for line in rows[1:]:
        line.outcome = first.outcome


def load(*, actor: Actor, at: datetime, lines: Sequence[Line], reason: str) -> int:
    """Proposed versions, one for each list, waiting for approval."""
    drafts = [
        Draft(
            code, rows[0].values["effective_from"], {name: rows[0].values[name] for name in CONTENT},
            {name: rows[0].values[name] for name in OWN},
        )
        for code, rows in _lists(lines).items()
    ]  # fmt: skip
    return len(propose_versions(actor=actor, at=at, kind="sparing", drafts=drafts, reason=reason))


def export(actor: Actor, on: date) -> list[dict[str, Any]]:
    """Entries of the lists in force on the day, owners by their present names."""
    rows = many.in_force_contents("sparing", on)
    owners = org.remit_cards(sorted({row["owner_remit_id"] for row in rows if row["owner_remit_id"]}))
    for row in rows:
        row["owner"] = owners[row["owner_remit_id"]].agency_name if row["owner_remit_id"] else ""
    return [{**row, **entry} for row in rows for entry in row["entries"]]


ELEMENT = Element(
    "sparing", "免罚清单", "首违不罚、轻微不罚：什么行为、符合什么条件的不予处罚。", 9, "desk:sparing_list", COLUMNS,
    ("code", "key"), export, judge, load, lambda actor: bool(many.publishers(actor, "sparing")), who=WHO,
    proposes=True, whole="code",
)  # fmt: skip
