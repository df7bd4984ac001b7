"""Checking and loading as the pages do, with the people of the demo province."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from minzhifa.access import Actor
from minzhifa.desk.elements import engine
from minzhifa.desk.elements.books import Row
from minzhifa.desk.elements.kinds import element
from minzhifa.desk.elements.shapes import Checked

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
ON = date(2026, 11, 23)
Who = Callable[[str], Actor]


class Desk:
    """Check and load as the pages do."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def check(self, kind: str, rows: list[Row]) -> Checked:
        """The dry run."""
        return engine.check(element=element(kind), rows=rows, actor=self.actor, on=ON)

    def load(self, kind: str, rows: list[Row], *, only_good: bool = False) -> int:
        """The dry run and the load."""
        return engine.load(
            element=element(kind), checked=self.check(kind, rows), actor=self.actor, at=AT, only_good=only_good,
            source="表.xlsx", sm3="0" * 64,
        )  # fmt: skip


At = Callable[[str], Desk]
