"""A benchmark file, read: all that is wrong with it with line and column, or the benchmark. Never half of it."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from minzhifa.law.benchmark import format as written
from minzhifa.law.benchmark.expressions import FLAG, NUMBER, BadExpression, Expression, compile_expression
from minzhifa.law.benchmark.model import (
    KINDS,
    Benchmark,
    Cell,
    Fact,
    Factor,
    Grade,
    Modifier,
    Rounding,
    Scoring,
    Statutory,
)
from minzhifa.law.benchmark.positions import Path, Places, line_column
from minzhifa.law.errors import BadInput

MOST_BYTES = 500_000
RESERVED = frozenset({"score", "min", "max", "ceil", "floor", "true", "false", "and", "or", "not", "in"})
NEEDS_VALUE = frozenset({"lighter", "heavier", "section", "multiply", "floor", "ceiling"})
_TOML_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")
_WHERE = re.compile(r" - at `\$(?P<path>.*)`$")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_SAID = (
    (re.compile(r"Object missing required field `(.+)`"), r"缺少必填项 \1"),
    (re.compile(r"Object contains unknown field `(.+)`"), r"不认识的项 \1"),
    (re.compile(r"Expected `(.+)`, got `(.+)`"), r"应为 \1，写成了 \2"),
    (re.compile(r"Invalid enum value (.+)"), r"取值 \1 不在可选范围内"),
    (re.compile(r"Expected `str` matching regex .+"), "只能用小写英文字母、数字和下划线（编号可用字母、数字和 . _ -）"),
    (re.compile(r"Expected `str` of length >= 1"), "不能是空的"),
    (re.compile(r"Expected `str` of length <= (\d+)"), r"超过 \1 个字符"),
    (re.compile(r"Expected `array` of length >= (\d+)"), r"至少写 \1 项"),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, with its place counted from 1."""

    line: int
    column: int
    what: str

    def __str__(self) -> str:
        return f"第 {self.line} 行第 {self.column} 列：{self.what}"


class Malformed(BadInput):
    """The file is no benchmark; nothing of it was loaded. `problems` in the order of the file."""

    code = "malformed_benchmark"

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.line, one.column)))
        first = self.problems[0]
        more = f"（另有 {len(self.problems) - 1} 处）" if len(self.problems) > 1 else ""
        super().__init__(f"基准文件 {name} {str(first).rstrip('。')}{more}，没有载入。", fields=("benchmark",))


def parse(text: str, *, syntax: str = "toml", name: str = "") -> Benchmark:
    """Read a benchmark (`syntax` "toml" or "json"). Raises `Malformed` with line, column and what is wrong."""
    name = name or f"（{syntax.upper()}）"
    if len(text) > MOST_BYTES:
        raise Malformed(name, [Problem(1, 1, "文件过大")])
    data = _data(text, syntax, name)
    places = Places(text, syntax)
    if places.twice:
        raise Malformed(name, [Problem(*line_column(text, at), f"{path[-1]} 写了两次") for path, at in places.twice])
    try:
        found = msgspec.convert(data, written.BenchmarkIn, strict=True)
    except msgspec.ValidationError as error:
        raise Malformed(name, [form_problem(str(error), places)]) from None
    return _Build(found, places, name).benchmark(hashlib.sha256(text.encode()).hexdigest()[:12])


def _data(text: str, syntax: str, name: str) -> Any:
    try:
        return json.loads(text) if syntax == "json" else tomllib.loads(text)
    except json.JSONDecodeError as error:
        raise Malformed(name, [Problem(error.lineno, error.colno, "JSON 写法有误")]) from None
    except tomllib.TOMLDecodeError as error:
        raise Malformed(name, [toml_problem(error, text)]) from None
    except (ValueError, RecursionError):
        raise Malformed(name, [Problem(1, 1, "不能读入：数字过长或者嵌套过深")]) from None


def toml_problem(error: tomllib.TOMLDecodeError, text: str) -> Problem:
    """Where the text stops being TOML."""
    said = _TOML_PLACE.search(str(error))
    place = (int(said[1]), int(said[2])) if said else line_column(text, len(text))
    return Problem(*place, "TOML 写法有误")


def form_problem(said: str, places: Places) -> Problem:
    """What the typed reader says, in Chinese and with its place."""
    where = _WHERE.search(said)
    path: Path = ()
    for step in _STEP.finditer(where["path"] if where else ""):
        path = (*path, step[1] if step[1] is not None else int(step[2]))
    message = said[: where.start()] if where else said
    unknown = re.match(r"Object contains unknown field `(.+)`", message)
    place = places.of((*path, unknown[1]) if unknown else path)
    for pattern, sentence in _SAID:
        if pattern.match(message):
            message = pattern.sub(sentence, message)
            break
    return Problem(*place, f"{path[-1]} {message}" if path and isinstance(path[-1], str) else message)


class _Build:
    """From the types of the file to the compiled benchmark, gathering every problem on the way."""

    def __init__(self, data: written.BenchmarkIn, places: Places, name: str) -> None:
        self.data, self.places, self.name = data, places, name
        self.problems: list[Problem] = []
        self.kinds: dict[str, str] = {}
        self.limits: dict[str, set[Decimal]] = {}

    def wrong(self, path: Path, what: str, inside: int = 0) -> None:
        self.problems.append(Problem(*self.places.of(path, inside), what))

    def benchmark(self, digest: str) -> Benchmark:
        d = self.data
        facts = self._facts()
        statutory = tuple(self._statutory(i, one) for i, one in enumerate(d.statutory))
        grades = tuple(self._grade(i, one) for i, one in enumerate(d.grade))
        modifiers = tuple(self._modifier(i, one) for i, one in enumerate(d.modifier))
        scoring = self._scoring(d.scoring)
        rounding = self._rounding(d.rounding)
        self._shape()
        if self.problems:
            raise Malformed(self.name, self.problems)
        return Benchmark(
            id=d.id, title=d.title, law=d.law, source=d.source, mark=d.mark, shape=d.shape, region=d.region,
            field=d.field, version=f"{d.edition}-{digest}", note=d.note, match=d.match, otherwise=d.otherwise,
            point=d.point or "middle", point_given=d.point is not None, general=d.general,
            facts=facts, statutory=statutory, grades=grades,
            scoring=scoring, modifiers=modifiers, rounding=rounding,
            limits={key: tuple(sorted(values)) for key, values in self.limits.items()},
        )  # fmt: skip

    def _shape(self) -> None:
        d = self.data
        part = {"grades": d.grade, "scoring": d.scoring, "modifiers": d.modifier}[d.shape]
        if not part:
            self.wrong(("shape",), f"shape 是 {d.shape}，文件里却没有相应的内容")
        if d.scoring and d.grade:
            self.wrong(("scoring",), "档次表和打分公式不能同时写")
        if d.shape != "grades" and not d.statutory:
            self.wrong(("shape",), "没有写明法定幅度 statutory")

    def _facts(self) -> dict[str, Fact]:
        found: dict[str, Fact] = {}
        for i, one in enumerate(self.data.fact):
            path: Path = ("fact", i)
            if one.key in found or one.key in RESERVED:
                self.wrong((*path, "key"), f"事实 {one.key} 重复或者是保留字")
            if any(one.label == other.label for other in found.values()):
                self.wrong((*path, "label"), f"事实名称“{one.label}”重复")
            if (one.type == "choice") != bool(one.options):
                self.wrong((*path, "type"), "选项 options 只写给 choice 类型的事实，且不能缺")
            keys = [option.key for option in one.options]
            if len(set(keys)) != len(keys):
                self.wrong((*path, "options"), "选项重复")
            self.kinds[one.key] = KINDS[one.type]
            found[one.key] = Fact(
                one.key, one.label, one.type, one.unit or ("元" if one.type == "money" else ""),
                tuple((option.key, option.label) for option in one.options),
                self._number((*path, "least"), one.least), self._number((*path, "most"), one.most),
                one.changeable, one.if_true, one.if_false,
            )  # fmt: skip
        return found

    def _number(self, path: Path, value: Any) -> Decimal | None:
        if value is None:
            return None
        if isinstance(value, str):
            self.wrong(path, "这里应写数")
            return None
        return Decimal(str(value))

    def _expression(self, path: Path, value: Any, wanted: str, more: dict[str, str] | None = None) -> Expression:
        if isinstance(value, str):
            text = value
        else:
            text = str(value).lower() if isinstance(value, bool) else f"{Decimal(str(value)):f}"
        try:
            made = compile_expression(text, {**self.kinds, **(more or {})}, wanted)
        except BadExpression as error:
            self.wrong(path, error.what.rstrip("。"), error.offset if isinstance(value, str) else 0)
            return Expression(text, wanted, frozenset(), (), lambda _: None)
        for key, limit in made.limits:
            self.limits.setdefault(key, set()).add(limit)
        return made

    def _amount(self, path: Path, value: Any) -> Expression | None:
        return None if value is None else self._expression(path, value, NUMBER)

    def _statutory(self, i: int, one: written.StatutoryIn) -> Statutory:
        path: Path = ("statutory", i)
        if one.min is not None and one.max is None:
            self.wrong((*path, "min"), "写了法定下限，没有写法定上限 max")
        return Statutory(
            one.text, self._expression((*path, "when"), one.when, FLAG), self._amount((*path, "min"), one.min),
            self._amount((*path, "max"), one.max), one.citation or self.data.law,
        )  # fmt: skip

    def _grade(self, i: int, one: written.GradeIn) -> Grade:
        path: Path = ("grade", i)
        if bool(one.unknown) == bool(one.cell):
            self.wrong(path, f"档次“{one.label}”应写明内容 cell，或者写明为何不明 unknown")
        if not one.unknown and one.when is None:
            self.wrong(path, f"档次“{one.label}”没有写明适用条件 when")
        when = None if one.when is None else self._expression((*path, "when"), one.when, FLAG)
        cells = tuple(
            self._cell((*path, "cell", n), f"grade[{i + 1}].cell[{n + 1}]", c) for n, c in enumerate(one.cell)
        )
        return Grade(i + 1, one.label, one.factor, one.range, when, cells, one.unknown)

    def _cell(self, path: Path, place: str, one: written.CellIn) -> Cell:
        figures = one.low is not None or one.high is not None
        if one.amount is not None and figures:
            self.wrong((*path, "amount"), "amount 与 low、high 不能同时写")
        if not (one.amount is not None or figures or one.unknown or one.exempt or not one.fine):
            self.wrong(path, "没有写数额：amount、low、high 至少一项")
        amount = self._amount((*path, "amount"), one.amount)
        return Cell(
            place, self._expression((*path, "when"), one.when, FLAG),
            amount or self._amount((*path, "low"), one.low), amount or self._amount((*path, "high"), one.high),
            self._amount((*path, "point"), one.point), tuple(one.besides), one.fine, one.exempt, one.unknown, one.note,
        )  # fmt: skip

    def _scoring(self, one: written.ScoringIn | None) -> Scoring | None:
        if one is None:
            return None
        factors = tuple(
            Factor(
                f"scoring.factor[{i + 1}]", f.label,
                self._expression(("scoring", "factor", i, "value"), f.value, NUMBER),
                self._expression(("scoring", "factor", i, "when"), f.when, FLAG),
            )
            for i, f in enumerate(one.factor)
        )  # fmt: skip
        formula = self._expression(("scoring", "formula"), one.formula, NUMBER, {"score": NUMBER})
        low, high = self._amount(("scoring", "low"), one.low), self._amount(("scoring", "high"), one.high)
        return Scoring(one.text, formula, factors, low, high)

    def _modifier(self, i: int, one: written.ModifierIn) -> Modifier:
        path: Path = ("modifier", i)
        if one.effect in NEEDS_VALUE and one.value is None:
            self.wrong(path, f"{one.effect} 没有写 value")
        if (one.effect == "section") != (one.to is not None):
            self.wrong(path, "to 只写给 section，且不能缺")
        return Modifier(
            f"modifier[{i + 1}]", one.label, one.effect, self._expression((*path, "when"), one.when, FLAG),
            self._amount((*path, "value"), one.value), self._amount((*path, "to"), one.to), one.text,
            one.citation or self.data.law, tuple(one.besides),
        )  # fmt: skip

    def _rounding(self, one: written.RoundingIn | None) -> Rounding:
        if one is None:
            return Rounding(Decimal("0.01"), "half_up")
        unit = self._number(("rounding", "unit"), one.unit)
        if unit is None or unit < Decimal("0.01"):
            self.wrong(("rounding", "unit"), "取整单位应为不小于 0.01 的数（元）")
            unit = Decimal("0.01")
        return Rounding(unit, one.mode, one.text)
