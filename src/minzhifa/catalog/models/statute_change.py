"""Proposed changes of a statute text's in-force interval 施行区间: proposed, approved by another, or withdrawn."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from minzhifa.catalog.models.statute import Mark, StatuteVersion
from minzhifa.catalog.models.versioned import State


class StatuteChange(models.Model):
    """What the interval of one text shall be. `before` keeps what it was when the change was approved."""

    text = models.ForeignKey(StatuteVersion, models.PROTECT, related_name="changes", verbose_name="依据版本")
    number = models.PositiveIntegerField("变更号")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PROPOSED)
    starts_on = models.DateField("施行日期", null=True)
    ends_on = models.DateField("停止施行日期", null=True)
    mark = models.CharField("施行日期可信度", max_length=1, choices=Mark.choices)
    from_quote = models.TextField("施行日期出处", blank=True)
    to_quote = models.TextField("停止施行出处", blank=True)
    reason = models.TextField("理由", blank=True)
    before = models.JSONField("原区间", null=True)
    proposed_by = models.UUIDField("提出人")
    proposed_at = models.DateTimeField("提出时间")
    approved_by = models.UUIDField("审定人", null=True)
    approved_at = models.DateTimeField("审定时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "施行区间变更"
        constraints = [
            models.UniqueConstraint(fields=["text", "number"], name="catalog_statute_change_number"),
            models.UniqueConstraint(
                fields=["text"], condition=Q(state="proposed"), name="catalog_statute_change_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="catalog_statute_change_interval",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True, mark="U") | Q(starts_on__isnull=False, mark__in=["V", "M"]),
                name="catalog_statute_change_mark",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False) & ~Q(approved_by=F("proposed_by")),
                name="catalog_statute_change_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text_id} 第{self.number}次变更"
