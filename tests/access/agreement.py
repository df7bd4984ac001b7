"""Do a policy's two halves agree: what `visible` lists is exactly what `allows(…, "view", …)` permits."""

from __future__ import annotations

from django.db.models import Model

from minzhifa.access import Actor, allows, visible
from minzhifa.access.rls import EVERYTHING, acting

SAMPLE = 25


def disagreements(model: type[Model], actor: Actor) -> list[str]:
    """Rows on which the halves differ, among some that are visible and some that may not be."""
    rows = model._default_manager.order_by("pk")
    with acting(actor, scope=EVERYTHING):
        listed = {row.pk: row for row in visible(actor, rows)[:SAMPLE]}
        sample = {row.pk: row for row in [*rows[:SAMPLE], *rows.reverse()[:SAMPLE]]} | listed
        seen = set(visible(actor, model._default_manager.filter(pk__in=list(sample))).values_list("pk", flat=True))
        return [
            f"{model.__name__} {key}: visible is {key in seen}, allows is {key not in seen}"
            for key, row in sample.items()
            if allows(actor, "view", row) != (key in seen)
        ]
