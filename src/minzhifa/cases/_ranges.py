"""The statutory range of a case: which of its matter's ranges applies, and the amount that a multiple is of.

The bounds are the law's and never taken from a client; the choice among several ranges and the base (货值金额、违法所得
…) are facts of the case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from minzhifa.cases.errors import BadFacts
from minzhifa.catalog.queries import MatterCard, Range
from minzhifa.law.discretion import FINE, RANGE_ARTICLE, kind_of

READABLE = ("fixed", "multiple")


def readable(one: Range) -> bool:
    """Whether the text gives figures."""
    return one.kind in READABLE and one.maximum is not None


def base_of(one: Range) -> str | None:
    """What the bounds are multiples of, in words; None for bounds in yuan."""
    if one.per:
        return f"数量（{one.per}）"
    return (one.base or "计算罚款的基数") if one.kind == "multiple" else None


def fine_range(ranges: Sequence[Range]) -> dict[str, Any] | None:
    """The only range with figures in the form of `facts.range`; None when there is none, or there are several."""
    place = _only(ranges)
    return None if place is None else _facts(ranges[place - 1])


def _only(ranges: Sequence[Range]) -> int | None:
    places = [place for place, one in enumerate(ranges, 1) if readable(one)]
    return places[0] if len(places) == 1 else None


def _facts(one: Range) -> dict[str, Any]:
    if not readable(one):
        return {"text": one.text, "unit": "yuan"}
    base = base_of(one)
    return {
        "text": one.text,
        "unit": "multiple" if base else "yuan",
        "base": base,
        "min": None if one.minimum is None else f"{one.minimum:f}",
        "max": f"{one.maximum:f}",
    }


def settled(card: MatterCard, given: Mapping[str, Any] | None, penalties: Any) -> dict[str, Any] | None:
    """`facts.range` by the matter: the range chosen, else the only one; None when nothing was chosen and need not be.

    Raises `BadFacts` for a choice that the matter does not offer, and for a fine whose range was not chosen.
    """
    said = dict(given or {})
    if not card.ranges:
        return said or None
    choice = _choice(card, said)
    if choice is None:
        if not any(kind_of(one) == FINE for one in penalties or ()):
            return None
        why = "本事项有几种处罚幅度，没有选择适用哪一种。"
        raise BadFacts(why, "range.choice", article=RANGE_ARTICLE)
    named = {"choice": str(choice), "citation": "；".join(c.text for c in card.basis)}
    found = {**named, **_facts(card.ranges[choice - 1])}
    own = ("base_amount",) if readable(card.ranges[choice - 1]) else ("min", "max")
    return {**found, **{key: said[key] for key in own if said.get(key) not in (None, "")}}


def _choice(card: MatterCard, said: Mapping[str, Any]) -> int | None:
    if (chosen := said.get("choice")) not in (None, ""):
        if str(chosen).isdecimal() and 1 <= int(str(chosen)[:4]) <= len(card.ranges):
            return int(str(chosen)[:4])
        raise BadFacts("所选的处罚幅度不是本事项的幅度。", "range.choice", article=RANGE_ARTICLE)
    named = [place for place, one in enumerate(card.ranges, 1) if _same(one, said)]
    if len(named) == 1:
        return named[0]
    return 1 if len(card.ranges) == 1 else _only(card.ranges)


def _same(one: Range, said: Mapping[str, Any]) -> bool:
    """Whether somebody meant this range by its words or its figures."""
    if said.get("text"):
        return bool(said["text"] == one.text)
    return readable(one) and _number(said.get("max")) == one.maximum and _number(said.get("min")) == one.minimum


def _number(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
