"""`minzhifa`: the doors on the command line. Each command is a module beside this one; Django's own come after.

A command's module offers `main(arguments) -> exit code`. It is imported only when called, so that `law` runs without
Django and without a database. A wrong call, a refusal and a database that is not there are one sentence on stderr
and exit code 2.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from minzhifa.cli.running import recall
from minzhifa.law.errors import BadInput

REFUSED, INTERRUPTED = 2, 130
UNDEFINED_TABLE = "42P01"


@dataclass(frozen=True, slots=True)
class Command:
    """One row of the table: module beside this one, whether Django is set up first, and a line of help."""

    module: str
    django: bool
    help: str


NO_DATABASE = "先运行 make run，或者用 DATABASE_URL 指明"

COMMANDS = {
    "law": Command("minzhifa.cli.law", False, "期限、加处罚款的计算（不需要数据库）"),
    "procedure": Command("minzhifa.cli.procedure", False, "程序表的核对、图示和格式（不需要数据库）"),
    "serve": Command("minzhifa.cli.serve", False, "启动数据库、网页服务与任务队列"),
    "ledger": Command("minzhifa.cli.ledger", True, "校验办案记录的哈希链"),
    "replay": Command("minzhifa.cli.replay", True, "按记录文件逐件办理"),
    "elements": Command("minzhifa.cli.elements", True, "要素的表格导入、导出"),
    "demo": Command("minzhifa.cli.demo", True, "演示数据与演示账户"),
    "openapi": Command("minzhifa.cli.openapi", True, "写出或核对接口文本 docs/openapi.json"),
    "check-role": Command("minzhifa.cli.check_role", True, "检查应用的数据库角色权限"),
}


def available() -> dict[str, Command]:
    """The commands whose module is there."""
    return {name: command for name, command in COMMANDS.items() if find_spec(command.module)}


def main(argv: list[str] | None = None) -> int:
    """Run one command; errors are one sentence on stderr and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minzhifa.config.settings")
    arguments = list(sys.argv[1:] if argv is None else argv)
    name = arguments[0] if arguments else "--help"
    if name != "serve":
        recall()
    if name in available():
        return _run(COMMANDS[name], arguments[1:])
    if name in ("--help", "-h", "help") and len(arguments) <= 1:
        _help()
    return _django(arguments)


def _run(command: Command, arguments: list[str]) -> int:
    try:
        code = (_with_django if command.django else _call)(command, arguments)
        sys.stdout.flush()
    except BadInput as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # whoever read our lines has gone (`| head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return INTERRUPTED
    return code


def _call(command: Command, arguments: list[str]) -> int:
    return int(import_module(command.module).main(arguments) or 0)


def _with_django(command: Command, arguments: list[str]) -> int:
    import_module("django").setup()
    database = import_module("django.db")
    try:
        return _call(command, arguments)
    except (database.OperationalError, database.InterfaceError) as error:
        why = (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(" .:")
        print(f"连不上数据库，或者连接中断了（{NO_DATABASE}）：{why}。", file=sys.stderr)
    except database.ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", None) != UNDEFINED_TABLE:
            raise
        print(
            "数据库里还没有平台的数据表：写明 DATABASE_OWNER_URL 后运行 make run，或者由属主运行 minzhifa migrate。",
            file=sys.stderr,
        )
    return REFUSED


def _help() -> None:
    print("用法：minzhifa 命令 [参数]；minzhifa 命令 --help 查看各命令的参数。\n\n闽执法的命令：")
    for name, command in available().items():
        print(f"  {name:<12}{command.help}")
    print("\nDjango 的命令：")
    sys.stdout.flush()


def _django(arguments: list[str]) -> int:
    import_module("django").setup()
    management = import_module("django.core.management")
    name = arguments[0] if arguments else "help"
    if not name.startswith("-") and name != "help" and name not in management.get_commands():
        print(f"没有“{name}”这个命令：minzhifa --help 列出全部命令。", file=sys.stderr)
        return REFUSED
    try:
        management.execute_from_command_line(["minzhifa", *arguments])
    except KeyboardInterrupt:
        return INTERRUPTED
    if arguments[:1] == ["migrate"] and os.environ.get("MINZHIFA_AS_OWNER") == "1":
        import_module("minzhifa.cli.database").grant_to_application()
    return 0


if __name__ == "__main__":
    sys.exit(main())
