"""The register of who does not use the platform, on what ground, until when; and the steps of each application."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from minzhifa.access import Actor, Role, visible
from minzhifa.access.errors import NotFound
from minzhifa.access.rls import EVERYTHING, acting
from minzhifa.org.models import Agency, Exemption, ExemptionStep
from minzhifa.org.powers import PROVINCIAL_JUSTICE

_NAMES = (
    "id", "remit_id", "remit__agency_id", "remit__agency__name", "remit__field__name", "ground", "basis", "scope",
    "system_name", "valid_from", "valid_until", "state",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepRow:
    """A recorded step."""

    step: str
    body: str
    document: str
    on: date
    opinion: str
    name: str


@dataclass(frozen=True, slots=True)
class ExemptionRow:
    """An application with its present state."""

    id: UUID
    remit_id: int
    agency_id: int
    agency_name: str
    field_name: str
    ground: str
    basis: str
    scope: str
    system_name: str
    valid_from: date
    valid_until: date | None
    state: str
    steps: tuple[StepRow, ...] = ()

    def holds(self, on: date) -> bool:
        """Consented to, and the day lies within."""
        after_end = self.valid_until is not None and on > self.valid_until
        return self.state == "consented" and self.valid_from <= on and not after_end


def keeps_register(actor: Actor) -> bool:
    """The actor heads the provincial justice department, which reviews applications and keeps the register (1 SQL)."""
    justice = Agency.objects.filter(slug=PROVINCIAL_JUSTICE).values_list("pk", flat=True).first()
    return any(grant.role is Role.AGENCY_HEAD and grant.agency_id == justice for grant in actor.grants)


def _seen(actor: Actor, rows: QuerySet[Any], *, keeper: bool) -> QuerySet[Any]:
    return rows if keeper else visible(actor, rows)


def exemptions(actor: Actor) -> list[ExemptionRow]:
    """Applications in the actor's scope, all of them for who keeps the register, the newest first (2 SQL)."""
    keeper = keeps_register(actor)
    with acting(actor, scope=EVERYTHING if keeper else None):
        rows = _seen(actor, Exemption.objects.all(), keeper=keeper).order_by("-id")
        return [ExemptionRow(*row) for row in rows.values_list(*_NAMES)[:500]]


def exemption(actor: Actor, exemption_id: UUID) -> ExemptionRow:
    """One application with its steps (3 SQL). Raises `NotFound`."""
    keeper = keeps_register(actor)
    with acting(actor, scope=EVERYTHING if keeper else None):
        found = _seen(actor, Exemption.objects.filter(pk=exemption_id), keeper=keeper)
        row: Sequence[Any] | None = found.values_list(*_NAMES).first()
        if row is None:
            raise NotFound("没有这一申请，或者不在您的权限范围内。")
        names = ("step", "body", "document", "on", "opinion", "name")
        steps = ExemptionStep.objects.filter(exemption=exemption_id).order_by("id").values_list(*names)
        return replace(ExemptionRow(*row), steps=tuple(StepRow(*one) for one in steps))
