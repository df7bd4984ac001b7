"""The stories: what happened, to whom, and how far the case has come. Content is data, in `stories/*.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from pathlib import Path
from typing import Any

from stdnum.cn import ric, uscc

FOLDER = Path(__file__).parent / "stories"


@dataclass(frozen=True, slots=True)
class Step:
    """One act: how many working days before today, by whom when it is not the usual person, on which part."""

    action: str
    back: int
    who: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One case. `people`: prefix of the demo accounts; `host`: which of the two officers leads it."""

    key: str
    people: str
    field: str
    matter: str
    source: str
    summary: str
    cause: str
    party: Mapping[str, Any]
    steps: tuple[Step, ...]
    occurred: int
    host: int = 1
    place: str = ""
    found: str = ""
    nature: str = "当事人的行为事实清楚，证据确实充分，应当依法给予行政处罚"
    review: str = "case"
    evidence: tuple[Mapping[str, Any], ...] = ()
    gap: tuple[str, ...] = ()
    penalties: tuple[Mapping[str, Any], ...] = ()
    range: Mapping[str, Any] | None = None
    discretion: Mapping[str, Any] = made(default_factory=dict)
    significance: Mapping[str, bool] = made(default_factory=dict)
    statements: tuple[Mapping[str, Any], ...] = ()
    dialogue: tuple[Mapping[str, str], ...] = ()
    facts: Mapping[str, Mapping[str, Any]] = made(default_factory=dict)
    papers: Mapping[str, Mapping[str, Any]] = made(default_factory=dict)


def _steps(lines: str) -> tuple[Step, ...]:
    found = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        action, back, *who = line.split()
        action, _, part = action.partition("@")  # record_recheck@rectification-1
        found.append(Step(action, int(back), who[0] if who else "", part))
    return tuple(found)


def _party(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The party with the check digits that belong to its numbers (data holds the bodies only)."""
    party = dict(raw)
    if body := party.get("uscc"):
        party["uscc"] = body + uscc.calc_check_digit(body)
    if body := party.get("id_number"):
        party["id_number"] = body + ric.calc_check_digit(body + "0")
    return party


def stories() -> list[Story]:
    """All stories, in the order of the files. Raises TypeError when a file names something that no story has."""
    found: list[Story] = []
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        for raw in data["case"]:
            whole = {**data.get("common", {}), **raw}
            for name in ("evidence", "gap", "penalties", "statements", "dialogue"):
                whole[name] = tuple(whole.get(name, ()))
            whole["steps"], whole["party"] = _steps(whole["steps"]), _party(whole["party"])
            found.append(Story(**whole))
    return found
