"""`minzhifa procedure`: prove a procedure file, draw it, write its schema. No Django, no database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from minzhifa.access import Role
from minzhifa.cli.arguments import Parser
from minzhifa.documents.registry import kinds
from minzhifa.law.check import (
    BROKEN,
    HOLDS,
    Known,
    MalformedProcedure,
    Memo,
    Report,
    check,
    deletions,
    read,
    schema,
    svg,
)
from minzhifa.law.procedure import Procedure
from minzhifa.rules import shipped

FOUND, REFUSED = 1, 2


def known() -> Known:
    """What a procedure file may name: the released procedures, roles, papers, terms, approvals."""
    rules = shipped()
    terms = {term for term, _ in rules.terms}
    return Known(rules.procedures, set(Role), {kind.id for kind in kinds()}, terms, rules.approvals)


def _parser() -> Parser:
    parser = Parser(prog="minzhifa procedure", description="程序表的核对和图示。")
    commands = parser.add_subparsers(dest="command", required=True, metavar="check|draw|schema")
    one = commands.add_parser("check", help="核对程序表：每项要求得到证明，或者给出违反它的最短路径（退出码 1）")
    one.add_argument("files", nargs="*", metavar="FILE", help="程序文件（.toml、.json）")
    one.add_argument("--all", action="store_true", help="随系统发布的全部程序")
    one.add_argument("--json", action="store_true", help="以 JSON 输出")
    one.add_argument(
        "--guards", action="store_true", help="逐一去掉每个环节的每项核对，列出没有任何要求发觉的（数分钟）"
    )
    draw = commands.add_parser("draw", help="画出程序图（SVG）")
    draw.add_argument("file", metavar="FILE", help="程序文件，或者已发布程序的名称")
    draw.add_argument("--out", help="写入的文件，缺省为标准输出")
    commands.add_parser("schema", help="程序文件的 JSON Schema")
    return parser


def _load(name: str) -> Procedure:
    if name in shipped().procedures:
        found: Procedure = shipped().procedures[name]
        return found
    return read(Path(name).read_text("utf-8-sig"), name, known())


def _reports(options: argparse.Namespace) -> Iterator[Report]:
    names = [*(shipped().procedures if options.all else ()), *options.files]
    lists, memo = known(), Memo()
    for held in [_load(name) for name in names]:
        yield check(held, {**lists.procedures, held.id: held}, lists.terms, memo=memo)


def _named(options: argparse.Namespace) -> str:
    return str(options.file) if options.command == "draw" else "、".join(options.files)


def _say(report: Report) -> None:
    proved = sum(one.status == HOLDS for one in report.findings)
    broken = [one for one in report.findings if one.status == BROKEN]
    print(
        f"{report.label}（{report.procedure}）：{proved} 项得到证明，{len(broken)} 项违反；共 {report.states} 个状态。"
    )
    for one in report.findings:
        mark = {HOLDS: "✓", BROKEN: "✗"}.get(one.status, "—")
        print(f"  {mark} {one.title}　{one.article}" + (f"\n    {one.why}" if one.why else ""))
        if one.path:
            print("    违反它的最短路径：")
        for line in one.path:
            print(f"      {line}")


def _check(options: argparse.Namespace) -> int:
    if not options.files and not options.all:
        print("没有写明要核对的程序文件，也没有写 --all。", file=sys.stderr)
        return REFUSED
    if options.guards:
        return _guards(options)
    reports = list(_reports(options))
    if options.json:
        print(json.dumps([one.to_json() for one in reports], ensure_ascii=False, indent=2))
    else:
        for report in reports:
            _say(report)
    return 0 if all(one.ok for one in reports) else FOUND


def _guards(options: argparse.Namespace) -> int:
    """Each guard left out in turn: 0 when every deletion breaks a property, 1 when one is noticed by none."""
    lists, memo, tried, missed = known(), Memo(), 0, 0
    names = [*(shipped().procedures if options.all else ()), *options.files]
    for held in [_load(name) for name in names]:
        others = {**lists.procedures, held.id: held}
        check(held, others, lists.terms, memo=memo)
        for left in deletions(held, others, memo):
            tried += 1
            if not left.noticed:
                missed += 1
                print(f"{left.procedure} {left.action}（{'、'.join(left.source)}）：去掉 {left.guard} 没有被发觉。")
    print(f"共去掉 {tried} 项，{missed} 项没有被发觉。")
    return FOUND if missed else 0


def _draw(options: argparse.Namespace) -> int:
    picture = svg(_load(options.file))
    if options.out:
        Path(options.out).write_text(picture, "utf-8")
    else:
        print(picture, end="")
    return 0


def main(arguments: Sequence[str]) -> int:
    """Run one door: 0 when all holds, 1 when a property is broken, 2 with sentences for a file that cannot be read."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "schema":
            print(schema(list(Role), [kind.id for kind in kinds()]), end="")
            return 0
        return _check(options) if options.command == "check" else _draw(options)
    except MalformedProcedure as refusal:
        for problem in refusal.problems:
            print(f"{problem}。", file=sys.stderr)
        print(refusal, file=sys.stderr)
    except UnicodeDecodeError as error:
        at = error.start + 1
        print(
            f"不能读取程序文件{_named(options)}：不是 UTF-8 文本（第 {at} 个字节起），请存成 UTF-8。", file=sys.stderr
        )
    except OSError as error:
        why = {FileNotFoundError: "没有这个文件", IsADirectoryError: "这是文件夹"}.get(type(error), "没有读取的权限")
        print(f"不能读取程序文件{error.filename or _named(options)}：{why}。", file=sys.stderr)
    return REFUSED
