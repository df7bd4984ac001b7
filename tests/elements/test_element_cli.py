"""`minzhifa elements`: the same engine on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from element_books import book, sheet_rows
from element_desk import Who

from minzhifa.catalog.queries import proposals
from minzhifa.cli.elements import main

ROW = [
    "SCJG-CF-901",
    "市场监管",
    "行政处罚",
    "对某某行为的处罚",
    "《价格法》第四十二条",
    "据公开页面",
    "公开页面",
    "2027-01-01",
]
HEAD = ["事项编码", "领域", "事项类型", "事项名称", "处罚依据", "可信度", "核对来源", "生效日期"]


@pytest.fixture(autouse=True)
def _loaded(who: Who) -> None:
    """The demo province and the shipped catalogue."""


def test_a_file_is_tried_loaded_and_the_second_time_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "事项.xlsx"
    file.write_bytes(book([HEAD, ROW]))
    assert main(["import", "matter", str(file), "--dry-run"]) == 0
    assert proposals() == []
    assert main(["import", "matter", str(file)]) == 0
    assert [row.key for row in proposals()] == ["SCJG-CF-901"]
    assert main(["import", "matter", str(file)]) == 0
    said = capsys.readouterr().out
    assert ["写入 1 项" in said, "写入 0 项" in said, "相同 1" in said] == [True, True, True]


def test_rows_that_are_wrong_hold_the_file_back_and_are_written_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, wrong = tmp_path / "事项.xlsx", tmp_path / "待改.xlsx"
    file.write_bytes(book([HEAD, ROW, ["SCJG-CF-902", "占卜", *ROW[2:]]]))
    assert main(["import", "matter", str(file), "--errors", str(wrong)]) == 1
    assert proposals() == []
    assert "第 3 行 【领域】没有“占卜”这个执法领域" in capsys.readouterr().err
    assert sheet_rows(wrong.read_bytes())[1][0] == "SCJG-CF-902"
    assert main(["import", "matter", str(file), "--only-good"]) == 1
    assert [row.key for row in proposals()] == ["SCJG-CF-901"]


def test_an_account_has_no_more_rights_there_than_on_the_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "事项.xlsx"
    file.write_bytes(book([HEAD, ROW]))
    assert main(["import", "matter", str(file), "--as", "gl_admin"]) == 2
    assert main(["import", "matter", str(tmp_path / "没有.xlsx")]) == 2
    assert main(["import", "matter", str(file), "--as", "nobody"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_template_and_export_are_written_to_files(tmp_path: Path) -> None:
    made, out = tmp_path / "模板.xlsx", tmp_path / "事项.csv"
    assert main(["template", "matter", "--out", str(made)]) == 0
    assert sheet_rows(made.read_bytes())[0][0] == "事项编码*"
    assert main(["export", "matter", "--on", "2026-11-23", "--out", str(out)]) == 0
    assert "SCJG-CF-028" in out.read_text("utf-8-sig")
