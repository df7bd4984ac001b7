"""Which articles a case rests on, as keys for the index: "广告法#9", so that a change of the law finds its cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from minzhifa.catalog.citations import parse_citation

MOST = 60


def cited(facts: Mapping[str, Any]) -> list[str]:
    """The articles of `violated` and `basis`, each once, in order; what cannot be read is left out."""
    texts = [text for key in ("violated", "basis") for text in facts.get(key) or () if isinstance(text, str)]
    return list(dict.fromkeys(key for text in texts for key in _keys(text)))[:MOST]


def key(statute: str, article: str) -> str:
    """The key of an article: "23", or "23-1" for 第二十三条之一."""
    return f"{statute}#{article}"


@lru_cache(maxsize=4096)
def _keys(text: str) -> Iterable[str]:
    try:
        found = parse_citation(text)
    except ValueError:
        return ()
    return tuple(key(found.title, f"{p.article}-{p.suffix}" if p.suffix else str(p.article)) for p in found.places)
