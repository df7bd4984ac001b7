"""Terms that a corrected calendar would give another day and that were left as they are, for a person to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from minzhifa.access import Actor, rls, visible
from minzhifa.cases.models import KeptReason, KeptTerm

MOST = 200


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One of them. `hangs`: the act was done on a day that is late by one table and in time by the other."""

    case_code: str
    term_id: str
    title: str
    old: date
    new: date
    stopped: str
    why: str
    year: int
    hangs: bool


def kept_terms(
    actor: Actor, *, year: int | None = None, case_id: UUID | None = None, most: int = MOST
) -> list[KeptLine]:
    """Those of a year, or of one case, that the actor may see, the newest import first; one more than `most` at most.

    1 SQL.
    """
    with rls.acting(actor):
        rows: QuerySet[KeptTerm] = visible(actor, KeptTerm.objects.order_by("-import_id", "case_code", "term_id"))
        if year is not None:
            rows = rows.filter(year=year)
        if case_id is not None:
            rows = rows.filter(case_id=case_id)
        return [_line(row) for row in rows[: most + 1]]


def _line(row: KeptTerm) -> KeptLine:
    first, last = sorted((row.old.isoformat(), row.new.isoformat()))
    return KeptLine(
        row.case_code, row.term_id, row.title, row.old, row.new, row.stopped, KeptReason(row.why).label, row.year,
        bool(row.stopped) and first < row.stopped[:10] <= last,
    )  # fmt: skip
