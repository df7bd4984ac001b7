"""Conditions and amounts: facts, numbers, + - * /, comparisons, and, or, not, min, max, ceil, floor.

Python's grammar reads it and nothing is ever executed: each permitted node becomes a closure over Decimal. An unknown
fact makes the answer unknown (None) unless the rest decides it: `False and unknown` is False.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation
from typing import Any

from minzhifa.law.errors import BadInput

MOST_CHARACTERS = 400
Value = Decimal | bool | str
Env = Mapping[str, Value]
Run = Callable[[Env], Any]
NUMBER, FLAG, TEXT = "数", "是否", "选项"
_ONE = Decimal(1)
_WORDS = {NUMBER: "数值", FLAG: "“是或否”的判断", TEXT: "选项"}


class BadExpression(ValueError):
    """What is wrong in an expression; `offset` counts characters from its start."""

    def __init__(self, what: str, offset: int) -> None:
        self.what = what
        self.offset = offset
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression: its words, its kind of answer, the facts it names, the numbers it compares with."""

    text: str
    kind: str
    names: frozenset[str]
    limits: tuple[tuple[str, Decimal], ...]
    run: Run

    def __call__(self, env: Env) -> Any:
        """Decimal, bool, str; None when a fact it hangs on is unknown. Raises `BadInput` for a division by zero."""
        return self.run(env)


def compile_expression(text: str, kinds: Mapping[str, str], wanted: str) -> Expression:
    """`text` over the facts in `kinds` (name → NUMBER, FLAG, TEXT). Raises `BadExpression` with the place."""
    if len(text) > MOST_CHARACTERS:
        raise BadExpression(f"算式超过 {MOST_CHARACTERS} 个字符。", 0)
    lead = len(text) - len(text.lstrip())
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        raise BadExpression(f"算式“{text}”写法有误。", lead + max((error.offset or 1) - 1, 0)) from None
    except (ValueError, RecursionError, MemoryError):
        raise BadExpression("算式写法有误。", 0) from None
    reader = _Reader(text.strip(), kinds)
    try:
        kind, run = reader.read(tree.body)
    except BadExpression as error:
        error.offset += lead
        raise
    if kind != wanted:
        raise BadExpression(f"这里要的是{_WORDS[wanted]}，“{text}”得出的是{_WORDS[kind]}。", lead)
    return Expression(text, kind, frozenset(reader.names), tuple(reader.limits), run)


class _Reader:
    """Turns permitted nodes into closures; everything else is refused with its place."""

    def __init__(self, text: str, kinds: Mapping[str, str]) -> None:
        self.text = text
        self.kinds = kinds
        self.names: set[str] = set()
        self.limits: list[tuple[str, Decimal]] = []

    def read(self, node: ast.expr) -> tuple[str, Run]:
        """Kind and closure."""
        method = _NODES.get(type(node))
        if method is None:
            raise self._bad("算式里不能这样写", node)
        found: tuple[str, Run] = method(self, node)
        return found

    def _bad(self, what: str, node: ast.expr) -> BadExpression:
        part = ast.get_source_segment(self.text, node) or ""
        line = self.text.splitlines()[node.lineno - 1]
        return BadExpression(f"{what}：“{part}”。", len(line.encode()[: node.col_offset].decode()))

    def constant(self, node: ast.Constant) -> tuple[str, Run]:
        """true, false, a number as written, or the key of an option."""
        value = node.value
        if isinstance(value, bool):
            return FLAG, lambda _: value
        if isinstance(value, str):
            return TEXT, lambda _: value
        try:
            number = Decimal((ast.get_source_segment(self.text, node) or "").replace("_", ""))
        except InvalidOperation:
            raise self._bad("这不是数", node) from None
        return NUMBER, lambda _: number

    def name(self, node: ast.Name) -> tuple[str, Run]:
        """A fact, or true and false in lower case."""
        key = node.id
        if key in ("true", "false"):
            return FLAG, lambda _: key == "true"
        if key not in self.kinds:
            raise self._bad("没有登记这一事实", node)
        self.names.add(key)
        return self.kinds[key], lambda env: env.get(key)

    def _numbers(self, *nodes: ast.expr) -> list[Run]:
        found = []
        for node in nodes:
            kind, run = self.read(node)
            if kind != NUMBER:
                raise self._bad("这里要的是数值", node)
            found.append(run)
        return found

    def arithmetic(self, node: ast.BinOp) -> tuple[str, Run]:
        """+ - * /."""
        work = _ARITHMETIC.get(type(node.op))
        if work is None:
            raise self._bad("算式里不能这样写", node)
        left, right = self._numbers(node.left, node.right)

        def run(env: Env) -> Decimal | None:
            a, b = left(env), right(env)
            return None if a is None or b is None else work(a, b)

        return NUMBER, run

    def unary(self, node: ast.UnaryOp) -> tuple[str, Run]:
        """Minus and not."""
        if isinstance(node.op, ast.USub):
            (inner,) = self._numbers(node.operand)
            return NUMBER, lambda env: None if (v := inner(env)) is None else -v
        if not isinstance(node.op, ast.Not):
            raise self._bad("算式里不能这样写", node)
        kind, asked = self.read(node.operand)
        if kind != FLAG:
            raise self._bad("not 之后应为“是或否”的判断", node.operand)
        return FLAG, lambda env: None if (v := asked(env)) is None else not v

    def both(self, node: ast.BoolOp) -> tuple[str, Run]:
        """and, or: decided as soon as one side decides, whatever is unknown."""
        runs = []
        for one in node.values:
            kind, run = self.read(one)
            if kind != FLAG:
                raise self._bad("and、or 两边应为“是或否”的判断", one)
            runs.append(run)
        decides = isinstance(node.op, ast.Or)

        def decide(env: Env) -> bool | None:
            unknown = False
            for run in runs:
                value = run(env)
                if value is decides:
                    return bool(decides)
                unknown = unknown or value is None
            return None if unknown else not decides

        return FLAG, decide

    def compare(self, node: ast.Compare) -> tuple[str, Run]:
        """One comparison; `in` against a list of option keys."""
        if len(node.ops) != 1:
            raise self._bad("一次只比较两项，请用 and 连接", node)
        op, right = node.ops[0], node.comparators[0]
        if isinstance(op, ast.In):
            return self._member(node.left, right)
        kind, a = self.read(node.left)
        other, b = self.read(right)
        work = _COMPARE.get(type(op))
        if work is None or kind != other or (kind != NUMBER and not isinstance(op, ast.Eq | ast.NotEq)):
            raise self._bad("两项不能这样比较", node)
        self._note_limit(node.left, right)

        def run(env: Env) -> bool | None:
            x, y = a(env), b(env)
            return None if x is None or y is None else bool(work(x, y))

        return FLAG, run

    def _note_limit(self, left: ast.expr, right: ast.expr) -> None:
        if isinstance(left, ast.Name) and isinstance(right, ast.Constant) and self.kinds.get(left.id) == NUMBER:
            self.limits.append((left.id, self.constant(right)[1]({})))

    def _member(self, left: ast.expr, right: ast.expr) -> tuple[str, Run]:
        kind, run = self.read(left)
        keys = [getattr(one, "value", None) for one in getattr(right, "elts", ())]
        if kind != TEXT or not keys or not all(isinstance(key, str) for key in keys):
            raise self._bad("in 之后应为选项的列表", right)
        return FLAG, lambda env: None if (v := run(env)) is None else v in keys

    def call(self, node: ast.Call) -> tuple[str, Run]:
        """min, max of several; ceil, floor to whole numbers."""
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in _FUNCTIONS or node.keywords or not node.args or (name in _WHOLE and len(node.args) != 1):
            raise self._bad("没有这个函数，可用 min、max、ceil、floor", node)
        runs = self._numbers(*node.args)
        work = _FUNCTIONS[name]

        def run(env: Env) -> Decimal | None:
            values = [one(env) for one in runs]
            return None if None in values else work(values)

        return NUMBER, run


def _divide(a: Decimal, b: Decimal) -> Decimal:
    if b == 0:
        raise BadInput("算式的除数为零，请核对所填的数。", fields=("facts",))
    return a / b


_ARITHMETIC: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: _divide,
}
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: lambda a, b: bool(a < b),
    ast.LtE: lambda a, b: bool(a <= b),
    ast.Gt: lambda a, b: bool(a > b),
    ast.GtE: lambda a, b: bool(a >= b),
    ast.Eq: lambda a, b: bool(a == b),
    ast.NotEq: lambda a, b: bool(a != b),
}
_FUNCTIONS: dict[str, Callable[[list[Any]], Decimal]] = {
    "min": min,
    "max": max,
    "ceil": lambda v: Decimal(v[0]).quantize(_ONE, ROUND_CEILING),
    "floor": lambda v: Decimal(v[0]).quantize(_ONE, ROUND_FLOOR),
}
_WHOLE = frozenset({"ceil", "floor"})
_NODES: dict[type[ast.expr], Any] = {
    ast.Constant: _Reader.constant,
    ast.Name: _Reader.name,
    ast.BinOp: _Reader.arithmetic,
    ast.UnaryOp: _Reader.unary,
    ast.BoolOp: _Reader.both,
    ast.Compare: _Reader.compare,
    ast.Call: _Reader.call,
}
