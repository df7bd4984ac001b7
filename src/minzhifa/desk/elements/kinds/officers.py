"""执法人员 in a spreadsheet: a row is one certificate with its holder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from minzhifa.access import Actor, Role
from minzhifa.desk.elements import cells
from minzhifa.desk.elements.shapes import CHANGED, NEW, SAME, Column, Element, Line
from minzhifa.org.operations import HolderRow, push_certificates
from minzhifa.org.queries.admin import may_administer
from minzhifa.org.queries.many import HeldCertificate, agency_ids, certified_rows, held_certificates, names_held

WHO = "由本机关的系统管理员导入。"
ISSUER = "福建省司法厅"
COLUMNS = (
    Column("agency", "机关", cells.text(80), True, "现在的全称", width=30),
    Column("name", "姓名", cells.text(40), True),
    Column("post", "职务", cells.text(40)),
    Column("number", "执法证号", cells.number(cells.pattern(
        "[0-9A-Z]{6,20}", "不是执法证号（6 至 20 位数字、大写字母）。")), True, "行政处罚法第四十二条", width=22),
    Column("issuer", "发证机关", cells.text(80), help="不填的是福建省司法厅", empty=ISSUER, width=22),
    Column("valid_from", "有效期起", cells.day, True),
    Column("valid_until", "有效期至", cells.day, True, "含当日"),
    Column("former", "原证号", cells.number(cells.pattern(
        "[0-9A-Z]{6,20}|无", "不是执法证号，也不是“无”。")),
        help="换了新证号的人填任一原证号；同名的另一人填“无”", width=22),
)  # fmt: skip
NAMESAKE = "无"


def judge(*, actor: Actor, on: date, lines: Sequence[Line]) -> None:
    """Agency, right, interval, holder, and certificates that are there or stand in the same file."""
    agencies = agency_ids(line.values["agency"] for line in lines)
    may = {pk: may_administer(actor, pk) for pk in set(agencies.values())}
    held = held_certificates(line.values[name] for line in lines for name in ("number", "former") if line.values[name])
    named = names_held(agencies.values())
    in_file: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        agency = agencies.get(line.values["agency"])
        line.values["agency_id"] = agency
        if agency is None:
            line.bad("机关", f"没有现名是“{line.values['agency'][:30]}”的执法主体。", "从“执法主体”里复制现在的全称。")
        elif not may[agency]:
            line.bad("机关", "您不是这一机关的系统管理员。", WHO)
        elif line.values["valid_until"] < line.values["valid_from"]:
            line.bad("有效期至", "早于有效期起。", "核对两个日期。")
        else:
            _against(line, held.get(line.values["number"], []))
            _beside(line, in_file[line.values["number"]])
            if line.outcome == NEW and not in_file[line.values["number"]]:
                _holder(line, held, in_file, named)
            in_file[line.values["number"]].append(line)
            named.add((agency, line.values["name"]))


def _against(line: Line, known: Sequence[HeldCertificate]) -> None:
    values = line.values
    for row in known:
        if row.agency_id != values["agency_id"]:
            line.bad("执法证号", "这个证号登记在其他机关名下。", "请先核对。")
            return
        if row.name != values["name"]:
            line.bad("姓名", f"这个证号登记的持证人是{row.name}。", "核对姓名、证号。")
            return
    same = next((row for row in known if row.valid_from == values["valid_from"]), None)
    if same is not None:
        line.outcome = SAME if same.valid_until == values["valid_until"] else CHANGED
    else:
        line.outcome = CHANGED if known else NEW
    for row in known:
        if row is not same and row.valid_from <= values["valid_until"] and values["valid_from"] <= row.valid_until:
            span = f"{row.valid_from.isoformat()} 至 {row.valid_until.isoformat()}"
            line.bad("有效期起", f"与已登记的有效期（{span}）重叠。", "核对有效期，或者先办理注销。")
            return


def _beside(line: Line, others: Sequence[Line]) -> None:
    for other in others:
        if other.values["name"] != line.values["name"]:
            line.bad("执法证号", f"与第 {other.row} 行证号相同，姓名不同。", "一个证号只属于一个人。")
            return
        if other.values["valid_from"] <= line.values["valid_until"] and (
            line.values["valid_from"] <= other.values["valid_until"]
        ):
            line.bad("有效期起", f"与第 {other.row} 行同一证号的有效期重叠。", "核对有效期。")
            return


def _holder(
    line: Line,
    held: Mapping[str, Sequence[HeldCertificate]],
    in_file: Mapping[str, Sequence[Line]],
    named: set[tuple[int, str]],
) -> None:
    """Whose new number it is: a person known by a former one, a namesake, or somebody new."""
    values, former = line.values, line.values["former"]
    if not former and (values["agency_id"], values["name"]) in named:
        line.bad("姓名", "本机关已有同名的执法人员。", "换了新证号的，填“原证号”；同名的另一人，“原证号”填“无”。")
    elif former and former != NAMESAKE:
        names = {row.name for row in held.get(former, ()) if row.agency_id == values["agency_id"]}
        names |= {one.values["name"] for one in in_file.get(former, ())}
        if values["name"] not in names:
            line.bad("原证号", "本机关没有此人持这个证号的记录。", "先登记原证，或者核对证号、姓名。")


def load(*, actor: Actor, at: datetime, lines: Sequence[Line], reason: str) -> int:
    """Certificates and, with new numbers, their holders."""
    names = ("agency_id", "number", "name", "post", "issuer", "valid_from", "valid_until")
    rows = []
    for line in lines:
        former = line.values["former"]
        known = former if former not in ("", NAMESAKE, line.values["number"]) else ""
        given = {name: line.values[name] for name in names}
        rows.append(HolderRow(**given, former_number=known, namesake=former == NAMESAKE))
    return push_certificates(actor=actor, at=at, rows=rows)


def export(actor: Actor, on: date) -> list[dict[str, Any]]:
    """Certificates valid on the day, of the officers whom the actor may see."""
    return [{**row, "former": ""} for row in certified_rows(actor, on)]


ELEMENT = Element(
    "officer", "执法人员", "谁持什么证、在哪个机关、哪一天到哪一天可以执法。", 3, "desk:officer_list", COLUMNS,
    ("number", "valid_from"), export, judge, load, lambda actor: actor.holds(Role.ADMINISTRATOR), who=WHO,
    personal=True,
)  # fmt: skip
