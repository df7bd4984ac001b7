"""Every kind of page there is, found by following links as people of several roles do; nothing is listed by hand."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

FACES = ("desk", "portal")
HREF = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)"', re.S)
SPLIT = {"desk:case_tab": "tab", "desk:case_act": "action", "desk:case_part_act": "action", "desk:element_page": "kind"}
"""Views whose one argument decides what is drawn: each of its values is a kind of page of its own."""


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a kind: who may open it, and where."""

    kind: str
    view: str
    who: str
    url: str


def view_names() -> set[str]:
    """The names of all paths of the faces."""
    return set(_names(get_resolver(), ""))


def _names(resolver: URLResolver, space: str) -> Iterator[str]:
    inside = f"{resolver.namespace}" if getattr(resolver, "namespace", None) else space
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _names(one, inside)
        elif isinstance(one, URLPattern) and one.name and inside in FACES:
            yield f"{inside}:{one.name}"


def kind_of(url: str) -> tuple[str, str] | None:
    """(kind, view name) of an address; None when it is no page of ours."""
    try:
        match = resolve(urlsplit(url).path)
    except Resolver404:
        return None
    if not match.view_name.startswith(FACES):
        return None
    part = match.kwargs.get(SPLIT.get(match.view_name, ""), "")
    return (f"{match.view_name}[{part}]" if part else match.view_name), match.view_name


def follow(request: Any, who: str, known: dict[str, Found], deep: int, aside: frozenset[str]) -> None:
    """Read pages breadth first from the workbench as `who`, `deep` of a kind; new kinds go to `known`.

    Addresses of the views `aside` are no pages and are not asked for.
    """
    waiting, seen, read = deque(["/"]), {"/"}, dict[str, int]()
    while waiting:
        url = waiting.popleft()
        kind, view = kind_of(url) or ("", "")
        if not kind or view in aside or read.get(kind, 0) >= deep:
            continue
        read[kind] = read.get(kind, 0) + 1
        answer = request.get(url)
        text = answer.text() if answer.ok and "text/html" in answer.headers.get("content-type", "") else ""
        if "<h1" in text:
            known.setdefault(kind, Found(kind, view, who, url))
        links = {link.replace("&amp;", "&") for link in HREF.findall(text)}
        fresh = sorted(link for link in links - seen if link.startswith("/"))
        seen.update(fresh)
        waiting.extend(fresh)
