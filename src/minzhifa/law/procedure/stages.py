"""Where a case, or a part of one, stands: each procedure declares its own stages and the stations of its stage bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from minzhifa.law.errors import BadInput

NONE = "none"
_STAGE_KEYS = {
    "id",
    "label",
    "bar",
    "end",
    "finished",
    "drops",
    "remembers",
    "bad",
    "lapses",
    "lapsed",
    "owed",
    "owed_by",
}
_BAR_KEYS = {"label", "days"}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. `bar`: the station of the stage bar under which it stands."""

    id: str
    label: str
    bar: str
    end: bool = False  # nothing may change any more
    finished: bool = False  # no longer work: its terms are not due, its people are free
    drops: bool = False  # what still waits for approval falls when the case comes here
    bad: bool = False  # an end without the result that was sought (declined, withdrawn)
    remembers: bool = False  # "@resume" leads from here back to where it came from
    lapses: str = ""  # the term that ends it without anybody's act
    lapsed: str = ""  # what it is then called
    owed: str = ""  # what is still to be done then, or at once where no term is named
    owed_by: str = ""  # the act that does it


@dataclass(frozen=True, slots=True)
class Station:
    """One heading of the stage bar. `days`: the acts whose day stands under it, the first that was done."""

    label: str
    days: tuple[str, ...] = ()


def load_stages(table: Mapping[str, Any]) -> tuple[dict[str, Stage], tuple[Station, ...]]:
    """Stages by id and the stations in order. Raises `BadInput` for an unknown column, a second stage of one name …"""
    stations: dict[str, Station] = {}
    for raw in table["bar"]:
        _known(raw, _BAR_KEYS, "环节条")
        stations[raw["label"]] = Station(raw["label"], tuple(raw.get("days", ())))
    stages: dict[str, Stage] = {}
    for raw in table["stage"]:
        _known(raw, _STAGE_KEYS, f"环节“{raw.get('id')}”")
        if raw["id"] in stages:
            raise BadInput(f"环节“{raw['id']}”写了两次。")
        if raw["bar"] not in stations:
            raise BadInput(f"环节“{raw['id']}”所在的“{raw['bar']}”不在环节条中。")
        stages[raw["id"]] = Stage(**raw)
    if NONE not in stages:
        raise BadInput(f"程序表缺少起始环节“{NONE}”。")
    return stages, tuple(stations.values())


def _known(raw: Mapping[str, Any], keys: set[str], what: str) -> None:
    if unknown := sorted(set(raw) - keys):
        raise BadInput(f"{what}有不认识的列：{'、'.join(unknown)}。")


def labels(stages: Sequence[Stage]) -> str:
    """The stages as a sentence names them."""
    return "、".join(f"“{stage.label}”" for stage in stages)
