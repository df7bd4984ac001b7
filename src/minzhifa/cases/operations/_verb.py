"""What every verb of this folder shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from minzhifa.cases._perform import Done, perform

Facts = Mapping[str, Any]
Citation = str | Facts


class How(TypedDict, total=False):
    """How the act is sent: see `perform`."""

    expected_version: int | None
    idempotency_key: str | None
    reason: str
    documents: Mapping[str, Facts]


def given(**facts: Any) -> dict[str, Any]:
    """The facts that were given; what was not given stays unknown."""
    return {key: value for key, value in facts.items() if value is not None}


__all__ = ["Citation", "Done", "Facts", "How", "given", "perform"]
