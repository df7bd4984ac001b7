"""The decider's words: state, command, event, refusal. Everything is plain data that JSON can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class OfficerFact:
    """One officer on the day of the act, as the organisation room knows him.

    `valid` is three-valued: True (certificate valid for this agency that day), False (not), None (unknown: a
    historical record that names no certificate).
    """

    officer_id: str
    name: str
    certificate: str | None
    valid: bool | None
    why: str = ""  # when not valid: expired, suspended, other agency …


@dataclass(frozen=True, slots=True)
class Performer:
    """Who performs the command: account, and the roles held over this case's remit at this instant."""

    account_id: str
    name: str
    roles: frozenset[str]
    officer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that somebody wants to do to a case. Missing or None facts are unknown, never false.

    `part` addresses a part of the case by its id ("rectification-1"). An act that opens a part needs none.
    """

    action: str
    by: Performer
    on: str  # the legal day of the act, ISO, possibly partial in historical records ("2025-04")
    facts: Mapping[str, Any] = field(default_factory=dict)
    part: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened. `facts` is exactly what `evolve` merges into the state and what the ledger stores.

    `part`: the id of the part to which it happened, "" for the case itself.
    """

    type: str
    action: str
    on: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    part: str = ""

    def to_json(self) -> dict[str, Any]:
        """As the ledger stores it."""
        plain: dict[str, Any] = {"action": self.action, "on": self.on, "facts": dict(self.facts)}
        return {**plain, "part": self.part} if self.part else plain


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not: one sentence, and the article where law refuses. `unknown` marks a guard on an unknown fact."""

    code: str
    message: str
    article: str | None = None
    fields: tuple[str, ...] = ()
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class CaseState:
    """All that the law needs to know of a case. JSON in, JSON out (`to_json`, `from_json`).

    `parts`: what runs inside the case with a procedure of its own (a seizure, a hearing …), by id; a part has no parts.
    """

    procedure: str = "ordinary"
    stage: str = "none"
    facts: Mapping[str, Any] = field(default_factory=dict)
    done: Mapping[str, str] = field(default_factory=dict)  # action -> day it was last done
    clocks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # term id -> {start, due, stopped, pauses …}
    parts: Mapping[str, CaseState] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The state as plain JSON data."""
        plain: dict[str, Any] = {
            "procedure": self.procedure,
            "stage": self.stage,
            "facts": dict(self.facts),
            "done": dict(self.done),
            "clocks": {k: dict(v) for k, v in self.clocks.items()},
        }
        return {**plain, "parts": {k: part.to_json() for k, part in self.parts.items()}} if self.parts else plain

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CaseState:
        """The inverse of `to_json`."""
        parts = {key: cls.from_json(part) for key, part in data.get("parts", {}).items()}
        return cls(data["procedure"], data["stage"], data["facts"], data["done"], data["clocks"], parts)


Outcome = tuple[Event, ...] | Refusal
__all__ = [
    "CaseState",
    "Command",
    "Event",
    "OfficerFact",
    "Outcome",
    "Performer",
    "Refusal",
    "datetime",
]
