"""The recipe: systems × levels × patterns, then exceptions and extras (data/agencies.toml)."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from minzhifa.org.recipe import demo_card
from minzhifa.org.recipe.places import PROVINCE, Place, former_names, read_places
from minzhifa.org.recipe.rows import AgencyPlan, Plan, Span, Standing, Word, day

# 行政复议法 (2023 revision) 24: from this day the government of the same level reconsiders.
RECONSIDERATION_CHANGED = date(2024, 1, 1)
EARLIEST, LATEST = date.min, date.max


class _Builder:
    """Holds the parsed files while the plan grows."""

    def __init__(self, data: Path) -> None:
        self.recipe: dict[str, Any] = tomllib.loads((data / "agencies.toml").read_text("utf-8"))
        with (data / "agencies_abbreviations.csv").open(encoding="utf-8", newline="") as file:
            self.abbreviations = {r["region_code"]: r["abbreviation"] for r in csv.DictReader(file)}
        self.places = read_places(data)
        self.former = former_names(self.places)
        self.exceptions = {e["slug"]: e for e in self.recipe["exception"]}
        self.plan = Plan()

    # -- names -----------------------------------------------------------------------------------------------------

    def place_names(self, place: Place) -> list[Span]:
        """What {place} reads, by day."""
        if zone := self.recipe["zone"].get(place.code):
            return [Span(zone, None, None)]
        return self.former.get(place.code) or [Span(place.full_name, None, None)]

    def spans(self, patterns: list[list[str]], place: Place, mark: str) -> tuple[Span, ...]:
        """Names by day: the patterns' intervals crossed with the place's own renames."""
        city = self.places[place.city].name if place.city in self.places else ""
        found: list[Span] = []
        for pattern, first, last in patterns:
            for named in self.place_names(place):
                start = max(day(first) or EARLIEST, named.start or EARLIEST)
                end = min(day(last) or LATEST, named.end or LATEST)
                if start < end:
                    text = pattern.format(place=named.text, city=city, short=place.short)
                    found.append(Span(text, _open(start), _open(end), mark))
        return _merged(found)

    def letters(self, pattern: str, place: Place) -> str:
        """A stem with the city's and county's letters filled in."""
        city = self.abbreviations.get(place.city, self.abbreviations.get(place.code[:4] + "00", ""))
        county = self.abbreviations.get(place.code[:6], "")
        return pattern.replace("{C}", city).replace("{c}", county)

    # -- one agency ------------------------------------------------------------------------------------------------

    def add(self, *, slug: str, system: str, level: str, place: Place, **more: Any) -> None:
        """Complete the row with demo values and remedies, and put it into the plan."""
        area = self.recipe["telephone"][place.code[:4]]
        more.setdefault("fields_from", None)
        more.setdefault("fields_source", "")
        full = self.place_names(place)[-1].text
        self.plan.agencies[slug] = AgencyPlan(
            slug=slug,
            system=system,
            level=level,
            region=place.code,
            uscc=demo_card.uscc(slug, place.code),
            address=demo_card.address(slug, full),
            phone=demo_card.phone(slug, area),
            payee_bank=f"演示银行{place.short}支行",
            payee_bank_address=demo_card.address(f"bank:{slug}", full),
            payee_account=demo_card.account(slug),
            remedies=self.remedies(level, place, more["superior"], more["standings"]),
            **more,
        )

    def remedies(
        self, level: str, place: Place, superior: str | None, standings: tuple[Standing, ...]
    ) -> tuple[tuple[str, str, date | None, date | None], ...]:
        """Who reconsiders and which court, by day: cut at 2024-01-01 and wherever the standing changes."""
        cuts = sorted({RECONSIDERATION_CHANGED, *(s.start for s in standings if s.start)})
        edges: list[date | None] = [None, *cuts, None]
        rows = []
        for start, end in pairwise(edges):
            at = start or EARLIEST
            standing = next((s for s in standings if (s.start or EARLIEST) <= at < (s.end or LATEST)), standings[-1])
            rows.append((*self.remedy(level, place, superior, standing, at), start, end))
        return tuple(rows)

    def remedy(self, level: str, place: Place, superior: str | None, standing: Standing, on: date) -> tuple[str, str]:
        """行政复议法 24: the same level's government; for a dispatched body in its own name also the local one."""
        acting_level = "city" if standing.kind == "dispatched" and standing.acts_as and level == "county" else level
        seat = self.places[PROVINCE if acting_level == "province" else place.city]
        government = f"{self.places[place.code].full_name}人民政府"
        if acting_level == "township":
            government = f"{self.places[place.code[:6]].full_name}人民政府"
        elif acting_level in ("province", "city"):
            zone = self.recipe["zone"].get(place.code)
            government = f"{zone}管理委员会" if zone and acting_level == "city" else f"{seat.full_name}人民政府"
        if level == "county" and standing.kind == "dispatched" and not standing.acts_as:
            city = f"{self.places[place.city].full_name}人民政府"
            government = f"{city}（也可以向{government}申请）"
        elif on < RECONSIDERATION_CHANGED and superior and acting_level not in ("province", "township"):
            parent = self.plan.agencies.get(superior)
            if parent and acting_level == level:
                upper = next((n.text for n in parent.names if (n.start or EARLIEST) <= on < (n.end or LATEST)), None)
                government = f"{government}或者{upper or parent.name}"
        court = self.recipe["court"].get(seat.code) if acting_level in ("province", "city") else None
        return government, court or f"{self.places[place.code[:6]].full_name}人民法院"

    # -- the grid --------------------------------------------------------------------------------------------------

    def system(self, recipe: dict[str, Any], place: Place, level: str) -> None:
        """One system's agency at one place, if its recipe has that level and place."""
        patterns = recipe.get("district" if place.kind == "区" and "district" in recipe else level)
        if patterns is None or ("only" in recipe and place.code not in recipe["only"] and not place.city_level_powers):
            return
        slug = f"{recipe['slug']}-{place.code}"
        wrong = self.exceptions.get(slug, {})
        mark = wrong.get("mark", "M")
        superior = {
            "province": None,
            "city": f"{recipe['slug']}-{PROVINCE}",
            "county": f"{recipe['slug']}-{place.city}",
        }
        above = superior[level]
        if above and above not in self.plan.agencies:  # 城市管理 has no provincial organ of its own: 住建厅 guides it
            above = next(
                (s for s in (f"housing-{PROVINCE}", f"justice-{PROVINCE}") if recipe["slug"] in ("urban", s[:7])), None
            )
        self.add(
            slug=slug,
            system=recipe["slug"],
            level=level,
            place=place,
            superior=above,
            names=self.spans(wrong.get("names", patterns), place, mark),
            standings=self.standings(recipe, level, place),
            words=self.words(recipe, level, place),
            fields=tuple(recipe.get(f"{level}_fields", recipe["fields"])),
            mark=mark,
        )

    def standings(self, recipe: dict[str, Any], level: str, place: Place) -> tuple[Standing, ...]:
        """By day; an organ of its own unless the recipe says otherwise."""
        rows = recipe.get(f"{level}_standing", [[recipe.get("kind", "administrative"), "", "", ""]])
        principal = f"{recipe['slug']}-{place.city}"
        return tuple(Standing(k, principal if a else None, day(first), day(last)) for k, a, first, last in rows)

    def words(self, recipe: dict[str, Any], level: str, place: Place) -> tuple[Word, ...]:
        """Stems by day."""
        default = {"province": "闽{word}", "city": "{C}{word}", "county": "{C}{c}{word}"}[level]
        pattern = recipe.get("stem", {}).get(level, default).replace("{word}", recipe["word"])
        if place.city_level_powers:  # 平潭 is written with its own letter, 岚
            pattern = pattern.replace("{C}", "{c}")
        rows = recipe.get(f"{level}_stem", [[pattern, "", ""]])
        mark = recipe.get("stem_mark", "M")
        return tuple(Word("", Span(self.letters(p, place), day(a), day(b), mark)) for p, a, b in rows)

    def township(self, place: Place) -> None:
        """镇、乡人民政府 and 街道办事处, with the fields that may be conferred on them."""
        recipe = self.recipe["township"]
        county = self.places[place.code[:6]]
        pattern = recipe["street" if place.kind == "街道" else "government"].replace("{name}", place.name)
        named = self.former.get(county.code) or [Span(county.full_name, None, None)]
        names = tuple(Span(pattern.format(place=n.text), n.start, n.end) for n in named)
        stem = self.letters("{C}{c}", place) + place.short
        self.add(
            slug=f"township-{place.code}",
            system="township",
            level="township",
            place=place,
            superior=None,
            names=names,
            standings=(Standing("township", None, None, None),),
            words=(Word("", Span(stem, None, None)),),
            fields=tuple(recipe["fields"]),
            fields_from=day(recipe["fields_from"]),
            fields_source=recipe["source"],
            mark="M",
        )

    def outside_grid(self, row: dict[str, Any]) -> None:
        """A body outside the grid."""
        place = self.places[row["region"]]
        words = [Word("", Span(row["stem"], None, None, row["mark"]))]
        words += [Word(kind, Span(word, None, None, row["mark"])) for kind, word in row.get("words", {}).items()]
        self.add(
            slug=row["slug"],
            system=row["system"],
            level=row["level"],
            place=place,
            superior=row.get("under"),
            names=self.spans(row["names"], place, row["mark"]),
            standings=(Standing(row["kind"], row.get("acts_as"), None, None),),
            words=tuple(words),
            fields=tuple(row["fields"]),
            mark=row["mark"],
        )


def _open(value: date) -> date | None:
    return None if value in (EARLIEST, LATEST) else value


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Neighbours with one text become one."""
    found: list[Span] = []
    for span in spans:
        if found and found[-1].text == span.text and found[-1].end == span.start:
            span = Span(span.text, found.pop().start, span.end, span.mark)  # noqa: PLW2901 -- grows leftwards
        found.append(span)
    return tuple(found)


def build(data: Path) -> Plan:
    """Every agency of the province, superiors before subordinates. `data` is the folder of reference files."""
    builder = _Builder(data)
    recipe = builder.recipe
    for row in recipe["extra"]:
        if not row.get("under"):
            builder.outside_grid(row)
    present = [p for p in builder.places.values() if p.valid_to is None and p.is_division]
    left_out = tuple(recipe["no_agencies"]["regions"])
    served = [p for p in present if not p.code.startswith(left_out)]
    for level in ("province", "city", "county"):
        for place in served:
            if place.level == "township" or (("city" if place.city_level_powers else place.level) != level):
                continue
            for system in recipe["system"]:
                builder.system(system, place, level)
    for place in served:
        if place.level == "township":
            builder.township(place)
    for row in recipe["extra"]:
        if row.get("under"):
            builder.outside_grid(row)
    builder.plan.suffixes = [(s, k, v) for s, kinds in recipe["suffix"].items() for k, v in kinds.items()]
    return builder.plan
