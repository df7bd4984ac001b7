"""A procedure as a table: parsed from data that was already read, refused when a name in it is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from minzhifa.law.errors import BadInput
from minzhifa.law.procedure.facts import FACTS, FactKey, How
from minzhifa.law.procedure.stages import NONE, Stage, Station, load_stages

STAY, RESUME = "=", "@resume"
CASE, PART = "case", "part"
_TEXTS = (
    "action", "label", "verb", "to", "article", "pends", "settles", "approval", "extend", "record", "outcome_by",
)  # fmt: skip
_LISTS = (
    "who", "guards", "takes", "checks", "effects", "start", "stop", "pause", "resume", "documents", "must", "host",
    "start_host", "stop_host", "pause_host", "resume_host",
)  # fmt: skip
_HOST = ("host", "start_host", "stop_host", "pause_host", "resume_host")
_ROW_KEYS = {*_TEXTS, *_LISTS, "from", "needs", "asks", "outcomes", "any_time"}
_KEYS = {"id", "label", "article", "from", "kind", "single", "holds", "bar", "stage", "term", "fact", "row"}
_TERM_KEYS = {"id", "title", "source", "whose", "mark"}
_FACT_KEYS = {"id", "label", "how"}
TYPES = frozenset({
    "", "text", "long", "date", "future", "time", "flag", "money", "choice", "lines", "rows", "agency",
    "files",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Need:
    """A fact the act cannot be done without (or, among `asks`, may bring), and on what ground it is asked for.

    `type` (of `TYPES`) and `choices` say how a form asks; "" leaves it to the form that knows the fact by name.
    """

    key: str
    label: str
    ground: str = ""
    type: str = ""
    choices: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def top(self) -> str:
        """The fact's first key."""
        return self.key.partition(".")[0]


@dataclass(frozen=True, slots=True)
class NamedTerm:
    """A term without a length of its own: an act names its last day (the day by which to rectify, an instalment)."""

    id: str
    title: str
    source: str
    whose: str = "agency"
    mark: str = "V"


@dataclass(frozen=True, slots=True)
class Row:
    """One transition. `host` and `*_host` are columns of part procedures: the case around the part."""

    action: str
    label: str
    verb: str
    from_stages: tuple[str, ...]
    to: str
    who: tuple[str, ...]
    guards: tuple[str, ...]
    article: str
    needs: tuple[Need, ...] = ()
    asks: tuple[Need, ...] = ()
    takes: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    pends: str = ""
    settles: str = ""
    approval: str = ""
    start: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    pause: tuple[str, ...] = ()
    resume: tuple[str, ...] = ()
    extend: str = ""
    record: str = ""
    outcome_by: str = ""
    outcomes: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    must: tuple[str, ...] = ()  # of the documents, those without which the act is not done
    any_time: bool = False
    facts: Mapping[str, How] = field(default_factory=dict)  # the case facts this act takes in, and how
    host: tuple[str, ...] = ()
    start_host: tuple[str, ...] = ()
    stop_host: tuple[str, ...] = ()
    pause_host: tuple[str, ...] = ()
    resume_host: tuple[str, ...] = ()

    @property
    def event(self) -> str:
        """The event's type in the ledger."""
        return f"case.{self.action}"

    @property
    def targets(self) -> tuple[str, ...]:
        """Every stage this act may lead to, as written."""
        return tuple(dict.fromkeys((self.to, *self.outcomes.values())))

    @property
    def opens(self) -> bool:
        """The act begins the case or the part."""
        return NONE in self.from_stages


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure, frozen. `kind`: of a whole case, or of a part that lives inside one."""

    id: str
    label: str
    article: str
    valid_from: date
    rows: tuple[Row, ...]
    steps: Mapping[str, str] = field(default_factory=dict)  # acts that move the case on → their labels
    kind: str = CASE
    stages: Mapping[str, Stage] = field(default_factory=dict)
    stations: tuple[Station, ...] = ()
    single: bool = False  # a part of which only one may be open at a time
    holds: tuple[str, ...] = ()  # acts of the case that wait until every such part is finished
    terms: Mapping[str, NamedTerm] = field(default_factory=dict)
    facts: Mapping[str, FactKey] = field(default_factory=lambda: FACTS)  # the common ones and its own

    def rows_of(self, action: str) -> tuple[Row, ...]:
        """The rows of one action."""
        return tuple(row for row in self.rows if row.action == action)

    def row(self, action: str, stage: str) -> Row | None:
        """The row of an action from a stage; there is at most one."""
        return next((row for row in self.rows if row.action == action and stage in row.from_stages), None)

    @property
    def actions(self) -> tuple[str, ...]:
        """All actions, in the order of the table."""
        return tuple(dict.fromkeys(row.action for row in self.rows))

    def stage(self, stage: str) -> Stage:
        """The stage of this id; one that is not declared stands by its own name under no station."""
        return self.stages.get(stage) or Stage(stage, stage, "")

    def label_of(self, stage: str) -> str:
        """A stage as users read it; "procedure:stage" names one of another procedure by its id."""
        return self.stage(stage).label

    def is_open(self, stage: str) -> bool:
        """There is still something to do."""
        one = self.stage(stage)
        return not (one.end or one.finished)

    @property
    def bar(self) -> tuple[tuple[Station, tuple[Stage, ...]], ...]:
        """The stage bar: each station with the stages under it."""
        return tuple(
            (station, tuple(stage for stage in self.stages.values() if stage.bar == station.label))
            for station in self.stations
        )


def load(table: Mapping[str, Any]) -> Procedure:
    """A procedure from its parsed table. Raises `BadInput` naming what is wrong."""
    if unknown := sorted(set(table) - _KEYS):
        raise BadInput(f"程序表有不认识的列：{'、'.join(unknown)}。")
    kind = table["kind"]
    if kind not in (CASE, PART):
        raise BadInput(f"程序表的 kind 只能是 case 或者 part：{kind}。")
    stages, stations = load_stages(table)
    facts = _facts(table)
    rows = tuple(_row(raw, stages, facts, kind) for raw in table["row"])
    seen: set[tuple[str, str]] = set()
    for row in rows:
        for stage in row.from_stages:
            if (row.action, stage) in seen:
                raise BadInput(f"程序表中“{row.action}”自“{stage}”有两行。")
            seen.add((row.action, stage))
    return Procedure(
        table["id"], table["label"], table["article"], table["from"], rows, _steps(rows), kind, stages, stations,
        table.get("single", False), _texts(table.get("holds", ())), _terms(table, rows),
        facts,
    )  # fmt: skip


def _facts(table: Mapping[str, Any]) -> dict[str, FactKey]:
    own: dict[str, FactKey] = {}
    for raw in table.get("fact", ()):
        if unknown := sorted(set(raw) - _FACT_KEYS):
            raise BadInput(f"事实“{raw.get('id')}”有不认识的列：{'、'.join(unknown)}。")
        if raw["id"] in FACTS or raw["id"] in own:
            raise BadInput(f"事实“{raw['id']}”已经有了。")
        if raw["how"] not in ("set", "merge", "append"):
            raise BadInput(f"事实“{raw['id']}”的 how 只能是 set、merge 或者 append。")
        own[raw["id"]] = FactKey(raw["label"], raw["how"])
    return {**FACTS, **own}


def _terms(table: Mapping[str, Any], rows: Iterable[Row]) -> dict[str, NamedTerm]:
    found: dict[str, NamedTerm] = {}
    for raw in table.get("term", ()):
        if unknown := sorted(set(raw) - _TERM_KEYS):
            raise BadInput(f"期限“{raw.get('id')}”有不认识的列：{'、'.join(unknown)}。")
        found[raw["id"]] = NamedTerm(**raw)
    named = {spec.partition("=")[0] for row in rows for spec in row.start if "=" in spec}
    if wrong := sorted(named ^ set(found)):
        raise BadInput(f"写明届满日的期限没有声明或者没有用到：{'、'.join(wrong)}。")
    return found


def load_all(tables: Iterable[Mapping[str, Any]]) -> dict[str, Procedure]:
    """All procedures by id, case procedures first. Raises `BadInput` where one names what no other has."""
    loaded = [load(table) for table in tables]
    found = {one.id: one for kind in (CASE, PART) for one in loaded if one.kind == kind}
    if len(found) != len(loaded):
        raise BadInput("有两个程序用了同一个名称。")
    whole = [one for one in found.values() if one.kind == CASE]
    known = {stage for one in whole for stage in one.stages}
    acts = {action for one in whole for action in one.actions}
    for one in found.values():
        for row in one.rows:
            _linked(one, row, found, known)
        if wrong := [action for action in one.holds if action not in acts]:
            raise BadInput(f"程序“{one.id}”的 holds 有不认识的环节：{'、'.join(wrong)}。")
    return found


def _linked(one: Procedure, row: Row, found: Mapping[str, Procedure], known: set[str]) -> None:
    for target in row.targets:
        other, _, stage = target.partition(":")
        if stage and (other not in found or found[other].kind != one.kind or stage not in found[other].stages):
            raise BadInput(f"程序“{one.id}”的“{row.action}”转往不认识的“{target}”。")
    if wrong := [stage for stage in row.host if stage not in known]:
        raise BadInput(f"程序“{one.id}”的“{row.action}”写了案件没有的环节：{'、'.join(wrong)}。")


def _steps(rows: Sequence[Row]) -> dict[str, str]:
    return {row.action: row.label for row in rows if row.to != STAY}


def _row(raw: Mapping[str, Any], stages: Mapping[str, Stage], facts: Mapping[str, FactKey], kind: str) -> Row:
    if unknown := set(raw) - _ROW_KEYS:
        raise BadInput(f"程序表“{raw.get('action')}”有不认识的列：{'、'.join(sorted(unknown))}。")
    if kind == CASE and (wrong := [key for key in _HOST if key in raw]):
        raise BadInput(f"程序表“{raw['action']}”的“{'、'.join(wrong)}”只能写在案内程序中。")
    named = [*raw["from"], raw["to"], *raw.get("outcomes", {}).values()]
    if wrong := [stage for stage in named if stage not in {*stages, STAY, RESUME} and ":" not in stage]:
        raise BadInput(f"程序表“{raw['action']}”有不认识的环节：{'、'.join(wrong)}。")
    if wrong := [key for key in raw.get("takes", ()) if key not in facts]:
        raise BadInput(f"程序表“{raw['action']}”有不认识的事实：{'、'.join(wrong)}。")
    needs, asks = (tuple(Need(**need) for need in raw.get(column, ())) for column in ("needs", "asks"))
    if wrong := [need.key for need in (*needs, *asks) if need.type not in TYPES]:
        raise BadInput(f"程序表“{raw['action']}”有不认识的填写方式：{'、'.join(wrong)}。")
    columns: dict[str, Any] = {key: raw.get(key, "") for key in _TEXTS}
    columns |= {key: _texts(raw.get(key, ())) for key in _LISTS}
    return Row(
        **columns,
        from_stages=_texts(raw["from"]),
        needs=needs,
        asks=asks,
        facts=_taken(raw, (*needs, *asks), facts),
        outcomes=dict(raw.get("outcomes", {})),
        any_time=raw.get("any_time", False),
    )


def _taken(raw: Mapping[str, Any], needs: Sequence[Need], facts: Mapping[str, FactKey]) -> dict[str, How]:
    tops = [need.top for need in needs if need.top not in raw.get("checks", ())] + list(raw.get("takes", ()))
    keys = [key for key in dict.fromkeys(tops) if key in facts]
    if raw.get("record"):
        keys.append("records")
    return {key: facts[key].how for key in keys}


def _texts(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)
