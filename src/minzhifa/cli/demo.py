"""`minzhifa demo`: the demo province, its accounts and their second factors. Demo mode only."""

from __future__ import annotations

import argparse
import sys
import time
from importlib import import_module
from importlib.util import find_spec

from minzhifa.access.errors import Refused
from minzhifa.cli import demo_more
from minzhifa.cli.arguments import Parser
from minzhifa.cli.demo_stamp import is_loaded, mark_loaded
from minzhifa.org.demo import demo_accounts, demo_code, demo_password, load_demo_org
from minzhifa.org.demo.login import require_demo


def _code(options: argparse.Namespace) -> None:
    print(demo_code(options.user))


def _accounts(_options: argparse.Namespace) -> None:
    print(f"演示账号（密码均为 {demo_password()}；动态口令：minzhifa demo code 用户名）")
    agency = None
    for row in demo_accounts():
        if row.agency != agency:
            agency = row.agency
            print(f"\n{agency or '全省'}")
        print(f"  {row.username:<16}{row.name}  {row.role}")


def _load(_options: argparse.Namespace) -> None:
    require_demo()
    if is_loaded():
        print("演示数据已经装载。")
        return
    started = time.monotonic()
    loaded = load_demo_org()
    seconds = time.monotonic() - started
    print(
        f"演示组织数据：区划 {loaded.regions}、机关 {loaded.agencies}、职权 {loaded.remits}、"
        f"执法人员 {loaded.officers}、执法证 {loaded.certificates}、账号 {loaded.accounts}（{seconds:.1f} 秒）",
        flush=True,
    )
    if demo_more.load():
        mark_loaded()


def _cases(options: argparse.Namespace) -> None:
    if not find_spec("minzhifa.cli.demo_cases"):
        raise Refused("not_available", "这个版本还不能生成演示案件。")
    import_module("minzhifa.cli.demo_cases").generate(options.cases, options.seed)


def _parser() -> Parser:
    parser = Parser(prog="minzhifa demo", description="演示数据与演示账号（只在 MINZHIFA_DEMO=1 时可用）")
    parser.add_argument("--cases", type=int, metavar="N", help="批量生成 N 件演示案件")
    parser.add_argument("--seed", type=int, default=1, help="生成所用的种子")
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="命令", metavar="load|accounts|code")
    commands.add_parser("load", help="装载演示组织数据").set_defaults(run=_load)
    commands.add_parser("accounts", help="列出演示账号").set_defaults(run=_accounts)
    code = commands.add_parser("code", help="演示账号的当前动态口令")
    code.add_argument("user", metavar="USER")
    code.set_defaults(run=_code)
    return parser


def main(arguments: list[str]) -> int:
    """Run one demo command; a refusal is one sentence on stderr and exit code 2."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.cases is not None and options.cases < 1:
        parser.error("argument --cases: invalid int value")
    run = options.run or (_cases if options.cases else None)
    if run is None:
        parser.error("the following arguments are required: load、accounts、code 或者 --cases")
    try:
        run(options)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return 0
