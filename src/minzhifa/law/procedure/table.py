"""A procedure as a table: parsed from data that was already read, refused when a name in it is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from minzhifa.law.errors import BadInput
from minzhifa.law.procedure.facts import FACTS, How
from minzhifa.law.procedure.stages import Stage

STAY, RESUME = "=", "@resume"
_KEYS = {
    "action", "label", "verb", "from", "to", "who", "guards", "needs", "takes", "checks", "effects", "pends",
    "settles", "approval", "start", "stop", "pause", "resume", "extend", "record", "outcome_by", "outcomes",
    "documents", "article", "any_time",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Need:
    """A fact the act cannot be done without, and on what ground it is asked for."""

    key: str
    label: str
    ground: str

    @property
    def top(self) -> str:
        """The fact's first key."""
        return self.key.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Row:
    """One transition."""

    action: str
    label: str
    verb: str
    from_stages: tuple[str, ...]
    to: str
    who: tuple[str, ...]
    guards: tuple[str, ...]
    article: str
    needs: tuple[Need, ...] = ()
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
    any_time: bool = False
    facts: Mapping[str, How] = field(default_factory=dict)  # the case facts this act takes in, and how

    @property
    def event(self) -> str:
        """The event's type in the ledger."""
        return f"case.{self.action}"

    @property
    def targets(self) -> tuple[str, ...]:
        """Every stage this act may lead to, as written."""
        return tuple(dict.fromkeys((self.to, *self.outcomes.values())))


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure, frozen."""

    id: str
    label: str
    article: str
    valid_from: date
    rows: tuple[Row, ...]
    steps: Mapping[str, str] = field(default_factory=dict)  # acts that move the case on → their labels

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


def load(table: Mapping[str, Any]) -> Procedure:
    """A procedure from its parsed table. Raises `BadInput` naming the row that is wrong."""
    rows = tuple(_row(raw) for raw in table["row"])
    seen: set[tuple[str, str]] = set()
    for row in rows:
        for stage in row.from_stages:
            if (row.action, stage) in seen:
                raise BadInput(f"程序表中“{row.action}”自“{stage}”有两行。")
            seen.add((row.action, stage))
    return Procedure(table["id"], table["label"], table["article"], table["from"], rows, _steps(rows))


def _steps(rows: Sequence[Row]) -> dict[str, str]:
    return {row.action: row.label for row in rows if row.to != STAY}


def _row(raw: Mapping[str, Any]) -> Row:
    if unknown := set(raw) - _KEYS:
        raise BadInput(f"程序表“{raw.get('action')}”有不认识的列：{'、'.join(sorted(unknown))}。")
    stages = {*Stage, STAY, RESUME}
    named = [*raw["from"], raw["to"], *raw.get("outcomes", {}).values()]
    if wrong := [stage for stage in named if stage not in stages]:
        raise BadInput(f"程序表“{raw['action']}”有不认识的环节：{'、'.join(wrong)}。")
    if wrong := [key for key in raw.get("takes", ()) if key not in FACTS]:
        raise BadInput(f"程序表“{raw['action']}”有不认识的事实：{'、'.join(wrong)}。")
    needs = tuple(Need(**need) for need in raw.get("needs", ()))
    columns: dict[str, Any] = {key: raw.get(key, "") for key in _TEXTS}
    columns |= {key: _texts(raw.get(key, ())) for key in _LISTS}
    return Row(
        **columns,
        from_stages=_texts(raw["from"]),
        needs=needs,
        facts=_taken(raw, needs),
        outcomes=dict(raw.get("outcomes", {})),
        any_time=raw.get("any_time", False),
    )


def _taken(raw: Mapping[str, Any], needs: Sequence[Need]) -> dict[str, How]:
    tops = [need.top for need in needs if need.top not in raw.get("checks", ())] + list(raw.get("takes", ()))
    keys = [key for key in dict.fromkeys(tops) if key in FACTS]
    if raw.get("record"):
        keys.append("records")
    return {key: FACTS[key].how for key in keys}


_TEXTS = (
    "action", "label", "verb", "to", "article", "pends", "settles", "approval", "extend", "record", "outcome_by",
)  # fmt: skip
_LISTS = ("who", "guards", "takes", "checks", "effects", "start", "stop", "pause", "resume", "documents")


def _texts(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)
