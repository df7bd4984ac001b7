"""The closed list of self-check tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from minzhifa.law.procedure.types import CaseState

if TYPE_CHECKING:
    from minzhifa.law.rulebook import Rules


@dataclass(frozen=True, slots=True)
class Case:
    """What a test sees."""

    state: CaseState
    rules: Rules
    on: date

    @property
    def domain(self) -> str:
        """The field of law."""
        return str(self.state.facts.get("domain") or "general")


Answer = tuple[bool | None, str]
Test = Callable[[Case, Mapping[str, Any]], Answer]
TESTS: dict[str, Test] = {}
