"""The closed list of guards. Tables name them; nothing else may stand in a table's guards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from minzhifa.law.procedure.context import Context, Verdict

Test = Callable[[Context], Verdict]


@dataclass(frozen=True, slots=True)
class Guard:
    """A named predicate over state, command and rules, with the sentence that says what it asks and its article."""

    name: str
    asks: str
    article: str
    test: Test


GUARDS: dict[str, Guard] = {}


def guard(asks: str, article: str) -> Callable[[Test], Test]:
    """Register a predicate under its function's name."""

    def register(test: Test) -> Test:
        name = test.__name__
        if name in GUARDS:
            raise ValueError(f"guard {name} is registered twice")
        GUARDS[name] = Guard(name, asks, article, test)
        return test

    return register
