"""A procedure file that is wrong is refused with line, column and what is wrong; nothing of it is loaded."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from minzhifa.cli.main import main
from minzhifa.cli.procedure import known
from minzhifa.law.check import MalformedProcedure, read, schema
from minzhifa.law.procedure import load
from minzhifa.rules import shipped

DATA = files("minzhifa.law") / "data"
TEXT = (DATA / "procedures" / "rectification.toml").read_text("utf-8")
WRONG = {
    "syntax": ("[[row]]", "[[row]", "TOML 写法有误"),
    "column": ('verb = "责令改正"', 'verbb = "责令改正"', "不认识的项 verbb"),
    "type": ('who = ["officer", "section_head"]', 'who = "officer"', "who 应为 array，写成了 str"),
    "guard": (
        '"rectification_day_is_ahead"]',
        '"rectification_day_is_ahea"]',
        "不认识的核对“rectification_day_is_ahea”",
    ),
    "stage": ('to = "ordered"', 'to = "orderd"', "不认识的环节“orderd”"),
    "role": ('"section_head"]', '"chief"]', "不认识的角色“chief”"),
    "paper": ('documents = ["recheck_record"]', 'documents = ["recheck_recor"]', "不认识的文书“recheck_recor”"),
    "term": ('stop = ["recheck", "rectification"]', 'stop = ["rechek", "rectification"]', "不认识的期限“rechek”"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_with_line_and_column(name: str) -> None:
    good, bad, said = WRONG[name]
    text = TEXT.replace(good, bad, 1)
    assert text != TEXT
    with pytest.raises(MalformedProcedure) as refusal:
        read(text, "file.toml", known())
    problem = refusal.value.problems[0]
    assert said in problem.what
    line = next(number for number, line in enumerate(text.splitlines(), 1) if bad in line)
    assert problem.line == line
    assert problem.column >= 1


@pytest.mark.parametrize("name", sorted(shipped().procedures))
def test_the_released_files_are_read_as_the_rules_hold_them(name: str) -> None:
    assert read((DATA / "procedures" / f"{name}.toml").read_text("utf-8"), name, known()) == shipped().procedures[name]


OWN = {
    "a statutory term named by a paper": (
        '[[fact]]', '[[term]]\nid = "statement"\ntitle = "陈述申辩"\nsource = "本机关规定"\n\n[[fact]]',
        "期限“statement”的长度由法律规定",
    ),
    "a fact of the case taken for one's own": (
        '[[fact]]', '[[fact]]\nid = "notice"\nlabel = "告知"\nhow = "merge"\n\n[[fact]]', "事实“notice”已经有了",
    ),
    "an end chosen by a fact that is none": (
        'outcome_by = "recheck.result"', 'outcome_by = "luck.result"', "不认识的事实“luck.result”",
    ),
    "nobody to do it": ('who = ["officer", "section_head"]', "who = []", "至少写 1 项"),
    "a term counted from a fact that is none": (
        "rectification=rectification.due_on", "rectification=luck.due_on", "不认识的事实“luck.due_on”",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OWN)
def test_a_name_that_would_shadow_the_law_or_stands_for_nothing_is_refused(name: str) -> None:
    good, bad, said = OWN[name]
    assert good in TEXT
    text = TEXT.replace(good, bad, 1)
    with pytest.raises(MalformedProcedure) as refusal:
        read(text, "file.toml", known())
    assert any(said in one.what for one in refusal.value.problems), refusal.value.problems
    assert all(one.line > 1 for one in refusal.value.problems)


def test_a_json_file_is_read_alike_and_its_faults_are_placed() -> None:
    data = tomllib.loads(TEXT)
    text = json.dumps(data, default=str, ensure_ascii=False, indent=1)
    assert read(text, "file.json", known()) == shipped().procedures["rectification"]
    for torn, said in [
        (text.replace('"kind"', '"kinds"', 1), "不认识的项 kinds"), (text.replace(":", ";", 1), "JSON 写法有误"),
        (text.replace('"kind": "part",', '"kind": "part", "kind": "case",', 1), "kind 写了两次"),
    ]:  # fmt: skip
        with pytest.raises(MalformedProcedure) as refusal:
            read(torn, "file.json", known())
        assert said in refusal.value.problems[0].what
        assert refusal.value.problems[0].line > 1


def test_the_released_schema_is_that_of_the_format() -> None:
    lists = known()
    assert (DATA / "schema" / "procedure.schema.json").read_text("utf-8") == schema(lists.roles, lists.documents)


def test_the_format_has_the_columns_that_the_loader_takes() -> None:
    columns = json.loads(schema(["officer"], []))["$defs"]["RowIn"]["properties"]
    plain = {"row": [], "id": "x", "label": "x", "article": "x", "from": shipped().procedures["ordinary"].valid_from}
    stages = {"bar": [{"label": "x"}], "stage": [{"id": "none", "label": "x", "bar": "x"}], "kind": "part"}
    row = {
        "action": "a",
        "label": "a",
        "verb": "a",
        "from": ["none"],
        "to": "=",
        "who": [],
        "guards": [],
        "article": "x",
    }
    empty = {key: {"array": [], "string": "", "object": {}, "boolean": False}[columns[key]["type"]] for key in columns}
    assert load({**plain, **stages, "row": [{**empty, **row, "host": []}]}).rows[0].action == "a"


def test_the_door_tells_what_breaks_a_file_and_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, broken, torn = tmp_path / "good.toml", tmp_path / "broken.toml", tmp_path / "torn.toml"
    good.write_text(TEXT, "utf-8")
    broken.write_text(TEXT.replace('"two_valid_officers", ', ""), "utf-8")
    torn.write_text(TEXT.replace('to = "ordered"', 'to = "orderd"', 1), "utf-8")
    assert main(["procedure", "check", str(good)]) == 0
    assert main(["procedure", "check", str(broken), "--json"]) == 1
    report = json.loads(capsys.readouterr().out.partition("\n[")[2].join(["[", ""]))[0]
    finding = next(one for one in report["findings"] if one["status"] == "broken")
    assert finding["property"] == "two_officers"
    assert len(finding["path"]) == 2
    assert main(["procedure", "check", str(torn)]) == 2
    assert "列：不认识的环节“orderd”" in capsys.readouterr().err
    assert main(["procedure", "draw", str(good)]) == 0
    assert capsys.readouterr().out.startswith("<svg ")


@pytest.mark.parametrize(
    ("content", "said"),
    [(TEXT.encode("gb18030"), "不是 UTF-8 文本"), (None, "没有这个文件")],
    ids=["another encoding", "missing"],
)
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    path = tmp_path / "file.toml"
    if content is not None:
        path.write_bytes(content)
    assert main(["procedure", "check", str(path)]) == 2
    assert said in capsys.readouterr().err


def test_a_mark_of_byte_order_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "file.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert main(["procedure", "check", str(path)]) == 0
