"""Commands typed beside a running platform find its database; without one they say so in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from minzhifa.cli.running import recall, remember

ADDRESS = "postgres://minzhifa_app@/minzhifa?host=/somewhere"


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of its own and an environment that names no database."""
    monkeypatch.setenv("MINZHIFA_STATE", str(tmp_path))
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "MINZHIFA_DEMO"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return tmp_path


def test_a_later_command_takes_the_address_that_the_platform_left(alone: Path) -> None:
    remember({"DATABASE_URL": ADDRESS, "MINZHIFA_DEMO": "1", "MINZHIFA_SECRET_KEY": "x"})
    kept = alone / "running.env"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "SECRET" not in kept.read_text()
    recall()
    assert (os.environ["DATABASE_URL"], os.environ["MINZHIFA_DEMO"]) == (ADDRESS, "1")


def test_an_address_of_ones_own_is_left_alone(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember({"DATABASE_URL": ADDRESS, "MINZHIFA_DEMO": "1"})
    monkeypatch.setenv("DATABASE_URL", "postgres://other@/other")
    recall()
    assert os.environ["DATABASE_URL"] == "postgres://other@/other"
    assert "MINZHIFA_DEMO" not in os.environ


def test_without_a_database_the_answer_is_one_sentence(alone: Path) -> None:
    nowhere = {**os.environ, "DATABASE_URL": f"postgres://minzhifa_app@/minzhifa?host={alone}"}
    done = subprocess.run(
        [sys.executable, "-m", "minzhifa.cli.main", "ledger", "verify", "--case", "3501-01-2026-0000001-X"],
        env=nowhere, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("连不上数据库，或者连接中断了（先运行 make run")
