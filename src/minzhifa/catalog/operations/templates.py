"""Register the document templates that ship with the system."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from minzhifa.catalog.models import DocumentTemplate, DocumentTemplateVersion, State
from minzhifa.catalog.publishing import PROVINCE, open_publishing


@dataclass(frozen=True, slots=True)
class ShippedTemplate:
    """One template file of the documents room."""

    kind: str
    title: str
    label: str  # the version's name, 2026-1
    sha256: str


@transaction.atomic
def register_shipped_templates(*, templates: Iterable[ShippedTemplate], effective_from: date) -> int:
    """Record the shipped templates; a changed file is a new version from `effective_from`. Returns how many are new.

    Idempotent. A version that begins on the same day is replaced by number, never in place.
    """
    open_publishing(frozenset({PROVINCE}))
    written = 0
    present = {
        v.template.kind: v
        for v in DocumentTemplateVersion.objects.select_related("template").filter(
            state=State.APPROVED, effective_to=None
        )
    }
    for shipped in templates:
        now = present.get(shipped.kind)
        if now is not None and now.sha256 == shipped.sha256:
            continue
        owner, _ = DocumentTemplate.objects.get_or_create(kind=shipped.kind)
        number = 1
        if now is not None:
            number = now.number + 1
            if now.effective_from is not None and now.effective_from >= effective_from:
                now.state = State.RETIRED
            else:
                now.effective_to = effective_from
            now.save(update_fields=["state", "effective_to"])
        DocumentTemplateVersion.objects.create(
            template=owner,
            number=number,
            state=State.APPROVED,
            shipped=True,
            effective_from=effective_from if now is not None else None,
            title=shipped.title,
            label=shipped.label,
            sha256=shipped.sha256,
        )
        written += 1
    return written
