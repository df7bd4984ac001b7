"""Matters and their versions: the list, its structured ranges, exact citations and constituent elements."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from minzhifa.catalog.loading.files import StatuteData, elements, field_codes, matters
from minzhifa.catalog.loading.resolve import Resolved, Resolver, citation_json, citation_rows
from minzhifa.catalog.models import Matter, MatterProvision, MatterVersion, State
from minzhifa.catalog.ranges import parse_ranges

KINDS = {"处罚": "penalty", "强制": "coercion", "检查": "inspection"}


@dataclass(slots=True)
class Draft:
    """A version about to be written, with its citations resolved."""

    version: MatterVersion
    citations: list[tuple[str, Resolved]] = field(default_factory=list)


def range_json(text: str) -> list[dict[str, Any]]:
    """Structured ranges as stored: decimals as strings."""
    out = []
    for parsed in parse_ranges(text):
        row = asdict(parsed)
        out.append({**row, **{k: None if row[k] is None else str(row[k].normalize()) for k in ("minimum", "maximum")}})
    return out


def _cite(draft: Draft, resolver: Resolver, role: str, texts: list[str], version_date: date | None) -> None:
    found = [r for text in texts for r in resolver.resolve(text, version_date)]
    draft.citations += [(role, r) for r in found]
    setattr(draft.version, role, [citation_json(r) for r in found])


def _dates(statutes: list[StatuteData], title: str, version_date: date | None) -> tuple[date | None, date | None]:
    """The known interval of the statute text that a matter rests on."""
    for statute in statutes:
        if statute.title == title:
            held = [v for v in statute.versions if v.version_date == version_date or not v.files]
            version = held[0] if held else statute.versions[-1]
            return version.effective_from, version.effective_to
    return None, None


def _drafts(
    row: dict[str, str], matter: Matter, resolver: Resolver, statutes: list[StatuteData], extra: Any
) -> list[Draft]:
    day = date.fromisoformat(row["law_version"]) if row["law_version"] else None
    exact = extra.get(row["code"], {})
    first = MatterVersion(
        matter=matter,
        number=1,
        state=State.APPROVED,
        shipped=True,
        name=row["name"],
        level=row["level"],
        legal_basis=row["legal_basis"],
        law_version=day,
        range_text=row["range_text"],
        ranges=range_json(row["range_text"]),
        elements=exact.get("element", []),
        mark=row["verified"],
        source=row["verify_source"],
        note=row["note"],
    )
    draft = Draft(first)
    _cite(draft, resolver, "violated", exact.get("violated", []), day)
    _cite(draft, resolver, "basis", exact.get("basis", [row["legal_basis"]]), day)
    _, first.effective_to = _dates(statutes, draft.citations[-1][1].statute, day)
    return [draft, *(_later(first, n, later, resolver) for n, later in enumerate(exact.get("later", []), 2))]


def _later(first: MatterVersion, number: int, later: dict[str, Any], resolver: Resolver) -> Draft:
    """The matter under the statute that replaced its first one."""
    version = MatterVersion(
        matter=first.matter,
        number=number,
        state=State.APPROVED,
        shipped=True,
        effective_from=later["effective_from"],
        name=later.get("name", first.name),
        level=first.level,
        legal_basis="、".join(later["basis"]),
        law_version=later["law_version"],
        range_text=later["range_text"],
        ranges=range_json(later["range_text"]),
        elements=later.get("element", []),
        mark="lawtext",
        source=later["source"],
        note=later.get("note", ""),
    )
    draft = Draft(version)
    _cite(draft, resolver, "violated", later.get("violated", []), later["law_version"])
    _cite(draft, resolver, "basis", later["basis"], later["law_version"])
    return draft


def load_matters(resolver: Resolver, statutes: list[StatuteData]) -> int:
    """Insert matters and versions that are missing; returns the number of versions written."""
    codes, rows, extra = field_codes(), matters(), elements()
    Matter.objects.bulk_create(
        [Matter(code=r["code"], field=r["field"], field_code=codes[r["field"]], kind=KINDS[r["kind"]]) for r in rows],
        ignore_conflicts=True,
    )
    known = {m.code: m for m in Matter.objects.all()}
    done = set(MatterVersion.objects.values_list("matter__code", "number"))
    drafts = [
        draft
        for row in rows
        for draft in _drafts(row, known[row["code"]], resolver, statutes, extra)
        if (row["code"], draft.version.number) not in done
    ]
    MatterVersion.objects.bulk_create([d.version for d in drafts], batch_size=200)
    rows_of = [row for draft in drafts for row in citation_rows(draft.version.pk, draft.citations)]
    MatterProvision.objects.bulk_create(rows_of, batch_size=500)
    return len(drafts)
