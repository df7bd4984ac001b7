"""A procedure file as written: the types of its text, from which its JSON Schema is made."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

from minzhifa.law.procedure.effects import EFFECTS
from minzhifa.law.procedure.guards import GUARDS

Key = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,59}$")]
Words = Annotated[str, Meta(min_length=1, max_length=400)]
Path = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*([.][a-z0-9_]+)*$")]
Texts = list[str]
How = Literal["set", "merge", "append"]
Form = Literal[
    "", "text", "long", "date", "future", "time", "flag", "money", "choice", "lines", "rows", "agency", "files"
]


class BarIn(Struct, forbid_unknown_fields=True):
    """One station of the stage bar. `days`: the acts whose day stands under it."""

    label: Words
    days: Texts = field(default_factory=list)


class StageIn(Struct, forbid_unknown_fields=True):
    """One stage and what is special about it."""

    id: Key
    label: Words
    bar: Words
    end: bool = False  # nothing may change any more
    finished: bool = False  # no longer work
    drops: bool = False  # what waits for approval falls here
    remembers: bool = False  # "@resume" leads back to where the case came from
    bad: bool = False  # an end without success
    lapses: Key | Literal[""] = ""  # the term that ends it without anybody's act
    lapsed: Words | Literal[""] = ""  # what it is then called
    owed: Words | Literal[""] = ""  # what is still to be done then, or at once where no term is named
    owed_by: Key | Literal[""] = ""  # the act that does it


class FactIn(Struct, forbid_unknown_fields=True):
    """A fact of this procedure's own."""

    id: Key
    label: Words
    how: How = "set"


class TermIn(Struct, forbid_unknown_fields=True):
    """A term whose last day an act names."""

    id: Key
    title: Words
    source: Words
    whose: Literal["agency", "party", "court", "police", "superior", "other"] = "agency"
    mark: Literal["V", "M"] = "V"


class NeedIn(Struct, forbid_unknown_fields=True):
    """A fact that an act asks for: its path, its label, the ground on which it is asked."""

    key: Path
    label: Words
    ground: str = ""
    type: Form = ""
    choices: dict[str, str] = field(default_factory=dict)


class RowIn(Struct, forbid_unknown_fields=True):
    """One act: from where to where, by whom, under which guards, with which facts, papers, terms and article."""

    action: Key
    label: Words
    verb: Words
    source: Annotated[list[Key], Meta(min_length=1)] = field(name="from")
    to: Words
    who: Annotated[Texts, Meta(min_length=1)]
    guards: Texts
    article: Words
    documents: Texts = field(default_factory=list)
    needs: list[NeedIn] = field(default_factory=list)
    asks: list[NeedIn] = field(default_factory=list)
    takes: Texts = field(default_factory=list)
    checks: Texts = field(default_factory=list)
    effects: Texts = field(default_factory=list)
    pends: str = ""
    settles: str = ""
    approval: str = ""
    start: Texts = field(default_factory=list)
    stop: Texts = field(default_factory=list)
    pause: Texts = field(default_factory=list)
    resume: Texts = field(default_factory=list)
    extend: str = ""
    record: str = ""
    outcome_by: str = ""
    outcomes: dict[str, str] = field(default_factory=dict)
    must: Texts = field(default_factory=list)
    any_time: bool = False
    host: Texts = field(default_factory=list)
    start_host: Texts = field(default_factory=list)
    stop_host: Texts = field(default_factory=list)
    pause_host: Texts = field(default_factory=list)
    resume_host: Texts = field(default_factory=list)


class ProcedureIn(Struct, forbid_unknown_fields=True):
    """A procedure of a case, or of a part inside one."""

    id: Key
    label: Words
    article: Words
    valid_from: date = field(name="from")
    kind: Literal["case", "part"]
    bar: Annotated[list[BarIn], Meta(min_length=1)]
    stage: Annotated[list[StageIn], Meta(min_length=2)]
    row: Annotated[list[RowIn], Meta(min_length=1)]
    single: bool = False
    holds: Texts = field(default_factory=list)
    fact: list[FactIn] = field(default_factory=list)
    term: list[TermIn] = field(default_factory=list)


def schema(roles: Collection[str], documents: Collection[str]) -> str:
    """The JSON Schema of a procedure file, with the closed lists of guards, effects, roles and kinds of papers."""
    (found,), parts = msgspec.json.schema_components([ProcedureIn], ref_template="#/$defs/{name}")
    columns = parts["RowIn"]["properties"]
    lists: dict[str, Collection[str]] = {
        "guards": GUARDS,
        "effects": EFFECTS,
        "who": roles,
        "documents": documents,
        "must": documents,
    }
    for column, names in lists.items():
        columns[column]["items"] = {"enum": sorted(names)}
    head: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "闽执法 程序表",
        "description": "A procedure of administrative enforcement as a table; see docs/procedures.md.",
    }
    return json.dumps({**head, **found, "$defs": parts}, ensure_ascii=False, indent=2) + "\n"
