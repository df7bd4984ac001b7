"""Benchmark files: what is wrong is told with its line and column, and nothing is loaded."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from benchmark_texts import HEAD, TABLE
from hypothesis import given
from hypothesis import strategies as st

from minzhifa.law.benchmark import Malformed, json_schema, parse


def _refused(text: str, syntax: str = "toml") -> Malformed:
    with pytest.raises(Malformed) as caught:
        parse(text, syntax=syntax, name="a." + syntax)
    return caught.value


def test_a_broken_toml_text_names_line_and_column() -> None:
    refusal = _refused('format = 1\nid = "a\n')
    assert str(refusal).startswith("基准文件 a.toml 第 2 行第 ")
    assert "没有载入" in str(refusal)


def test_a_broken_json_text_names_line_and_column() -> None:
    assert "第 2 行第 9 列" in str(_refused('{\n  "id": }', "json"))


def test_an_unknown_fact_in_a_condition_is_named_at_its_place() -> None:
    text = TABLE.replace('when = "corrected"', 'when = "corrected and helpful"')
    problem = _refused(text).problems[0]
    line = text.splitlines()[problem.line - 1]
    assert line[problem.column - 1 :].startswith("helpful")
    assert "helpful" in problem.what


def test_every_problem_is_found_not_only_the_first() -> None:
    text = TABLE.replace('"3 * value"', '"3 * velue"').replace('"7 * value"', '"7 ** value"')
    assert len(_refused(text).problems) == 4


@pytest.mark.parametrize(
    ("old", "new", "line_of", "what"),
    [
        ('label = "货值金额"', "label = 5", "label = 5", "应为 str"),
        ('type = "money"', 'type = "cash"', 'type = "cash"', "cash"),
        ('label = "货值金额"', 'label = "货值金额"\ncolour = 1', "colour = 1", "不认识的项 colour"),
        ('key = "value"', 'key = "Wert 1"', 'key = "Wert 1"', "小写英文字母"),
        ('low = "value"\n', 'amount = 1\nlow = "value"\n', "amount = 1", "不能同时写"),
        ('when = "corrected"\n', 'when = "value"\n', 'when = "value"', "判断"),
        ('when = "corrected"\n', "", "[[grade]]", "没有写明适用条件"),
    ],
)
def test_a_misuse_of_the_format_names_the_line(old: str, new: str, line_of: str, what: str) -> None:
    text = TABLE.replace(old, new, 1)
    problem = _refused(text).problems[0]
    assert text.splitlines()[problem.line - 1] == line_of
    assert what in problem.what


@pytest.mark.parametrize(
    "expression",
    [
        "__import__('os')",
        "value.real",
        "[1 for _ in (1,)]",
        "value ** 9",
        "lambda: 1",
        "value if corrected else 1",
        "open(value)",
    ],
)
def test_an_expression_can_only_reckon(expression: str) -> None:
    refusal = _refused(TABLE.replace('low = "value"', f'low = "{expression}"'))
    assert refusal.problems[0].what


def test_json_and_toml_say_the_same() -> None:
    table = {
        "format": 1, "id": "T", "title": "试", "law": "法", "source": "试", "shape": "grades",
        "grade": [{"label": "一", "when": True, "cell": [{"amount": 5}]}],
    }  # fmt: skip
    toml = (
        'format=1\nid="T"\ntitle="试"\nlaw="法"\nsource="试"\nshape="grades"\n'
        '[[grade]]\nlabel="一"\nwhen=true\n[[grade.cell]]\namount=5\n'
    )
    one, two = parse(json.dumps(table), syntax="json"), parse(toml)
    assert one.grades[0].label == two.grades[0].label
    assert (one.id, one.shape) == (two.id, two.shape)


def test_a_key_said_twice_in_json_is_refused_at_its_second_place() -> None:
    refusal = _refused('{"format": 1,\n "format": 1}', "json")
    assert (refusal.problems[0].line, refusal.problems[0].column) == (2, 2)


def test_the_released_json_schema_is_that_of_the_format() -> None:
    released = files("minzhifa.law") / "data" / "schema" / "benchmark.schema.json"
    assert json.loads(released.read_text("utf-8")) == json_schema()


def test_a_shape_without_its_content_is_refused() -> None:
    assert "没有相应的内容" in _refused(HEAD + 'shape = "scoring"\n').problems[0].what


@given(st.text(max_size=200))
def test_no_text_whatever_breaks_the_reader(noise: str) -> None:
    for text, syntax in ((HEAD + noise, "toml"), (noise, "json")):
        with pytest.raises(Malformed):
            parse(text, syntax=syntax)


def test_the_example_of_the_documentation_reads() -> None:
    text = (Path(__file__).parents[2] / "docs" / "benchmark-format.md").read_text("utf-8")
    example = text.split("```toml\n")[1].split("```")[0]
    assert parse(example).grades[1].label == "较重"
