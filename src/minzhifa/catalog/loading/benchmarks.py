"""Benchmarks, tied to the provision they grade and to the matters that rest on the same article."""

from __future__ import annotations

import re
from typing import Any

from minzhifa.catalog.citations import parse_citation
from minzhifa.catalog.loading.files import benchmarks, field_codes
from minzhifa.catalog.loading.resolve import Resolver
from minzhifa.catalog.models import Benchmark, BenchmarkVersion, Matter, MatterProvision, State
from minzhifa.rules.benchmarks import shipped_texts


def _old(row: dict[str, Any]) -> bool:
    """The benchmark grades a text that was replaced since (it says 旧)."""
    return "旧" in row["law"] or "旧" in row["note"]


def field_code(name: str, codes: dict[str, str]) -> str:
    """The registry's code of a field as a benchmark names it, 城市管理(规划) too; empty when it is not in there."""
    return codes.get(re.split("[(（]", name)[0], "")


def _provision(row: dict[str, Any], resolver: Resolver) -> int | None:
    """The provision named first; an older text (旧) is not held, so it stays without."""
    if _old(row):
        return None
    found = resolver.resolve(re.split(r"[;；]", row["law"])[0])
    return found[0].provision_id


def _articles() -> dict[str, list[int]]:
    """Matters by 《title》第N条 of their basis, finer places cut off."""
    out: dict[str, list[int]] = {}
    cited = MatterProvision.objects.filter(role="basis").values_list("citation", "version__matter_id").distinct()
    for citation, matter in cited:
        parsed = parse_citation(citation)
        for place in parsed.places:
            matters = out.setdefault(f"{parsed.title}{place.article}", [])
            if matter not in matters:
                matters.append(matter)
    return out


def _matters(row: dict[str, Any], articles: dict[str, list[int]]) -> list[int]:
    if _old(row):
        return []
    try:
        cited = parse_citation(re.split(r"[;；]", row["law"])[0])
    except ValueError:
        return []
    ids = [m for place in cited.places for m in articles.get(f"{cited.title}{place.article}", [])]
    if len(ids) < 2:  # noqa: PLR2004 - one matter rests on the article: it is that one
        return ids
    return _closest(row["violation"], ids)


def _closest(violation: str, ids: list[int]) -> list[int]:
    """Of several matters on one article, those whose name shares most pieces with the violation."""
    pieces = {violation[i : i + 2] for i in range(len(violation) - 1)}
    names = Matter.objects.filter(id__in=ids).values_list("id", "versions__name")
    scores = {pk: sum(piece in (name or "") for piece in pieces) for pk, name in names}
    best = max(scores.values(), default=0)
    return [pk for pk, score in scores.items() if score == best] if best else []


def _fill(code: str, definition: str) -> None:
    """A shipped version that was loaded before definitions existed gets its own; nothing else is touched."""
    shipped = BenchmarkVersion.objects.filter(benchmark__code=code, shipped=True, number=1, definition="")
    shipped.update(definition=definition)


def load_benchmarks(resolver: Resolver) -> int:
    """Insert benchmarks that are missing; returns how many were written."""
    articles, codes = _articles(), field_codes()
    known = set(Benchmark.objects.values_list("code", flat=True))
    written = 0
    for row in benchmarks():
        definition = shipped_texts().get(row["id"], "")
        if row["id"] in known:
            _fill(row["id"], definition)
            continue
        benchmark = Benchmark.objects.create(
            code=row["id"], field=row["field"], field_code=field_code(row["field"], codes), region=row["region"]
        )
        BenchmarkVersion.objects.create(
            benchmark=benchmark,
            number=1,
            state=State.APPROVED,
            shipped=True,
            violation=row["violation"],
            law=row["law"],
            statutory_range=row["statutory_range"],
            grades=row["tiers"],
            complete=row["tiers_complete"],
            mark=row["verified"],
            source=row["source"],
            note=row["note"],
            definition=definition,
            provision_id=_provision(row, resolver),
        )
        benchmark.matters.set(_matters(row, articles))
        written += 1
    return written
