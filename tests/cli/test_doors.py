"""The doors as a terminal opens them: a wrong call, or what is missing, is one Chinese sentence and exit code 2."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from minzhifa.cli import postgres

COMMAND = Path(sys.executable).with_name("minzhifa")


def _call(state: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One door in an environment that knows no database but by the state folder."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "MINZHIFA_"))}
    environment = {**kept, "MINZHIFA_STATE": str(state), **more}
    return subprocess.run([COMMAND, *words], env=environment, capture_output=True, text=True, check=False, timeout=300)


def _is_one_sentence(done: subprocess.CompletedProcess[str], says: str) -> None:
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stderr.endswith("。\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("nothing-of-ours", "没有“nothing-of-ours”这个命令"),
        ("replay nowhere.jsonl", "没有这个文件"),
        ("ledger verify", "先运行 make run"),
        ("demo code gl_officer1", "先运行 make run"),
        ("check-role", "先运行 make run"),
        ("serve now", "minzhifa serve 不带参数"),
        ("replay", "缺少参数：FILE.jsonl"),
        ("replay a b", "不认识的参数：b"),
        ("ledger", "缺少参数：verify|public-key"),
        ("ledger verify --case", "参数缺少取值：--case"),
        ("demo", "缺少参数：load、accounts、code"),
        ("demo --cases many", "应为整数：--cases"),
        ("elements export matter --on soon", "不是有效的日期"),
        ("openapi --chekc", "不认识的参数：--chekc"),
        ("procedure", "缺少参数：check|draw|schema"),
        ("procedure prove", "不在可选范围内"),
    ],
)
def test_what_is_wrong_with_a_call_is_one_sentence(tmp_path: Path, words: str, says: str) -> None:
    _is_one_sentence(_call(tmp_path, *words.split()), says)


@pytest.mark.parametrize("words", ["ledger verify", "replay x.jsonl", "check-role", "demo code gl_officer1"])
def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path, words: str) -> None:
    away = "postgres://minzhifa_app@127.0.0.1:9/minzhifa"
    (tmp_path / "x.jsonl").write_text('{"id": "X1", "procedure": "普通程序"}\n')
    words = words.replace("x.jsonl", str(tmp_path / "x.jsonl"))
    _is_one_sentence(_call(tmp_path, *words.split(), DATABASE_URL=away, MINZHIFA_DEMO="1"), "连不上数据库")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An embedded server whose database holds nothing yet."""
    cluster = postgres.locate(tmp_path_factory.mktemp("bare"), fast=True)
    postgres.start(cluster)
    yield postgres.environment(cluster)
    postgres.destroy(cluster)


def test_without_tables_a_door_says_so(bare: dict[str, str], tmp_path: Path) -> None:
    _is_one_sentence(_call(tmp_path, "ledger", "verify", **bare), "还没有平台的数据表")


def test_the_owners_role_is_refused_by_name(bare: dict[str, str], tmp_path: Path) -> None:
    assert _call(tmp_path, "migrate", "-v0", **bare, MINZHIFA_AS_OWNER="1").returncode == 0
    owner = {"DATABASE_URL": bare["DATABASE_OWNER_URL"]}
    _is_one_sentence(_call(tmp_path, "check-role", **owner), "拒绝启动：角色 minzhifa_owner 是")
    assert _call(tmp_path, "check-role", **bare).returncode == 0


def test_help_is_in_chinese_and_asks_for_no_database(tmp_path: Path) -> None:
    for door in ("replay", "ledger", "demo", "elements", "procedure", "law"):
        told = _call(tmp_path, door, "--help")
        assert told.returncode == 0, told.stderr
        assert told.stdout.startswith("用法：")
        assert not {"usage", "options", "show this help"} & set(told.stdout.replace(":", "\n").split("\n"))
