"""Regions and fields as the data files give them, with the former names of places."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from minzhifa.org.recipe.rows import Span, day

PROVINCE = "350000"


@dataclass(frozen=True, slots=True)
class Place:
    """One division code with its full name and what it was called before."""

    code: str
    name: str
    full_name: str
    parent: str | None
    level: str
    kind: str
    city: str
    city_level_powers: bool
    valid_from: date | None
    valid_to: date | None
    successor: str | None
    mark: str
    note: str

    @property
    def is_division(self) -> bool:
        """类乡级 rows are statistical units, no divisions."""
        return self.kind != "类乡级"

    @property
    def short(self) -> str:
        """安溪, 鼓楼: the name without 县, 区, 市, 街道, 镇, 乡."""
        for ending in ("街道", "民族乡", "回族乡", "畲族乡", "县", "区", "市", "镇", "乡"):
            if self.name.endswith(ending) and len(self.name) > len(ending) + 1:
                return self.name.removesuffix(ending)
        return self.name


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of the registry."""

    id: int
    code: str
    slug: str
    name: str
    domain: str
    aliases: tuple[str, ...]


def read_fields(data: Path) -> list[FieldRow]:
    """The registry of fields from `fields.csv`."""
    with (data / "fields.csv").open(encoding="utf-8", newline="") as file:
        return [
            FieldRow(
                int(r["id"]), r["code"], r["slug"], r["name"], r["domain"], tuple(filter(None, r["aliases"].split("|")))
            )
            for r in csv.DictReader(file)
        ]


def _full_name(code: str, rows: dict[str, dict[str, str]]) -> str:
    """As agencies bear it: 福州市鼓楼区, 闽侯县, 福清市, 福州市鼓楼区温泉街道."""
    row = rows[code]
    if row["level"] == "township":
        return _full_name(row["parent_code"], rows) + row["name"]
    return rows[row["parent_code"]]["name"] + row["name"] if row["kind"] == "区" else row["name"]


def read_places(data: Path) -> dict[str, Place]:
    """All division codes, present and retired, from `regions.csv`."""
    with (data / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = {r["code"]: r for r in csv.DictReader(file)}
    places: dict[str, Place] = {}
    for code, r in rows.items():
        city = code[:4] + "00" if code != PROVINCE else code
        if r["city_level_powers"] or (code[:6] in rows and rows[code[:6]]["city_level_powers"]):
            city = code[:6]
        places[code] = Place(
            code, r["name"], _full_name(code, rows), r["parent_code"] or None, r["level"], r["kind"], city,
            r["city_level_powers"] == "1", day(r["valid_from"]), day(r["valid_to"]), r["successor_code"] or None,
            r["mark"], r["note"],
        )  # fmt: skip
    return places


def former_names(places: dict[str, Place]) -> dict[str, list[Span]]:
    """For each county-level code: the full names it had, oldest first (龙海市, then 漳州市龙海区).

    Where several places were merged into one, the one of the same name goes before it.
    """
    found: dict[str, list[Span]] = {}
    for place in places.values():
        if place.level != "county" or place.valid_to:
            continue
        old = [p for p in places.values() if p.successor == place.code and p.short == place.short]
        spans = [Span(p.full_name, None, p.valid_to) for p in old if p.full_name != place.full_name]
        found[place.code] = [*spans, Span(place.full_name, spans[-1].end if spans else None, None)]
    return found
