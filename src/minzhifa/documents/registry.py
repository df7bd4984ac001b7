"""The registry of document kinds: read once from the TOML files of `documents/data`; adding a kind is adding data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from minzhifa.documents.errors import UnknownKind
from minzhifa.law.citing import MARKET, counterpart
from minzhifa.law.rulebook import GENERAL
from minzhifa.rules import shipped

DATA = Path(__file__).parent / "data"
RECORD = "处罚法第四十七条"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table field. `required`: every row needs it."""

    name: str
    label: str
    type: str = "text"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One content item of a document.

    `type`: text, long, date, datetime, money, choice, bool, party, opinion, table. `source`: a path in the case facts
    ("party.name"), or a derived value ("=facts_text"). `needs`: keys that a party or an opinion must have. `min`: rows
    of a table. `required_when`: "" (see `required`), "fine", "hearing" or "published" (cases of the market ministry's
    field, more than a warning). `article`: short, of the market ministry's rules or of an act; `article_of` says which
    one a case is shown. `sealed`: encrypted where it is stored.
    """

    name: str
    label: str
    type: str = "text"
    required: bool = True
    required_when: str = ""
    article: str | None = None
    source: str = ""
    sealed: bool = False
    choices: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    min: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document: title, where it stands in the archive, its number series and its fields."""

    id: str
    title: str
    external: bool
    signed: bool
    volume: str  # main 正卷, annex 副卷, file (cover, catalogue, back sheet)
    market: int  # order class of 市场监督管理行政处罚程序规定 art. 78
    housing: int  # order class of 住房和城乡建设行政处罚程序规定 art. 40
    series: str | None
    word: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The field of this name; raises KeyError."""
        for item in self.fields:
            if item.name == name:
                return item
        raise KeyError(name)

    @property
    def template(self) -> str:
        """File name of its Typst template."""
        return f"{self.id}.typ"


@cache
def _shared() -> dict[str, Any]:
    return tomllib.loads((DATA / "shapes.toml").read_text("utf-8"))


@cache
def _titles() -> dict[str, dict[str, str]]:
    return tomllib.loads((DATA / "titles.toml").read_text("utf-8"))


def title_of(kind_id: str, domain: str) -> str:
    """The title of this kind in a case of this field, as its department's rules call it. Raises `UnknownKind`."""
    own = (_titles().get(code, {}).get(kind_id) for code in shipped().codes(domain))
    return next(filter(None, own), None) or kind(kind_id).title


def of_the_market(domain: str) -> bool:
    """Whether the market ministry's rules hold in this field (药品监管 follows them)."""
    return MARKET in shipped().codes(domain)


def article_of(field: Field, domain: str) -> str | None:
    """The article by which a document of a case of this field must have the content, in full: 《行政处罚法》第五十四条.

    Where neither the field's department nor the general act has one, the duty to record the procedure (处罚法47).
    """
    if field.article is None:
        return None
    text = counterpart(field.article, domain or GENERAL, shipped()) or RECORD
    return "；".join(_in_full(part) for part in text.split("；"))


def _in_full(text: str) -> str:
    """Expand the short name of a statute: "处罚法第五十四条" → "《行政处罚法》第五十四条"."""
    names: dict[str, str] = _shared()["law_names"]
    short = next((name for name in names if text.startswith(name)), "")
    return names[short] + text.removeprefix(short) if short else text


def _field(raw: dict[str, Any], shared: dict[str, Any]) -> Field:
    columns = shared["shapes"][raw["shape"]]["columns"] if "shape" in raw else ()
    when = raw.get("required_when", "")
    return Field(
        name=raw["name"],
        label=raw["label"],
        type=raw.get("type", "text"),
        required=not raw.get("optional", False) and not when,
        required_when=when,
        article=raw["article"].replace(" ", "") if "article" in raw else None,
        source=raw.get("source", ""),
        sealed=raw.get("sealed", False),
        choices=tuple(raw.get("choices", ())),
        needs=tuple(raw.get("needs", ())),
        columns=tuple(Column(**column) for column in columns),
        min=raw.get("min", 0),
    )


def _kind(kind_id: str, raw: dict[str, Any], shared: dict[str, Any]) -> Kind:
    used = [{"name": name, **shared["common"][name]} for name in raw["use"]]
    external = raw.get("external", False)
    return Kind(
        id=kind_id,
        title=raw["title"],
        external=external,
        signed=raw.get("signed", external),
        volume=raw["volume"],
        market=raw["market"],
        housing=raw["housing"],
        series=raw.get("series"),
        word=raw.get("word", ""),
        fields=tuple(_field(item, shared) for item in [*used, *raw["fields"]]),
    )


@cache
def _registry() -> dict[str, Kind]:
    shared = _shared()
    found: dict[str, Kind] = {}
    for path in sorted(DATA.glob("kinds-*.toml")):
        for kind_id, raw in tomllib.loads(path.read_text("utf-8")).items():
            found[kind_id] = _kind(kind_id, raw, shared)
    return found


def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of the procedure."""
    return tuple(_registry().values())


def kind(kind_id: str) -> Kind:
    """The kind of this id; raises `UnknownKind`."""
    try:
        return _registry()[kind_id]
    except KeyError:
        raise UnknownKind(kind_id) from None
