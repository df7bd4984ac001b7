"""From the TOML tables of `data/` (already read) to a frozen `Rules`. A wrong table is refused when it is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from minzhifa.law.errors import BadInput
from minzhifa.law.holidays import Calendar
from minzhifa.law.precedence import Conflict, Precedence
from minzhifa.law.rulebook import (
    FROM_MEMORY,
    GENERAL,
    VERIFIED,
    Domain,
    Extension,
    Rules,
    Ruling,
    TermRule,
    Unsaid,
    Value,
)
from minzhifa.law.terms import BackMode, Period

_MARKS = {VERIFIED, FROM_MEMORY}
_TERM_KEYS = {
    "id", "title", "period", "start", "direction", "roll", "back_mode", "extend", "cap", "excluded", "whose", "lapse",
    "other_reading", "source", "mark", "from", "to", "note", "read_from", "rank", "from_mark",
}  # fmt: skip
_UNSAID_KEYS = {"id", "title", "says", "source", "mark", "from", "to"}
_VALUE_KEYS = {
    "key",
    "value",
    "domain",
    "operator",
    "region",
    "party_kind",
    "source",
    "mark",
    "from",
    "to",
    "note",
    "read_from",
    "rank",
    "from_mark",
}


def parse_terms(data: Mapping[str, Any], precedence: Precedence | None = None) -> list[TermRule]:
    """The rules of one domain's table: `domain`, defaults, and `term` rows. The rank follows from the source."""
    defaults = {key: data.get(key) for key in ("from", "to", "mark", "read_from")}
    defaults["from_mark"] = data.get("from_mark", VERIFIED)
    statute = data["statute"]
    rows = (part for row in data.get("term", ()) for part in _as_read({**defaults, **row}))
    return [_term(data["domain"], statute, row, precedence or Precedence()) for row in rows]


def parse_unsaid(data: Mapping[str, Any]) -> list[Unsaid]:
    """The cells of one domain's table that hold no number: `unsaid` rows."""
    found = []
    for written in data.get("unsaid", ()):
        row = {"from": data.get("from"), "mark": data.get("mark"), **written}
        _known(row, _UNSAID_KEYS)
        words = row["id"], data["domain"], row["title"], row["says"], _source(data["statute"], row["source"])
        found.append(Unsaid(*words, row["mark"], row["from"], row.get("to")))
    return found


def parse_precedence(data: Mapping[str, Any]) -> Precedence:
    """Ranks, principles, conflicts and the rank of each statute; raises `BadInput` for names that are not listed."""
    ranks = {one["id"]: one["title"] for one in data["rank"]}
    principles = {one["id"]: one["title"] for one in data["principle"]}
    statutes = {name: one["rank"] for one in data["statute"] for name in one["names"]}
    conflicts = tuple(
        Conflict(
            tuple(one.get("terms", ())), one["principle"], one["source"], one["sentence"], one["mark"],
            tuple(one.get("domains", ())), tuple(one.get("ranks", ())), tuple(one.get("values", ())),
        )
        for one in data["conflict"]
    )  # fmt: skip
    strange = ({*statutes.values()} | {rank for one in conflicts for rank in one.ranks}) - set(ranks)
    strange |= {one.principle for one in conflicts} - set(principles)
    if strange:
        raise BadInput(f"取舍规则里有不认识的位阶或者原则：{'、'.join(sorted(strange))}。")
    return Precedence(ranks, principles, conflicts, statutes)


def _as_read(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A row whose text at hand is in force only from `read_from` stands in two: before that day it is unverified."""
    read, since, until = row.get("read_from"), row["from"], row.get("to")
    if row["mark"] != VERIFIED or read is None or read <= since or (until and until <= read):
        yield row
        return
    yield {**row, "to": read, "mark": FROM_MEMORY}
    yield {**row, "from": read}


def _term(domain: str, statute: str, row: Mapping[str, Any], precedence: Precedence) -> TermRule:
    _known(row, _TERM_KEYS)
    period = Period.parse(row["period"])
    source = _source(statute, row["source"])
    return TermRule(
        id=row["id"],
        domain=domain,
        title=row["title"],
        n=period.n,
        unit=period.unit,
        start_event=row["start"],
        source=source,
        mark=row["mark"],
        valid_from=row["from"],
        valid_to=row.get("to"),
        direction=row.get("direction", "forward"),
        roll=row.get("roll", False),
        back_mode=BackMode(row.get("back_mode", "inclusive")),
        extendable=tuple(_extension(statute, one) for one in row.get("extend", ())),
        cap=Period.parse(row["cap"]) if "cap" in row else None,
        excluded_events=tuple(row.get("excluded", ())),
        whose=row.get("whose", "agency"),
        lapse=row.get("lapse", ""),
        other_reading=Period.parse(row["other_reading"]) if "other_reading" in row else None,
        note=row.get("note", ""),
        rank=row.get("rank") or precedence.rank_of(source),
        from_mark=row.get("from_mark", VERIFIED),
    )


def _extension(statute: str, row: Mapping[str, Any]) -> Extension:
    period = Period.parse(row["period"]) if "period" in row else None
    return Extension(period, row["approver"], _source(statute, row["source"]))


def _source(statute: str, article: str) -> str:
    """An article alone belongs to the table's own statute."""
    return f"{statute}{article}" if article.startswith("第") else article


def _known(row: Mapping[str, Any], keys: set[str]) -> None:
    if unknown := set(row) - keys:
        raise BadInput(f"规则表有不认识的列：{'、'.join(sorted(unknown))}。")
    if row["mark"] not in _MARKS:
        raise BadInput(f"规则表的核对标记只能是 V 或 M：{row['mark']}。")


def parse_values(data: Mapping[str, Any], precedence: Precedence | None = None) -> tuple[list[Ruling], dict[str, str]]:
    """The thresholds and switches, and the title of each key. The rank follows from the source."""
    kinds = {key: one["type"] for key, one in data["keys"].items()}
    titles = {key: one["title"] for key, one in data["keys"].items()}
    rulings: list[Ruling] = []
    for row in data["value"]:
        _known(row, _VALUE_KEYS)
        for part in _as_read(row):
            rank = row.get("rank") or (precedence or Precedence()).rank_of(row["source"])
            rulings.extend(_rulings(part, kinds[row["key"]], rank, titles[row["key"]]))
    return rulings, titles


def _rulings(row: Mapping[str, Any], kind: str, rank: str, title: str) -> Iterable[Ruling]:
    parties = row.get("party_kind", [None])
    domains = row.get("domain", [GENERAL])
    for domain in domains:
        for party in parties:
            yield Ruling(
                row["key"], _value(row["value"], kind), row.get("operator", ""), row["source"], row["mark"], domain,
                row.get("region"), party, row.get("note", ""), row["from"], row.get("to"), rank, title,
                row.get("from_mark", VERIFIED),
            )  # fmt: skip


def _value(raw: Any, kind: str) -> Value:
    if kind in ("money", "rate"):
        return Decimal(raw)
    if kind == "list":
        return tuple(raw)
    if kind == "text" and isinstance(raw, str):
        return raw
    if kind == "bool" and isinstance(raw, bool):
        return raw
    if kind == "int" and isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    raise BadInput(f"规则表的值 {raw!r} 不是 {kind}。")


def parse_domains(data: Mapping[str, Any]) -> dict[str, Domain]:
    """The fields of law: code → title, whom they follow, what is unread."""
    return {
        code: Domain(code, one["title"], one.get("follows", GENERAL), one.get("unread", ""), one.get("ask", ""))
        for code, one in data.items()
    }


def build(
    calendar: Calendar,
    terms: Iterable[TermRule],
    values: tuple[list[Ruling], dict[str, str]],
    domains: Mapping[str, Domain],
    version: str = "",
) -> Rules:
    """One `Rules`; raises `BadInput` when two versions of one rule and rank are in force on the same day.

    A value is one rule by field, region and kind of party.
    """
    by_term: dict[tuple[str, str], tuple[TermRule, ...]] = {}
    for term in terms:
        for other in by_term.get((term.id, term.domain), ()):
            if term.rank == other.rank:
                spans = (term.valid_from, term.valid_to), (other.valid_from, other.valid_to)
                _apart(term.id, *spans, f"：{other.source}与{term.source}")
        by_term[term.id, term.domain] = (*by_term.get((term.id, term.domain), ()), term)
    by_value: dict[tuple[str, str], tuple[Ruling, ...]] = {}
    for ruling in values[0]:
        for same in by_value.get((ruling.key, ruling.domain), ()):
            if (same.cell, same.rank) == (ruling.cell, ruling.rank):
                _apart(ruling.key, (ruling.valid_from, ruling.valid_to), (same.valid_from, same.valid_to))
        by_value[ruling.key, ruling.domain] = (*by_value.get((ruling.key, ruling.domain), ()), ruling)
    return Rules(calendar, by_term, by_value, dict(domains), version, values[1])


def _apart(name: str, one: tuple[date, date | None], two: tuple[date, date | None], which: str = "") -> None:
    (first, second) = sorted((one, two), key=lambda span: span[0])
    if first[1] is None or first[1] > second[0]:
        raise BadInput(f"规则“{name}”有两个版本同时生效{which}。")
