"""Cases in the global search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from minzhifa.access import Actor
from minzhifa.cases.queries import search_cases
from minzhifa.desk.addresses import address
from minzhifa.desk.search import HITS_PER_KIND, Provider, register
from minzhifa.desk.shapes import Hit

SHORTEST = 2


def find_cases(actor: Actor, word: str, on: date) -> Sequence[Hit]:
    """By code, cause, party."""
    if len(word) < SHORTEST:
        return []
    rows = search_cases(actor, word, limit=HITS_PER_KIND).rows
    return [
        Hit(row.cause or row.code, address("desk:case_page", row.code), f"{row.code} · {row.party_name}")
        for row in rows
    ]


def register_cases() -> None:
    """Called once by the app's `ready`."""
    register("cases", Provider("案件", "briefcase", find_cases, 10, "desk:case_list"))
