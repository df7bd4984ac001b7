"""`minzhifa ledger verify`."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest

from minzhifa.cli.ledger import main
from minzhifa.ledger.operations import Stream

pytestmark = pytest.mark.usefixtures("fresh_ledger")


def test_a_whole_ledger_is_said_to_be_whole(history: Callable[..., Stream], capsys: pytest.CaptureFixture[str]) -> None:
    history("3501-20-2026-0000001-X")
    assert main(["verify"]) == 0
    assert capsys.readouterr().out.startswith("完好：1 个流、4 条记录")
    assert main(["verify", "--case", "3501-20-2026-0000001-X"]) == 0


def test_a_tampered_row_is_named_and_the_exit_code_says_so(
    history: Callable[..., Stream], superuser: psycopg.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = history("3501-20-2026-0000002-V")
    with superuser.transaction():
        superuser.execute("SET LOCAL session_replication_role = replica")
        superuser.execute("UPDATE ledger_event SET reason = '改' WHERE stream_id = %s AND seq = 3", [stream.id])
    assert main(["verify", "--case", stream.label]) == 1
    assert "3501-20-2026-0000002-V 第 3 条：内容与哈希不符，已被改动" in capsys.readouterr().out


def test_an_unknown_case_is_one_sentence_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--case", "没有"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


def test_the_public_key_can_be_exported(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["public-key"]) == 0
    assert capsys.readouterr().out.startswith("-----BEGIN PUBLIC KEY-----")
