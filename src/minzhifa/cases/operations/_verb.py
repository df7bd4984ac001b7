"""What every verb of this folder shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from minzhifa.cases._perform import Done, perform

Facts = Mapping[str, Any]
Citation = str | Facts


class Sent(TypedDict, total=False):
    """How the act is sent: see `perform`."""

    expected_version: int | None
    idempotency_key: str | None
    documents: Mapping[str, Facts]


class How(Sent, total=False):
    """The same, with the words of whoever acts, where the act itself does not ask for them."""

    reason: str


def given(**facts: Any) -> dict[str, Any]:
    """The facts that were given; what was not given stays unknown."""
    return {key: value for key, value in facts.items() if value is not None}


__all__ = ["Citation", "Done", "Facts", "How", "Sent", "given", "perform"]
