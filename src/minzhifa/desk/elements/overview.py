"""What the entry page tells of each element, and the record of its imports and exports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from minzhifa import rules
from minzhifa.access import Actor
from minzhifa.access.rls import acting
from minzhifa.catalog.queries import many as catalogue
from minzhifa.desk.elements.engine import stream_of
from minzhifa.desk.elements.kinds import ELEMENTS
from minzhifa.desk.elements.shapes import Element
from minzhifa.ledger.queries import recent
from minzhifa.ledger.types import LedgerRow
from minzhifa.org import queries as org
from minzhifa.org.queries import many as bodies
from minzhifa.subjects.queries import many as subjects

_CATALOGUE = {"document": "template"}


@dataclass(frozen=True, slots=True)
class Card:
    """One element on the entry page."""

    element: Element
    count: int
    waiting: int
    changed: datetime | None
    may: Sequence[str]  # in words


def cards(actor: Actor, on: date) -> list[Card]:
    """The eight (about 25 statements)."""
    held = catalogue.counts(on)
    others = {
        **bodies.counts(actor, on),
        "subject": subjects.count(actor),
        "procedure": len(rules.current().procedures),
    }
    found = []
    for kind, element in ELEMENTS.items():
        count, waiting, changed = held.get(_CATALOGUE.get(kind, kind), (others.get(kind, 0), 0, None))
        last = record(actor, element, limit=1)
        times = [at for at in (changed, last[0].at if last else None) if at is not None]
        found.append(Card(element, count, waiting, max(times, default=None), _may(actor, element)))
    return found


def _may(actor: Actor, element: Element) -> list[str]:
    able = ["查看"]
    if element.may_export(actor):
        able.append("导出")
    if element.load is not None and element.may_import(actor):
        able.append("导入，提出新版本" if element.proposes else "导入、登记")
    return able


def record(actor: Actor, element: Element, limit: int = 20) -> list[LedgerRow]:
    """Imports and recorded exports, newest first."""
    with acting(actor):
        return recent(stream_of(element), limit=limit)


def code_lists(element: Element) -> dict[str, dict[str, str]]:
    """The registry's codes, for elements that name fields."""
    names = {column.name: column.label for column in element.columns}
    label = names.get("field_code") or names.get("fields")
    return {label: {card.code: card.name for card in org.fields()}} if label else {}
