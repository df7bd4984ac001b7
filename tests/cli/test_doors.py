"""The doors as a terminal opens them: a wrong call, or what is missing, is one Chinese sentence and exit code 2."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from minzhifa.cli import postgres
from minzhifa.cli.main import main

COMMAND = Path(sys.executable).with_name("minzhifa")


def _call(*words: str, **more: str) -> tuple[int, str, str]:
    """One door as a process of its own."""
    environment = {**os.environ, **more}
    done = subprocess.run([COMMAND, *words], env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def _is_one_sentence(done: tuple[int, str, str], says: str) -> None:
    code, out, err = done
    assert (code, out) == (2, ""), err
    assert says in err
    assert err.count("\n") == 1
    assert err.endswith("。\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("nothing-of-ours", "没有“nothing-of-ours”这个命令"),
        ("replay", "缺少参数：FILE.jsonl"),
        ("replay a b", "不认识的参数：b"),
        ("replay nowhere.jsonl", "没有这个文件"),
        ("ledger", "缺少参数：verify|public-key"),
        ("ledger verify --case", "参数缺少取值：--case"),
        ("ledger verify --limit many", "应为整数：--limit"),
        ("demo", "缺少参数：load、accounts、code"),
        ("demo code", "缺少参数：USER"),
        ("demo --cases 0", "应为整数：--cases"),
        ("elements export matter --on soon", "不是有效的日期"),
        ("elements export nothing", "不在可选范围内：kind"),
        ("openapi --chekc", "不认识的参数：--chekc"),
        ("procedure", "缺少参数：check|draw|schema"),
        ("procedure prove", "不在可选范围内"),
        ("serve now", "minzhifa serve 不带参数"),
        ("law", "缺少参数"),
    ],
)
def test_what_is_wrong_with_a_call_is_one_sentence(words: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(words.split())
    _is_one_sentence((code, *capsys.readouterr()), says)


@pytest.mark.parametrize("door", ["replay", "ledger", "demo", "elements", "procedure", "law"])
def test_help_is_in_chinese(door: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([door, "--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert told.startswith("用法：")
    assert "show this help" not in told
    assert not {"usage", "options", "positional arguments"} & set(told.replace(":", "\n").split("\n"))


def test_a_database_that_does_not_answer_is_one_sentence_and_no_lines(tmp_path: Path) -> None:
    away = "postgres://minzhifa_app@127.0.0.1:9/minzhifa"
    lines = tmp_path / "x.jsonl"
    lines.write_text('{"id": "X1", "procedure": "普通程序"}\n' * 3)
    _is_one_sentence(_call("replay", str(lines), DATABASE_URL=away), "连不上数据库")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An embedded server whose database holds nothing yet."""
    cluster = postgres.locate(tmp_path_factory.mktemp("bare"), fast=True)
    postgres.start(cluster)
    yield postgres.environment(cluster)
    postgres.destroy(cluster)


def test_the_commands_of_the_libraries_are_known_too() -> None:
    assert _call("collectstatic", "--help")[0] == 0


def test_without_tables_a_door_says_so(bare: dict[str, str]) -> None:
    _is_one_sentence(_call("ledger", "verify", **bare), "还没有平台的数据表")


def test_a_role_that_owns_tables_is_refused_by_name(bare: dict[str, str]) -> None:
    owner = {"DATABASE_URL": bare["DATABASE_OWNER_URL"]}
    assert _call("check-role", **owner)[0] == 0
    made = _call("migrate", "contenttypes", "-v0", **owner)
    assert made[0] == 0, made
    _is_one_sentence(_call("check-role", **owner), "拒绝启动：角色 minzhifa_owner 是 2 张数据表的属主")
