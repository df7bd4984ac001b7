"""执法对象 in a spreadsheet: a row is one enterprise, trader, person, organisation or place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from minzhifa.access import Actor, Role
from minzhifa.desk import labels
from minzhifa.desk.elements import cells
from minzhifa.desk.elements.shapes import CHANGED, NEW, SAME, BadCell, Column, Element, Line
from minzhifa.law.identifiers import check_citizen_id, check_uscc
from minzhifa.subjects.operations import Facts, register_subjects, update_subject
from minzhifa.subjects.queries import may_edit
from minzhifa.subjects.queries.many import Asked, HeldSubject, held_subjects, rows_masked

WHO = "由执法人员、办案机构负责人或者系统管理员导入。"
MOST_EXPORTED = 50_000
FACTS = ("name", "uscc", "id_number", "phone", "address", "legal_representative", "region_code")
_NOBODY = UUID(int=0)
_NO_CODE, _NUMBERED = ("natural_person", "place"), ("natural_person", "sole_trader")
MASK = "*"


def unmasked(read: Callable[[str], str]) -> Callable[[str], str]:
    """A number as exported, with stars, stands for "as it is"."""
    return lambda cell: MASK if MASK in cell else read(cell)


def identity(cell: str) -> str:
    """The platform's own number of a subject."""
    try:
        return str(UUID(cell))
    except ValueError:
        raise BadCell(f"“{cell[:40]}”不是对象编号。", "从导出的表格里照抄，新登记的留空。") from None


COLUMNS = (
    cells.choice("kind", "类型", labels.SUBJECT_KINDS, required=True),
    Column("name", "名称或姓名", cells.text(200), True, width=34),
    Column("uscc", "统一社会信用代码", cells.number(check_uscc), help="企业、个体工商户、组织填写", width=24),
    Column("id_number", "身份证号", unmasked(cells.number(check_citizen_id)),
           help="自然人、个体工商户经营者填写；加密保存；带星号的视为不变", width=24),
    Column("legal_representative", "法定代表人", cells.text(40)),
    Column("phone", "联系电话", unmasked(cells.pattern(r"[0-9+][0-9 ()（）\-转]{5,29}", "不是电话号码。")),
           help="加密保存；带星号的视为不变"),
    Column("region_code", "区划代码", cells.pattern("[0-9]{6}([0-9]{3}([0-9]{3})?)?", "不是区划代码。"),
           help="6、9 或者 12 位数字"),
    Column("address", "地址或住所", cells.text(160), width=40),
    Column("id", "对象编号", identity, width=38,
           help="导出的表格里有；带着它，号码打了码的行也认得出是谁；新登记的留空"),
)  # fmt: skip


def judge(*, actor: Actor, on: date, lines: Sequence[Line]) -> None:
    """Numbers that fit the kind, twins in the file, and the subject that is there."""
    first: dict[str, int] = {}
    for line in lines:
        _cross(line)
        values = line.values
        bare = (
            ""
            if values["uscc"] or values["id_number"] or values["id"]
            else "｜".join(values[n] for n in ("kind", "name", "address"))
        )
        for label, key in (
            ("对象编号", values["id"]),
            ("统一社会信用代码", values["uscc"]),
            ("身份证号", values["id_number"]),
            ("名称或姓名", bare),
        ):
            if key and (earlier := first.setdefault(key, line.row)) != line.row:
                line.bad(label, f"与第 {earlier} 行相同。", "同一个执法对象只留一行。")
    good = [line for line in lines if line.good]
    asked = [
        Asked(**{n: line.values[n] for n in ("id", "uscc", "id_number", "kind", "name", "address")}) for line in good
    ]
    for line, held in zip(good, held_subjects(actor, asked), strict=True):
        _against(line, held)


def _cross(line: Line) -> None:
    kind = line.values["kind"]
    if line.values["id_number"] == MASK and not line.values["uscc"] and not line.values["id"]:
        line.bad("身份证号", "号码带星号，认不出是哪一个执法对象。", "填写完整的号码，或者删去这一行。")
    line.values |= {name: "" for name in ("id_number", "phone") if line.values[name] == MASK}
    if line.values["uscc"] and kind in _NO_CODE:
        line.bad("统一社会信用代码", "自然人和场所没有统一社会信用代码。", "删去，或者改类型。")
    if line.values["id_number"] and kind not in _NUMBERED:
        line.bad("身份证号", "只有自然人和个体工商户经营者填写身份证号。", "删去，或者改类型。")


def _against(line: Line, held: HeldSubject | None) -> None:
    if held is None and line.values["id"]:
        line.bad("对象编号", "没有这一编号的执法对象，或者不在您的权限内。", "照导出的表格填写，新登记的留空。")
    elif held is None:
        line.outcome = NEW
    elif line.values["name"] not in held.names:
        line.bad(
            "名称或姓名", f"这一对象已登记为“{held.facts['name']}”。", "核对名称；确已更名的，先在它的页面上更名。"
        )
    elif line.values["kind"] != held.kind:
        line.bad("类型", f"已登记为{labels.SUBJECT_KINDS.get(held.kind, held.kind)}。", "照已登记的填写。")
    else:
        changes = {n: line.values[n] for n in FACTS if n != "name" and line.values[n] not in ("", held.facts[n])}
        line.values |= {"held": held, "changes": changes}
        line.outcome = CHANGED if changes else SAME


def load(*, actor: Actor, at: datetime, lines: Sequence[Line], reason: str) -> int:
    """New ones at once, changes one by one; an empty cell changes nothing."""
    new = [Facts(line.values["kind"], **{n: line.values[n] for n in FACTS}) for line in lines if line.outcome == NEW]
    if new:
        register_subjects(actor=actor, at=at, facts=new, reason=reason)
    for line in lines:
        if line.outcome == CHANGED:
            held: HeldSubject = line.values["held"]
            update_subject(
                actor=actor, at=at, subject_id=held.id, version=held.version, changes=line.values["changes"],
                reason=reason,
            )  # fmt: skip
    return len(lines)


def export(actor: Actor, on: date) -> list[dict[str, Any]]:
    """As registered today, numbers masked; at most `MOST_EXPORTED`."""
    return rows_masked(actor, MOST_EXPORTED)


ELEMENT = Element(
    "subject", "执法对象", "企业、个体工商户、自然人、组织、场所；号码加密保存。", 2, "desk:subject_list", COLUMNS,
    (), export, judge, load, lambda actor: may_edit(actor, _NOBODY),
    lambda actor: actor.holds(Role.OFFICER, Role.SECTION_HEAD, Role.ADMINISTRATOR, Role.SUPERVISOR), WHO,
    personal=True,
)  # fmt: skip
