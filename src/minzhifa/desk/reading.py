"""How a statute's flat rows become articles with paragraphs and items, and a table of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from minzhifa.catalog.rows import ProvisionRow

_ARTICLE = re.compile(r"第[^第]+条(?:之[一二三四五六七八九十]+)?")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its number in words, the lines that are printed, and the heading that begins before it."""

    key: str
    label: str
    lines: Sequence[ProvisionRow]
    chapter: str = ""


@dataclass(slots=True)
class Laid:
    """A statute ready to print."""

    articles: list[Article] = field(default_factory=list)
    chapters: list[tuple[str, str]] = field(default_factory=list)  # (heading, key of its first article)


def _article_of(row: ProvisionRow) -> str:
    return row.path.split(".")[0]


def lay_out(rows: Sequence[ProvisionRow]) -> Laid:
    """Group rows by article; a chapter begins where the heading changes."""
    laid = Laid()
    for key, group in groupby(rows, _article_of):
        lines = list(group)
        heading = lines[0].heading
        begins = heading if heading and (not laid.chapters or laid.chapters[-1][0] != heading) else ""
        if begins:
            laid.chapters.append((heading, key))
        found = _ARTICLE.search(lines[0].citation.partition("》")[2])
        laid.articles.append(Article(key, found.group() if found else key, lines, begins))
    return laid
