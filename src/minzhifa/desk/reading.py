"""How a statute's flat rows become articles with paragraphs and items, and a table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from minzhifa.catalog.rows import ProvisionRow

ARTICLE = 1
ITEM = 3


@dataclass(slots=True)
class Article:
    """One article: its row, its parts in reading order, and the chapter heading that begins before it."""

    row: ProvisionRow
    parts: list[ProvisionRow] = field(default_factory=list)
    chapter: str = ""

    @property
    def lines(self) -> list[ProvisionRow]:
        """What is printed: the parts, or the article itself when it has none."""
        return self.parts or [self.row]


@dataclass(frozen=True, slots=True)
class Laid:
    """A statute ready to print."""

    articles: Sequence[Article]
    chapters: Sequence[tuple[str, str]]  # (heading, anchor of its first article)


def lay_out(rows: Sequence[ProvisionRow]) -> Laid:
    """Group rows by article; a chapter begins where the heading changes."""
    articles: list[Article] = []
    chapters: list[tuple[str, str]] = []
    for row in rows:
        if row.level != ARTICLE:
            if articles:
                articles[-1].parts.append(row)
            continue
        begins = row.heading if row.heading and (not chapters or chapters[-1][0] != row.heading) else ""
        if begins:
            chapters.append((row.heading, f"a{row.path}"))
        articles.append(Article(row, chapter=begins))
    return Laid(articles, chapters)
