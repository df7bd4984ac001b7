"""Global search: each kind of thing registers one provider; all answer the same word, each within the actor's scope."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from minzhifa.access import Actor
from minzhifa.desk.shapes import Hit, HitGroup

HITS_PER_KIND = 5
LONGEST_WORD = 60
Find = Callable[[Actor, str, date], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Provider:
    """One kind of hit. `more` is the view name of the full list, which takes `?q=`."""

    label: str
    icon: str
    find: Find
    order: int
    more: str = ""


_providers: dict[str, Provider] = {}


def register(key: str, provider: Provider) -> None:
    """Let a kind of thing take part in the search; a second registration under one key is a programming error."""
    if key in _providers:
        raise ValueError(f"search provider {key} is registered twice")
    _providers[key] = provider


def clean(word: str) -> str:
    """The word as searched: full-width forms folded, outer space gone, at most 60 characters."""
    return unicodedata.normalize("NFKC", word).replace("\x00", "").strip()[:LONGEST_WORD]


def search(actor: Actor, word: str, on: date, more_url: Callable[[str], str]) -> list[HitGroup]:
    """The groups that have hits, in their order (one query a provider)."""
    found = []
    for provider in sorted(_providers.values(), key=lambda p: p.order):
        hits = provider.find(actor, word, on)[:HITS_PER_KIND]
        if hits:
            found.append(
                HitGroup(provider.label, provider.icon, hits, more_url(provider.more) if provider.more else "")
            )
    return found
