"""Official text → articles 条 → paragraphs 款 → items 项 → sub-items 目. Pure: text in, frozen values out.

Article heads may be indented or separated by any blank, carry 之一, and use 〇 or 零. A line that is no head, no
heading of a chapter and no item is a paragraph of its own; an item belongs to the paragraph before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from minzhifa.catalog.numerals import NUMERAL, parse_numeral

_ARTICLE = re.compile(rf"^第({NUMERAL})条(?:之({NUMERAL}))?(?:\s+(.*))?$")
_HEADING = re.compile(rf"^第{NUMERAL}(编|分编|章|节)(?=\s|$)")
_ITEM = re.compile(rf"^[（(]({NUMERAL})[)）]\s*(.*)$")
_SUB_ITEM = re.compile(r"^(?:([0-9０-９]+)[．.、]|[（(]([0-9０-９]+)[)）])\s*(.*)$")
_RANKS = {"编": 0, "分编": 1, "章": 2, "节": 3}


@dataclass(slots=True)
class Item:
    """项, with its 目 if it has any."""

    number: int
    text: str
    sub_items: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Paragraph:
    """款: a natural paragraph and the items that follow it."""

    text: str
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Article:
    """条 under its headings (编 · 分编 · 章 · 节)."""

    number: int
    suffix: int
    headings: tuple[str, ...]
    paragraphs: list[Paragraph] = field(default_factory=list)


def _lines(text: str) -> Iterator[str]:
    for raw in text.splitlines():
        line = raw.replace("\ufeff", "").strip().lstrip("#").strip()
        if line:
            yield line


def _fold_into_item(article: Article, number: int) -> None:
    """Paragraphs between items n-1 and n of one list belong to item n-1 (as in definitions), not to the 款."""
    for index in range(len(article.paragraphs) - 1, -1, -1):
        items = article.paragraphs[index].items
        if items and items[-1].number == number - 1:
            for paragraph in article.paragraphs[index + 1 :]:
                items[-1].text += "\n" + paragraph.text
            del article.paragraphs[index + 1 :]
            return
        if items:
            return


def _add_line(article: Article, line: str) -> None:
    item = _ITEM.match(line)
    last = article.paragraphs[-1] if article.paragraphs else None
    if item and last is not None:
        number = parse_numeral(item[1])
        _fold_into_item(article, number)
        article.paragraphs[-1].items.append(Item(number, item[2]))
        return
    sub = _SUB_ITEM.match(line)
    if sub and last is not None and last.items:
        last.items[-1].sub_items.append((int(sub[1] or sub[2]), sub[3]))
        return
    article.paragraphs.append(Paragraph(line))


def parse_articles(text: str) -> list[Article]:
    """Every article of one file, in order. The text before the first article (title, history, contents) is left out."""
    articles: list[Article] = []
    headings: dict[int, str] = {}
    for line in _lines(text):
        if head := _HEADING.match(line):
            rank = _RANKS[head[1]]
            headings = {r: h for r, h in headings.items() if r < rank} | {rank: re.sub(r"\s+", " ", line)}
        elif match := _ARTICLE.match(line):
            suffix = parse_numeral(match[2]) if match[2] else 0
            trail = tuple(headings[r] for r in sorted(headings))
            articles.append(Article(parse_numeral(match[1]), suffix, trail))
            if match[3]:
                _add_line(articles[-1], match[3])
        elif articles:
            _add_line(articles[-1], line)
    return articles


def preamble(text: str) -> list[str]:
    """The lines before the first article or heading: title and history of the text."""
    out: list[str] = []
    for line in _lines(text):
        if _ARTICLE.match(line) or _HEADING.match(line):
            break
        out.append(line)
    return out


def breaks(articles: Iterable[Article], *, first: int = 1) -> list[str]:
    """Where the numbering is broken: one sentence for each article that is not the successor of the one before."""
    found: list[str] = []
    number, suffix = first - 1, 0
    for article in articles:
        if (article.number, article.suffix) not in ((number + 1, 0), (number, suffix + 1)):
            found.append(f"第{number}条（之{suffix}）之后是第{article.number}条（之{article.suffix}）")
        number, suffix = article.number, article.suffix
    return found


def item_breaks(articles: Iterable[Article]) -> list[str]:
    """Articles in which the items of a paragraph do not run 1, 2, 3 …"""
    return [
        f"第{a.number}条第{p}款"
        for a in articles
        for p, paragraph in enumerate(a.paragraphs, 1)
        if [i.number for i in paragraph.items] != list(range(1, len(paragraph.items) + 1))
    ]
