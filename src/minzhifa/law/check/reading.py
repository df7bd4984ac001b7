"""A procedure file, read: all that is wrong with it with line and column, or the procedure. Never half of it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from minzhifa.law.benchmark.parse import Problem, form_problem, toml_problem
from minzhifa.law.benchmark.positions import Path, Places, line_column
from minzhifa.law.check.acts import term_of
from minzhifa.law.check.written import ProcedureIn, RowIn
from minzhifa.law.errors import BadInput
from minzhifa.law.procedure.effects import EFFECTS
from minzhifa.law.procedure.facts import FACTS
from minzhifa.law.procedure.guards import GUARDS
from minzhifa.law.procedure.stages import NONE
from minzhifa.law.procedure.table import CASE, PART, RESUME, STAY, Procedure, load

MOST_BYTES = 1_000_000
TERM_COLUMNS = ("start", "stop", "pause", "resume", "start_host", "stop_host", "pause_host", "resume_host")


class MalformedProcedure(BadInput):
    """The file is no procedure; nothing of it was loaded. `problems` in the order of the file."""

    code = "malformed_procedure"

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.line, one.column)))
        more = f"（另有 {len(self.problems) - 1} 处）" if len(self.problems) > 1 else ""
        first = str(self.problems[0]).rstrip("。")
        super().__init__(f"程序文件 {name} {first}{more}，没有载入。", fields=("procedure",))


@dataclass(frozen=True, slots=True)
class Known:
    """What a file may name besides its own: empty lists are not checked."""

    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    roles: Collection[str] = ()
    documents: Collection[str] = ()
    terms: Collection[str] = ()
    approvals: Collection[str] = ()


def read(text: str, name: str, known: Known) -> Procedure:
    """The procedure of a text, JSON where the name says so, else TOML.

    Raises `MalformedProcedure` with line, column and what is wrong.
    """
    if len(text) > MOST_BYTES:
        raise MalformedProcedure(name, [Problem(1, 1, "文件过大")])
    syntax = "json" if name.endswith(".json") else "toml"
    data = _data(text, syntax, name)
    places = Places(text, syntax)
    if places.twice:
        twice = [Problem(*line_column(text, at), f"{path[-1]} 写了两次") for path, at in places.twice]
        raise MalformedProcedure(name, twice)
    try:
        written = msgspec.convert(data, ProcedureIn, strict=True)
    except msgspec.ValidationError as error:
        raise MalformedProcedure(name, [form_problem(str(error), places)]) from None
    problems = [Problem(*places.of(path), what) for path, what in _Names(written, known).wrong()]
    if problems:
        raise MalformedProcedure(name, problems)
    try:
        return load({**data, "from": written.valid_from})
    except BadInput as error:
        raise MalformedProcedure(name, [Problem(1, 1, error.message)]) from None


def _data(text: str, syntax: str, name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(text) if syntax == "json" else tomllib.loads(text)
    except json.JSONDecodeError as error:
        raise MalformedProcedure(name, [Problem(error.lineno, error.colno, "JSON 写法有误")]) from None
    except tomllib.TOMLDecodeError as error:
        raise MalformedProcedure(name, [toml_problem(error, text)]) from None
    except (ValueError, RecursionError):
        raise MalformedProcedure(name, [Problem(1, 1, "不能读入：数字过长或者嵌套过深")]) from None
    return found


Wrong = Iterable[tuple[Path, str]]


class _Names:
    """Every name in the file stands for something."""

    def __init__(self, written: ProcedureIn, known: Known) -> None:
        self.written, self.known = written, known
        self.stages = {stage.id for stage in written.stage}
        self.facts = {*FACTS, *(fact.id for fact in written.fact)}
        self.terms = {*known.terms, *(term.id for term in written.term)}
        self.lists: Mapping[str, Collection[str]] = {
            "guards": GUARDS, "effects": EFFECTS, "who": known.roles, "documents": known.documents,
            "takes": self.facts,
        }  # fmt: skip
        self.says = {
            "guards": "不认识的核对", "effects": "不认识的改动", "who": "不认识的角色", "documents": "不认识的文书",
            "takes": "不认识的事实",
        }  # fmt: skip

    def wrong(self) -> Wrong:
        """Path and sentence of everything that names nothing, or stands twice."""
        stations = {bar.label for bar in self.written.bar}
        seen: set[str] = set()
        acts = {(row.action, source) for row in self.written.row for source in row.source}
        for at, stage in enumerate(self.written.stage):
            if (stage.owed or stage.owed_by) and (stage.owed_by, stage.id) not in acts:
                yield ("stage", at, "owed_by"), f"“{stage.owed_by}”不是从“{stage.id}”办理的事项"
            if stage.bar not in stations:
                yield ("stage", at, "bar"), f"“{stage.bar}”不在环节条中"
            if stage.id in seen:
                yield ("stage", at, "id"), f"环节“{stage.id}”写了两次"
            seen.add(stage.id)
        if NONE not in seen:
            yield ("stage",), f"缺少起始环节“{NONE}”"
        yield from self._own()
        taken: set[tuple[str, str]] = set()
        for at, row in enumerate(self.written.row):
            yield from self._row(at, row, taken)

    def _own(self) -> Wrong:
        """Facts and terms of the file's own neither stand twice nor take the name of what the law fixes."""
        seen: set[str] = set()
        for at, fact in enumerate(self.written.fact):
            if fact.id in FACTS or fact.id in seen:
                yield ("fact", at, "id"), f"事实“{fact.id}”已经有了"
            seen.add(fact.id)
        named = {term_of(spec) for row in self.written.row for spec in (*row.start, *row.start_host) if "=" in spec}
        own: set[str] = set()
        for at, term in enumerate(self.written.term):
            if term.id in self.known.terms:
                yield ("term", at, "id"), f"期限“{term.id}”的长度由法律规定，不能由文书写明届满日"
            elif term.id in own:
                yield ("term", at, "id"), f"期限“{term.id}”写了两次"
            elif term.id not in named:
                yield ("term", at, "id"), f"没有一行开始计算期限“{term.id}”"
            own.add(term.id)
        cases = [one for one in self.known.procedures.values() if one.kind == CASE]
        acts = {action for one in cases for action in one.actions}
        for at, action in enumerate(self.written.holds):
            if acts and action not in acts:
                yield ("holds", at), f"案件没有“{action}”这一事项"

    def _row(self, at: int, row: RowIn, taken: set[tuple[str, str]]) -> Wrong:
        here: Path = ("row", at)
        for number, stage in enumerate(row.source):
            if stage not in self.stages:
                yield (*here, "from", number), f"不认识的环节“{stage}”"
            if (row.action, stage) in taken:
                yield (*here, "from", number), f"“{row.action}”自“{stage}”有两行"
            taken.add((row.action, stage))
        for path, target in [(("to",), row.to), *((("outcomes", key), to) for key, to in row.outcomes.items())]:
            if not self._target(target):
                yield (*here, *path), f"不认识的环节“{target}”"
        for column, names in self.lists.items():
            for number, value in enumerate(getattr(row, column)):
                if names and value not in names:
                    yield (*here, column, number), f"{self.says[column]}“{value}”"
        yield from self._rest(here, row)

    def _terms(self, here: Path, row: RowIn) -> Wrong:
        """Terms by their names, and the facts from which they are counted."""
        own = {term.id for term in self.written.term}
        for column in TERM_COLUMNS:
            for number, spec in enumerate(getattr(row, column)):
                term = term_of(spec)
                if self.known.terms and term not in self.terms:
                    yield (*here, column, number), f"不认识的期限“{term}”"
                elif "=" in spec and term not in own:
                    yield (*here, column, number), f"由文书写明届满日的期限“{term}”没有声明"
                for path in re.split("[@=]", spec, maxsplit=1)[1:]:
                    for one in path.split("|"):
                        if one.partition(".")[0] not in self.facts:
                            yield (*here, column, number), f"不认识的事实“{one}”"
        if row.extend and self.known.terms and term_of(row.extend) not in self.terms:
            yield (*here, "extend"), f"不认识的期限“{term_of(row.extend)}”"

    def _rest(self, here: Path, row: RowIn) -> Wrong:
        yield from self._terms(here, row)
        if row.outcome_by and row.outcome_by.partition(".")[0] not in self.facts:
            yield (*here, "outcome_by"), f"不认识的事实“{row.outcome_by}”"
        stages = {stage for one in self.known.procedures.values() if one.kind == CASE for stage in one.stages}
        for number, stage in enumerate(row.host):
            if stages and stage not in stages:
                yield (*here, "host", number), f"案件没有环节“{stage}”"
        if self.written.kind == PART and NONE in row.source and row.action in self._taken_names():
            yield (*here, "action"), f"“{row.action}”是别的程序的事项，案内程序开始的事项不能同名"
        if row.approval and self.known.approvals and row.approval not in self.known.approvals:
            yield (*here, "approval"), f"审批表中没有“{row.approval}”"
        for number, paper in enumerate(row.must):
            if paper not in row.documents:
                yield (*here, "must", number), f"“{paper}”不在本行的文书之中"
        if row.outcomes and not row.outcome_by:
            yield (*here, "outcomes"), "没有写明由哪一事实决定去向（outcome_by）"
        if self.written.kind == PART and NONE in row.source and not row.host:
            yield here, "案内程序开始的一行须写明案件处于哪些环节（host）"

    def _taken_names(self) -> set[str]:
        others = (one for one in self.known.procedures.values() if one.id != self.written.id)
        return {action for one in others for action in one.actions}

    def _target(self, target: str) -> bool:
        if target in (STAY, RESUME) or target in self.stages:
            return True
        other, _, stage = target.partition(":")
        held = self.known.procedures.get(other)
        return bool(stage and held and held.kind == (self.written.kind or CASE) and stage in held.stages)
