"""Reading benchmarks and document templates."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from minzhifa.catalog.models import BenchmarkVersion, DocumentTemplateVersion, MatterVersion, SparingListVersion, State
from minzhifa.catalog.queries.cards import benchmark_card_of
from minzhifa.catalog.queries.matters import in_force
from minzhifa.catalog.rows import BenchmarkCard, ProposalRow, TemplateCard
from minzhifa.org.queries import remit_cards


def benchmarks(
    matter_code: str | None = None, field: str | None = None, on: date | None = None, q: str | None = None
) -> list[BenchmarkCard]:
    """Approved benchmarks, of a matter, of a field (Chinese name, also as a part), in force on a day (1 statement)."""
    rows = BenchmarkVersion.objects.select_related("benchmark")
    rows = rows.filter(in_force(on)) if on else rows.filter(state=State.APPROVED)
    if matter_code:
        rows = rows.filter(benchmark__matters__code=matter_code)
    if field:
        rows = rows.filter(benchmark__field__startswith=field)
    if q:
        rows = rows.filter(violation__contains=q)
    return _cards(list(rows.order_by("benchmark__code", "-number")))


def _cards(rows: list[BenchmarkVersion]) -> list[BenchmarkCard]:
    """With the name of the agency where a benchmark is its own (1 statement more when any is)."""
    remits = sorted({v.benchmark.owner_remit_id for v in rows if v.benchmark.owner_remit_id})
    owners = remit_cards(remits) if remits else {}
    return [
        benchmark_card_of(v, owners[v.benchmark.owner_remit_id].agency_name if v.benchmark.owner_remit_id else "")
        for v in rows
    ]


def benchmark(code: str, on: date) -> BenchmarkCard | None:
    """One benchmark as in force on a day (1 statement)."""
    row = BenchmarkVersion.objects.select_related("benchmark").filter(in_force(on), benchmark__code=code).first()
    return _cards([row])[0] if row else None


def _template(v: DocumentTemplateVersion) -> TemplateCard:
    return TemplateCard(v.template.kind, v.title, v.pk, v.label, v.sha256, v.effective_from, v.effective_to)


def _templates(on: date | None) -> QuerySet[DocumentTemplateVersion]:
    rows = DocumentTemplateVersion.objects.select_related("template")
    return rows.filter(in_force(on)) if on else rows.filter(state=State.APPROVED)


def template(kind: str, on: date) -> TemplateCard | None:
    """The template of a kind of document in force on a day (1 statement)."""
    row = _templates(on).filter(template__kind=kind).first()
    return _template(row) if row else None


def templates(on: date | None = None) -> list[TemplateCard]:
    """All templates, in force on a day or all approved versions (1 statement)."""
    return [_template(v) for v in _templates(on).order_by("template__kind", "-number")]


def proposals() -> list[ProposalRow]:
    """Versions that wait for approval, oldest first (4 statements)."""
    common = ("pk", "number", "effective_from", "proposed_by", "proposed_at")
    matters = MatterVersion.objects.filter(state=State.PROPOSED).values_list("matter__code", "name", *common)
    graded = BenchmarkVersion.objects.filter(state=State.PROPOSED).values_list("benchmark__code", "violation", *common)
    forms = DocumentTemplateVersion.objects.filter(state=State.PROPOSED).values_list("template__kind", "title", *common)
    rows = [ProposalRow("matter", *r) for r in matters]
    rows += [ProposalRow("benchmark", *r) for r in graded] + [ProposalRow("template", *r) for r in forms]
    lists = SparingListVersion.objects.filter(state=State.PROPOSED).values_list("listing__code", "title", *common)
    rows += [ProposalRow("sparing", *r) for r in lists]
    return sorted(rows, key=lambda row: (str(row.proposed_at), row.version_id))
