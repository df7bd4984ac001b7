"""The format of a benchmark file, as types; `json_schema` is made from them. Amounts and conditions are expressions.

An amount is a number or an expression over the file's facts (`0.01 * investment`); a condition is an expression that is
true or false (`goods_value < 10000 and not repeated`).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

Amount = str | int | float
Condition = str | bool
Key = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,39}$")]
Words = Annotated[str, Meta(min_length=1, max_length=400)]


class OptionIn(Struct, forbid_unknown_fields=True):
    """One option of a choice."""

    key: Key
    label: Words


class FactIn(Struct, forbid_unknown_fields=True):
    """A fact of the case that the benchmark asks for."""

    key: Key
    label: Words
    type: Literal["money", "number", "integer", "flag", "choice"]
    unit: str = ""
    options: list[OptionIn] = field(default_factory=list)
    least: Amount | None = None  # inclusive bounds of a number
    most: Amount | None = None
    changeable: bool = True  # may be asked "what if"
    if_true: str = ""  # how the counterfactual says it: 立案前已经改正
    if_false: str = ""


class StatutoryIn(Struct, forbid_unknown_fields=True):
    """The statutory bounds of the fine in one situation; no figures at all where the statute has none."""

    text: Words
    when: Condition = True
    min: Amount | None = None
    max: Amount | None = None
    citation: str = ""


class CellIn(Struct, forbid_unknown_fields=True):
    """What a grade prescribes: `amount`, or `low` and `high` (an open side is the statutory bound); or `unknown`."""

    when: Condition = True
    amount: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None
    point: Amount | None = None
    besides: list[Words] = field(default_factory=list)  # penalties and measures beside the fine
    fine: bool = True  # False: the cell prescribes no fine (警告)
    exempt: bool = False  # no penalty at all
    unknown: str = ""  # why the cell's content is not known
    note: str = ""


class GradeIn(Struct, forbid_unknown_fields=True):
    """One grade, from the lightest to the heaviest; `unknown` says why a grade is not held."""

    label: Words
    factor: str = ""  # the benchmark's own words
    range: str = ""
    when: Condition | None = None
    cell: list[CellIn] = field(default_factory=list)
    unknown: str = ""


class FactorIn(Struct, forbid_unknown_fields=True):
    """One factor of a score: `value` counts when `when` holds."""

    label: Words
    value: Amount
    when: Condition = True


class ScoringIn(Struct, forbid_unknown_fields=True):
    """The point as a formula over the facts and `score`, the sum of the factors that hold."""

    formula: Amount
    text: Words
    factor: list[FactorIn] = field(default_factory=list)
    low: Amount | None = None
    high: Amount | None = None


class ModifierIn(Struct, forbid_unknown_fields=True):
    """A circumstance that moves the result.

    lighter, heavier: the lower, upper part (`value`, 0.3) of the statutory range · section: from `value` to `to`
    of it · mitigated: below the statutory minimum, at most `value` · multiply · floor, ceiling: in yuan · exempt.
    """

    label: Words
    effect: Literal["lighter", "heavier", "section", "mitigated", "multiply", "floor", "ceiling", "exempt"]
    when: Condition
    value: Amount | None = None
    to: Amount | None = None
    text: str = ""
    citation: str = ""
    besides: list[Words] = field(default_factory=list)


class RoundingIn(Struct, forbid_unknown_fields=True):
    """How the recommended point is rounded; never out of the range."""

    unit: Amount
    mode: Literal["up", "down", "half_up"]
    text: str = ""


class BenchmarkIn(Struct, forbid_unknown_fields=True):
    """A benchmark file. `shape`: a table of grades, a scoring formula, or modifiers on the statutory range."""

    format: Literal[1]
    id: Annotated[str, Meta(pattern="^[A-Za-z0-9._-]{1,40}$")]
    title: Words
    law: str
    source: Words
    shape: Literal["grades", "scoring", "modifiers"]
    mark: Literal["lawtext", "page", "memory"] = "memory"
    region: str = ""
    field: str = ""
    edition: int = 1
    general: bool = False  # for every matter of its field
    note: str = ""
    match: Literal["only", "first", "heaviest"] = "only"  # when several grades hold
    otherwise: str = ""  # what to say when no grade holds
    point: Literal["middle", "low", "high"] | None = None
    fact: list[FactIn] = msgspec.field(default_factory=list)
    statutory: list[StatutoryIn] = msgspec.field(default_factory=list)
    grade: list[GradeIn] = msgspec.field(default_factory=list)
    scoring: ScoringIn | None = None
    modifier: list[ModifierIn] = msgspec.field(default_factory=list)
    rounding: RoundingIn | None = None


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a benchmark file; the released file under `law/data/schema` is this."""
    made = msgspec.json.schema(BenchmarkIn)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
