"""Which case is registered on which day, by whom, and which serials and numbers it draws. Cheap and in order."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from minzhifa.access.errors import Refused
from minzhifa.cases._ranges import fine_range
from minzhifa.cases.demo import marks, roads
from minzhifa.cases.demo.drive import DemoSources, drive, in_force
from minzhifa.cases.demo.stock import FIELDS, Stock
from minzhifa.cases.demo.template import Template, compile_case
from minzhifa.catalog.queries import MatterCard, matter_versions, matters
from minzhifa.law.rulebook import Rules

SPAN = 1100  # days over which the cases were registered, up to today
CHUNK = 2500
REVIEWED = frozenset({"01", "02"})  # their rules ask for a review of every case
PANELS = frozenset({"04", "07", "08"})  # their rules ask for a panel where others do not
KINDS = (("legal_person", 62), ("sole_trader", 24), ("natural_person", 14))
PACES = (0.6, 0.8, 1.0, 1.0, 1.3, 1.8)

Serials = dict[str, int]
Numbers = dict[tuple[int, str, int], int]


@dataclass(frozen=True, slots=True)
class Copy:
    """One case to be: template, place of the remit, luck, serial of its code, numbers of its documents."""

    template: int
    remit: int
    luck: int
    serial: int
    numbers: tuple[int, ...]


@dataclass(slots=True)
class Chunk:
    """What is written in one transaction. `serials`, `numbers`: counter → (before, after)."""

    index: int
    templates: list[Template] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    serials: dict[str, tuple[int, int]] = field(default_factory=dict)
    numbers: dict[tuple[int, str, int], tuple[int, int]] = field(default_factory=dict)


def shape(cases: int, today: date, rules: Rules) -> list[list[tuple[date, int]]]:
    """Chunks of (working day, cases): the same for the same number of cases and the same day."""
    first = today - timedelta(days=SPAN)
    days = [d for n in range(SPAN + 1) if rules.calendar.is_working_day(d := first + timedelta(days=n))]
    if len(days) * 2 > cases:  # a small province: fewer days, each with a few cases
        wanted = max(1, cases // 2)
        days = [days[n * (len(days) - 1) // max(1, wanted - 1)] for n in range(wanted)] if wanted > 1 else days[-1:]
    chunks: list[list[tuple[date, int]]] = [[]]
    for n, day in enumerate(days):
        count = cases * (n + 1) // len(days) - cases * n // len(days)
        if sum(c for _, c in chunks[-1]) + count > CHUNK and chunks[-1]:
            chunks.append([])
        chunks[-1].append((day, count))
    return chunks


class Planner:
    """Makes chunks in order; keeps the counters."""

    def __init__(
        self, stock: Stock, *, seed: int, today: date, rules: Rules, serials: Serials, numbers: Numbers
    ) -> None:  # fmt: skip
        self._stock, self._seed, self._today = stock, seed, today
        self._serials, self._numbers = serials, numbers
        self._cards = _matters()
        self._sources = DemoSources({v[0].code: v for versions in self._cards.values() for v in versions}, rules)
        self._compiler = marks.Compiler()

    def chunk(self, index: int, days: list[tuple[date, int]]) -> Chunk:
        """The chunk's templates and copies."""
        dice = random.Random(f"{self._seed}:{index}")  # noqa: S311 -- reproducible, no secret
        made = Chunk(index)
        for day, count in days:
            first = len(made.templates)
            several = min(count, max(2, min(8, count // 30)))
            made.templates += [self._template(dice, day) for _ in range(several)]
            for _ in range(count):
                self._copy(made, dice, first + dice.randrange(several))
        return made

    def _template(self, dice: random.Random, day: date) -> Template:
        codes = [c for c in FIELDS if c in self._stock.fields and c in self._cards]
        while True:
            code = dice.choices(codes, [FIELDS[c] for c in codes])[0]
            versions = dice.choice(self._cards[code])
            card = in_force(versions, day)
            if card is None:
                continue
            kind = dice.choices([k for k, _ in KINDS], [w for _, w in KINDS])[0]
            name = dice.choices(list(roads.ROADS), list(roads.ROADS.values()))[0]
            domain = self._stock.fields[code].domain
            due = self._sources.rules.value("endorsement", domain, self._today).value
            plan = roads.Plan(card, name, kind, _amount(card, dice), dice.choice(PACES), dice, code in PANELS,
                              code in REVIEWED or dice.random() < 0.2,  # noqa: PLR2004 -- some ask for one freely
                              isinstance(due, tuple) and "conclusion" in due)  # fmt: skip
            try:
                driven = drive(
                    plan, field_code=code, domain=domain, start=day, today=self._today, sources=self._sources
                )
            except Refused:  # this matter cannot be decided without facts that a demo has not got
                continue
            return compile_case(driven, day, kind, self._compiler)

    def _copy(self, made: Chunk, dice: random.Random, place: int) -> None:
        template = made.templates[place]
        at = self._stock.remit(dice, template.field_code)
        remit = self._stock.fields[template.field_code].remits[at]
        city = self._stock.card(remit.agency_id, template.opened).city_code
        serial = _next(self._serials, made.serials, f"{city}-{template.field_code}-{template.opened.year:04d}")
        numbers = tuple(
            _next(
                self._numbers,
                made.numbers,
                (self._stock.card(remit.agency_id, n.on).number_agency_id, n.series, n.on.year),
            )
            for n in template.numbers
        )
        made.copies.append(Copy(place, at, dice.getrandbits(96), serial, numbers))


def _next(counters: dict[Any, int], touched: dict[Any, tuple[int, int]], key: Any) -> int:
    """The next number of a counter; `touched` keeps where the chunk found it and where it leaves it."""
    now = counters.get(key, 0) + 1
    counters[key] = now
    touched[key] = (touched[key][0] if key in touched else now - 1, now)
    return now


def _amount(card: MatterCard, dice: random.Random) -> str | None:
    """A fine in the lower part of the range, None where the text gives no single range in yuan."""
    found = fine_range(card.ranges)
    if not found or found["unit"] != "yuan":
        return None
    low, high = float(found["min"] or 0), float(found["max"])
    amount = low + (high - low) * dice.choice((0.1, 0.15, 0.2, 0.25))
    return f"{max(low, round(amount, -2) or 50.0):.2f}"


def _matters() -> Mapping[str, list[list[MatterCard]]]:
    """Every penalty matter in all its versions, by field."""
    found: dict[str, list[list[MatterCard]]] = {}
    for row in matters(kind="penalty", limit=1000):
        found.setdefault(row.field_code, []).append(matter_versions(row.code))
    return found


__all__ = ["Chunk", "Copy", "Planner", "shape"]
