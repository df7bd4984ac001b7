"""Stored rows → frozen cards."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from minzhifa.catalog.models import BenchmarkVersion, MatterVersion
from minzhifa.catalog.rows import BenchmarkCard, Citation, Element, Grade, MatterCard, Range


def _range(row: dict[str, Any]) -> Range:
    bounds = {k: None if row.get(k) is None else Decimal(row[k]) for k in ("minimum", "maximum")}
    return Range(**{**row, **bounds})


def matter_card_of(version: MatterVersion) -> MatterCard:
    """`version` must come with its `matter` selected."""
    violated = tuple(Citation(**c) for c in version.violated)
    basis = tuple(Citation(**c) for c in version.basis)
    resolved = bool(basis) and all(c.provision_id for c in (*violated, *basis))
    return MatterCard(
        code=version.matter.code,
        name=version.name,
        field=version.matter.field,
        field_code=version.matter.field_code,
        kind=version.matter.kind,
        level=version.level,
        version_id=version.pk,
        version=version.number,
        effective_from=version.effective_from,
        effective_to=version.effective_to,
        violated=violated,
        basis=basis,
        range_text=version.range_text,
        ranges=tuple(map(_range, version.ranges)),
        elements=tuple(Element(**e) for e in version.elements),
        mark=version.mark,
        verified=version.mark == "lawtext" and resolved,
        note=version.note,
    )


def benchmark_card_of(version: BenchmarkVersion, owner: str = "") -> BenchmarkCard:
    """`version` must come with its `benchmark` selected; `owner` is the agency whose own it is."""
    return BenchmarkCard(
        code=version.benchmark.code,
        version_id=version.pk,
        version=version.number,
        field=version.benchmark.field,
        region=version.benchmark.region,
        violation=version.violation,
        law=version.law,
        statutory_range=version.statutory_range,
        grades=tuple(Grade(**g) for g in version.grades),
        complete=version.complete,
        mark=version.mark,
        source=version.source,
        note=version.note,
        effective_from=version.effective_from,
        effective_to=version.effective_to,
        owner=owner,
        definition=version.definition,
    )
