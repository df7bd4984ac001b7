"""`minzhifa elements import|export|template KIND`: the same engine as the pages of 要素中心."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from uuid import UUID

from minzhifa import clock
from minzhifa.access import Actor, Denied, Grant, Role
from minzhifa.access.errors import Refused
from minzhifa.access.rls import EVERYTHING
from minzhifa.cli.arguments import Parser, iso_day
from minzhifa.crypto import sm3
from minzhifa.desk.elements import engine, overview, writing
from minzhifa.desk.elements.books import MOST_BYTES, read_book
from minzhifa.desk.elements.kinds import ELEMENTS
from minzhifa.desk.elements.shapes import Checked, Element
from minzhifa.org.queries import actor_for
from minzhifa.org.queries.admin import account_named

COMMAND_LINE = UUID("019a0000-0000-8000-8000-00000000e1e3")
MOST_SAID = 50


def _parser() -> Parser:
    parser = Parser(
        prog="minzhifa elements", description="要素中心：表格导入、导出。退出码：0 完成；1 有不合格的行；2 办不了。"
    )
    doors = parser.add_subparsers(dest="door", required=True)
    load = doors.add_parser("import", help="逐行检查后载入；事项、基准、依据成为待审定的新版本")
    load.add_argument("kind", choices=[kind for kind, element in ELEMENTS.items() if element.load is not None])
    load.add_argument("file", type=Path, help="XLSX 或者 CSV")
    load.add_argument("--dry-run", action="store_true", help="只检查，不载入")
    load.add_argument("--only-good", action="store_true", help="只载入合格的行")
    load.add_argument("--errors", type=Path, metavar="FILE.xlsx", help="不合格的行写到这个表格")
    for door, helped in (("export", "某日有效的要素"), ("template", "空白模板")):
        other = doors.add_parser(door, help=helped)
        other.add_argument("kind", choices=list(ELEMENTS))
        other.add_argument("--out", type=Path, metavar="FILE", help="写到文件；不写的输出到标准输出")
        if door == "export":
            other.add_argument("--format", choices=list(writing.FORMS), default="csv")
            other.add_argument("--on", type=iso_day, metavar="YYYY-MM-DD", help="默认今天")
    for one in doors.choices.values():
        one.add_argument("--as", dest="account", metavar="用户名", help="以这个账号的权限办理；默认是系统运行人员")
    return parser


def _actor(username: str | None) -> Actor:
    """The account, or whoever holds the machine: a provincial administrator who cannot approve."""
    if username is None:
        grants = (Grant(Role.ADMINISTRATOR, None, None),)
        return Actor(COMMAND_LINE, "命令行导入", grants, device="cli", scope=EVERYTHING)
    return actor_for(account_named(username), "cli")


def main(arguments: list[str]) -> int:
    """See the module."""
    options = _parser().parse_args(arguments)
    element = ELEMENTS[options.kind]
    try:
        actor = _actor(options.account)
        if options.door == "import":
            return _import(element, actor, options)
        if options.door == "template":
            content = writing.template(element, overview.code_lists(element))
        else:
            content = _export(element, actor, options)
    except (Refused, Denied) as refusal:
        print(str(refusal), file=sys.stderr)
        return 2
    if options.out:
        options.out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
    return 0


def _export(element: Element, actor: Actor, options: argparse.Namespace) -> bytes:
    at = clock.now()
    on = options.on or clock.local_date(at)
    if not element.may_export(actor):
        raise Denied("export", f"不能导出{element.label}。")
    rows = list(element.export(actor, on))
    if element.personal:
        engine.record_export(element=element, actor=actor, at=at, on=on, count=len(rows), form=options.format)
    return writing.export(element, rows, options.format, on)


def _import(element: Element, actor: Actor, options: argparse.Namespace) -> int:
    if not options.file.is_file():
        print(f"没有这个文件：{options.file}", file=sys.stderr)
        return 2
    with options.file.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    at = clock.now()
    checked = engine.check(element=element, rows=read_book(content), actor=actor, on=clock.local_date(at))
    _say(element, checked)
    if options.errors and checked.bad_rows:
        options.errors.write_bytes(writing.wrong_rows(element, checked, "xlsx"))
    if options.dry_run:
        return 1 if checked.bad_rows else 0
    if checked.bad_rows and not options.only_good:
        print("没有载入任何一行。", file=sys.stderr)
        return 1
    written = engine.load(
        element=element, checked=checked, actor=actor, at=at, only_good=options.only_good, source=options.file.name,
        sm3=sm3(content).hex(),
    )  # fmt: skip
    print(f"已载入，写入 {written} 项。")
    return 1 if checked.bad_rows else 0


def _say(element: Element, checked: Checked) -> None:
    findings = checked.findings
    for finding in findings[:MOST_SAID]:
        print(f"第 {finding.row} 行 {finding.sentence()}", file=sys.stderr)
    if len(findings) > MOST_SAID:
        print(f"另有 {len(findings) - MOST_SAID} 处，用 --errors 写到表格里看。", file=sys.stderr)
    counts = checked.counts
    print(
        f"{element.label}：新增 {counts['new']}，改动 {counts['changed']}，相同 {counts['same']}，"
        f"不合格 {counts['wrong']}。"
    )
