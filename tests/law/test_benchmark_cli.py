"""`minzhifa law discretion`: JSON on stdout; a refusal is one sentence and exit code 2."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from benchmark_texts import TABLE

from minzhifa.cli.law import main


@pytest.fixture
def facts(tmp_path: Path) -> Any:
    """Write facts to a file; its name."""

    def write(text: Any) -> str:
        path = tmp_path / "facts.json"
        path.write_text(text if isinstance(text, str) else json.dumps(text, ensure_ascii=False), "utf-8")
        return str(path)

    return write


def test_a_catalogue_id_answers_range_point_proof_and_counterfactuals(
    facts: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["discretion", "BF08", "--facts", facts({"拒不改正": "是"})]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["range"], found["point"]) == ({"min": "10.00", "max": "10.00"}, "10.00")
    assert found["proof"][-1]["text"].startswith("校验")
    assert found["counterfactuals"][0]["sentence"].startswith("如果及时改正：罚款 ¥5.00")


def test_a_file_answers_like_a_catalogue_id(facts: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.toml").write_text(TABLE, "utf-8")
    assert main(["discretion", str(tmp_path / "b.toml"), "--facts", facts({"value": 10000, "corrected": True})]) == 0
    assert json.loads(capsys.readouterr().out)["point"] == "20000.00"


def test_a_missing_fact_is_said_in_the_answer_and_in_one_sentence(
    facts: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["discretion", "BN04", "--facts", facts({})]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["lacks"][0]["fact"] == "goods_value"
    assert err == "缺少计算所需的事实：违法所得或者货值金额（goods_value，元）。\n"


def test_an_incomplete_benchmark_is_an_answer(facts: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["discretion", "BF01", "--facts", facts({})]) == 0
    assert json.loads(capsys.readouterr().out)["answer"] == "incomplete: grade 4 unknown"


def test_several_norms_for_one_act_give_the_higher_one(facts: Any, capsys: pytest.CaptureFixture[str]) -> None:
    given = facts({"goods_value": 60000, "gains": 0})
    assert main(["discretion", "BN01", "BN04", "--facts", given]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["chosen"], found["article"]) == ("BN04", "处罚法第二十九条")
    assert main(["discretion", "BN01", "BN04", "--separate", "--facts", given]) == 0
    assert json.loads(capsys.readouterr().out)["point"] == "908500.00"


@pytest.mark.parametrize(
    ("benchmark", "text", "sentence"),
    [
        ("BN99", "{}", "没有编号为“BN99”的基准"),
        ("BN04", "[]", "应为 JSON 对象"),
        ("BN04", "{", "第 1 行第 2 列"),
        ("BN04", '{"goods_value": 1, "goods_value": 2}', "写了两次"),
        ("BN04", '{"colour": 1}', "不涉及事实“colour”"),
        ("BN04", '{"goods_value": -1}', "应不小于 0"),
    ],
)
def test_bad_input_is_one_sentence(
    benchmark: str, text: str, sentence: str, facts: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["discretion", benchmark, "--facts", facts(text)]) == 2
    out, err = capsys.readouterr()
    assert sentence in err
    assert (out, err.count("\n")) == ("", 1)


def test_a_malformed_file_names_line_and_column(facts: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.toml").write_text(TABLE.replace("min =", "min is"), "utf-8")
    assert main(["discretion", str(tmp_path / "b.toml"), "--facts", facts({})]) == 2
    line = TABLE.replace("min =", "min is").splitlines().index('min is "value"') + 1
    assert f"第 {line} 行第 5 列" in capsys.readouterr().err


def test_the_list_names_every_benchmark_with_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["discretion", "--list"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 31
    assert next(row for row in rows if row["id"] == "BN04")["facts"] == {"goods_value": "违法所得或者货值金额"}
