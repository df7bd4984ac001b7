"""What every versioned thing of the catalogue has: number, state, interval, who proposed and who approved."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q


class State(models.TextChoices):
    """Proposed until somebody else approves; retired when it was withdrawn without ever coming into force."""

    PROPOSED = "proposed", "待审定"
    APPROVED = "approved", "已发布"
    RETIRED = "retired", "已撤回"


class Versioned(models.Model):
    """A version in force in [effective_from, effective_to); a null start means "since before our records"."""

    number = models.PositiveIntegerField("版本号")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PROPOSED)
    effective_from = models.DateField("生效日期", null=True)
    effective_to = models.DateField("失效日期", null=True)
    shipped = models.BooleanField("随系统发布", default=False)
    proposed_by = models.UUIDField("提出人", null=True)
    proposed_at = models.DateTimeField("提出时间", null=True)
    approved_by = models.UUIDField("审定人", null=True)
    approved_at = models.DateTimeField("审定时间", null=True)

    class Meta:
        abstract = True


def version_constraints(prefix: str) -> list[Any]:
    """The CHECKs each version table carries: an interval that is one, and nobody approving his own proposal."""
    return [
        models.CheckConstraint(
            condition=Q(effective_to__isnull=True)
            | Q(effective_from__isnull=True)
            | Q(effective_to__gt=F("effective_from")),
            name=f"{prefix}_interval",
        ),
        models.CheckConstraint(
            condition=Q(approved_by__isnull=True) | Q(proposed_by__isnull=False) & ~Q(approved_by=F("proposed_by")),
            name=f"{prefix}_four_eyes",
        ),
        models.CheckConstraint(
            condition=~Q(state="approved") | Q(shipped=True) | Q(approved_by__isnull=False),
            name=f"{prefix}_approved_by_somebody",
        ),
    ]
