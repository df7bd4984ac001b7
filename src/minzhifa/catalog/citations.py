"""Citations both ways: 《广告法》第二十三条第一款第（二）项 ⇄ statute title and place. Pure.

Real documents write 第(一)项, 第1项, 第二项, leave the book-title marks out, abbreviate the title, and cite several
places of one statute at once (第十六条、第二十三条); all of these are read, one form is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from minzhifa.catalog.numerals import NUMERAL, format_numeral, parse_numeral

_N = rf"(?:{NUMERAL}|[0-9]+)"
_PLACE = re.compile(
    rf"第\s*(?P<article>{_N})\s*条(?:之(?P<suffix>{_N}))?"
    rf"(?:\s*第\s*(?P<paragraph>{_N})\s*款)?"
    rf"(?:\s*第\s*[（(]?\s*(?P<item>{_N})\s*[)）]?\s*项)?"
    rf"(?:\s*第\s*(?P<sub_item>{_N})\s*目)?"
)
_FURTHER = re.compile(
    rf"[、，和及与]\s*第\s*[（(]?\s*(?P<number>{_N})\s*[)）]?\s*(?P<unit>[款项])(?:\s*第\s*[（(]?\s*(?P<item>{_N})\s*[)）]?\s*项)?"
)
_TITLE = re.compile(
    r"《(?P<quoted>.+)》(?=\s*(?:第|$|[（(，,；;]))|^(?P<bare>[^《》第]+?)(?=第\s*[一二三四五六七八九十百千零〇0-9]+\s*条|$)"
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a statute; 0 stands for "not said" below the article."""

    article: int
    suffix: int = 0
    paragraph: int = 0
    item: int = 0
    sub_item: int = 0

    @property
    def path(self) -> str:
        """The stored key: "23", "23-1.2", "23.1.2", "90.1.6.1"; an item cited without its 款 has 0 there."""
        head = f"{self.article}-{self.suffix}" if self.suffix else str(self.article)
        parts = [self.paragraph, self.item, self.sub_item]
        while parts and not parts[-1]:
            parts.pop()
        return ".".join([head, *map(str, parts)])

    def __str__(self) -> str:
        out = f"第{format_numeral(self.article)}条"
        out += f"之{format_numeral(self.suffix)}" if self.suffix else ""
        out += f"第{format_numeral(self.paragraph)}款" if self.paragraph else ""
        out += f"第（{format_numeral(self.item)}）项" if self.item else ""
        return out + (f"第{format_numeral(self.sub_item)}目" if self.sub_item else "")


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation says: the statute as written, without marks, and the places in it (none: the whole statute)."""

    title: str
    places: tuple[Place, ...]


def short_title(title: str) -> str:
    """行政处罚法 for 《中华人民共和国行政处罚法》; marks, blanks and a bracketed year or 旧 are dropped."""
    title = re.sub(r"[（(](?:旧|\d{4}[^）)]*|条款未示|义务条款)[)）]", "", title.strip()).strip("《》〈〉")
    return re.sub(r"\s+", "", title).removeprefix("中华人民共和国")


def _number(text: str | None) -> int:
    return parse_numeral(text) if text else 0


def parse_places(text: str) -> tuple[Place, ...]:
    """Every place cited in `text`, in order; 第一款、第三款 and 第（一）项、第（三）项 go with the place before."""
    out: list[Place] = []
    position = 0
    while match := _PLACE.search(text, position):
        names = ("article", "suffix", "paragraph", "item", "sub_item")
        out.append(Place(*(_number(match[n]) for n in names)))
        position = match.end()
        while more := _FURTHER.match(text, position):
            number = _number(more["number"])
            last = out[-1]
            if more["unit"] == "款":
                out.append(replace(last, paragraph=number, item=_number(more["item"]), sub_item=0))
            else:
                out.append(replace(last, item=number, sub_item=0))
            position = more.end()
    return tuple(out)


def parse_citation(text: str) -> Cited:
    """Read one citation, with or without 《》. Raises ValueError when it names no statute."""
    match = _TITLE.search(text.strip())
    title = short_title((match["quoted"] or match["bare"]) if match else "")
    if not title:
        raise ValueError(f"没有写明法律、法规、规章的名称：{text}")
    rest = text.strip()[match.end() :] if match else ""
    return Cited(title, parse_places(rest))


def format_citation(title: str, place: Place | None) -> str:
    """《广告法》第二十三条第一款第（二）项."""
    return f"《{short_title(title)}》{place or ''}"
