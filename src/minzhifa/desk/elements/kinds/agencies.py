"""执法主体 in a spreadsheet: a row is one body as it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from minzhifa import clock
from minzhifa.access import Actor, Role
from minzhifa.desk import labels
from minzhifa.desk.elements import cells
from minzhifa.desk.elements.kinds.versions import fields_by_word
from minzhifa.desk.elements.shapes import CHANGED, NEW, SAME, Column, Element, Line
from minzhifa.law.identifiers import check_uscc
from minzhifa.org.operations import put_agency
from minzhifa.org.queries.admin import may_administer
from minzhifa.org.queries.many import HeldAgency, held_agencies, known_regions

WHO = "新的执法主体由省级系统管理员导入；本机关的信息由本机关的系统管理员更新。"
PAYEE = ("payee_name", "payee_bank", "payee_bank_address", "payee_account")
CARD = ("uscc", "head_name", "address", "phone", *PAYEE)
FIXED = {"system": "条线", "level": "层级", "region": "区划代码", "superior": "上级标识", "kind": "性质"}
_STANDING = {code: label for code, label in labels.AGENCY_KINDS.items() if code in ("administrative", "authorised",
                                                                                   "township")}  # fmt: skip
COLUMNS = (
    Column("slug", "标识", cells.pattern("[a-z][a-z0-9_-]{2,58}", "不是标识。"), True,
           "小写字母开头，只有字母、数字、连字符、下划线；全省唯一，例如 market-350102", width=22),
    Column("name", "名称", cells.text(80), True, "现在的全称；更名另办“机关更名”", width=34),
    cells.choice("kind", "性质", labels.AGENCY_KINDS, help="新的派出机构、受委托组织在页面上登记其名义机关",
                 empty="administrative"),
    cells.choice("system", "条线", labels.SYSTEMS, required=True),
    cells.choice("level", "层级", labels.LEVELS, required=True),
    Column("region", "区划代码", cells.pattern("[0-9]{6}|[0-9]{9}", "不是 6 位或者 9 位的区划代码。"), True),
    Column("superior", "上级标识", cells.text(60), help="上级机关的标识"),
    Column("uscc", "统一社会信用代码", cells.number(check_uscc), width=24),
    Column("head_name", "负责人", cells.text(40)),
    Column("address", "地址", cells.text(160), width=34),
    Column("phone", "电话", cells.text(30)),
    Column("payee_name", "收款单位", cells.text(80), help="罚款决定书上的户名", width=34),
    Column("payee_bank", "收款银行", cells.text(80), help="代收罚款的银行网点全称", width=30),
    Column("payee_bank_address", "收款银行地址", cells.text(160), help="罚款决定书必须载明，缺少的不能制发", width=34),
    Column("payee_account", "收款账号", cells.text(30), width=24),
    Column("fields", "执法领域", cells.words, help="领域的代码或者名称，用、隔开，见“代码表”；新的主体必填", empty=[],
           width=30),
)  # fmt: skip


def judge(*, actor: Actor, on: date, lines: Sequence[Line]) -> None:
    """Codes, right, and the body that is there."""
    wanted = {line.values[name] for line in lines for name in ("slug", "superior") if line.values[name]}
    known, fields = held_agencies(on, wanted), fields_by_word()
    regions = known_regions(line.values["region"] for line in lines)
    province = may_administer(actor, None)
    coming = {line.values["slug"] for line in lines}
    for line in lines:
        values, held = line.values, known.get(line.values["slug"])
        unknown = [word for word in values["fields"] if word not in fields]
        if unknown:
            line.bad("执法领域", f"没有这些领域：{'、'.join(unknown)[:60]}。", "见“代码表”，写代码或者名称。")
        values["fields"] = sorted({fields[word][0] for word in values["fields"] if word in fields})
        if values["region"] not in regions:
            line.bad("区划代码", f"没有代码为 {values['region']} 的现行行政区划。", "核对区划代码。")
        if values["superior"] and values["superior"] not in known and values["superior"] not in coming:
            line.bad("上级标识", f"没有标识为 {values['superior'][:30]} 的机关。", "核对上级机关的标识。")
        if held is not None and line.good and _unchanged(values, held):
            line.outcome = SAME  # whoever sends it
            continue
        if not (province if held is None else may_administer(actor, held.id)):
            line.bad("标识", "您不能登记或者更新这一执法主体。", WHO)
        if held is None:
            line.outcome = NEW
            if not values["fields"] and not unknown:
                line.bad("执法领域", "新的执法主体没有写执法领域。", "见“代码表”，写代码或者名称。")
            if values["kind"] not in _STANDING:
                line.bad("性质", "新的派出机构、受委托组织须写明以谁的名义执法。", "这一类主体请在页面上登记。")
        elif line.good:
            _against(line, held)


def _unchanged(values: Mapping[str, Any], held: HeldAgency) -> bool:
    alike = all(values[name] == getattr(held, name) for name in ("name", *FIXED, *CARD))
    return alike and held.ended_on is None and set(values["fields"]) == set(held.fields)


def _against(line: Line, held: HeldAgency) -> None:
    values = line.values
    if held.ended_on is not None:
        line.bad("标识", f"这一执法主体已于 {held.ended_on.isoformat()} 并入其他机关。", "删去这一行。")
    if values["name"] != held.name:
        line.bad("名称", f"现名是“{held.name}”。", "更名请办理“机关更名”，旧文书才保留旧名称。")
    for name, label in FIXED.items():
        if values[name] != getattr(held, name):
            line.bad(label, "与已登记的不同，导入不改这一项。", "照已登记的填写，或者在页面上办理。")
    gone = sorted(set(held.fields) - set(values["fields"]))
    if gone:
        line.bad("执法领域", f"少了已有的领域：{'、'.join(gone)}。", "导入只增加领域；照已登记的补上。")
    line.outcome = CHANGED


def load(*, actor: Actor, at: datetime, lines: Sequence[Line], reason: str) -> int:
    """Bodies entered or brought up to date; superiors before those below them."""
    names = [column.name for column in COLUMNS]
    depth = {slug: n for n, slug in enumerate(labels.LEVELS)}
    done = [
        put_agency(
            actor=actor, at=at, on=clock.local_date(at), source=reason, **{n: line.values[n] for n in names}
        )
        for line in sorted(lines, key=lambda line: depth[line.values["level"]])
    ]  # fmt: skip
    return sum(one.outcome != "unchanged" for one in done)


def export(actor: Actor, on: date) -> list[dict[str, Any]]:
    """Bodies that were there on the day, under the names of that day."""
    rows = held_agencies(on).values()
    living = [row for row in rows if row.ended_on is None or row.ended_on > on]
    return [{column.name: getattr(row, column.name) for column in COLUMNS} for row in living]


ELEMENT = Element(
    "agency", "执法主体", "有执法资格的机关和组织：名称沿革、性质、领域、上下级。", 1, "desk:agency_list", COLUMNS,
    ("slug",), export, judge, load, lambda actor: actor.holds(Role.ADMINISTRATOR), who=WHO,
)  # fmt: skip
