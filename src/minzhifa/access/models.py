"""Rows of one case that a second agency may read, because the case went over to it."""

from __future__ import annotations

from django.db import models


class Reach(models.Model):
    """What was written of this case under another remit may be read in this one too (append-only)."""

    case_id = models.UUIDField("案件")
    remit_id = models.IntegerField("职权范围")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "移交案件的查阅"
        constraints = [models.UniqueConstraint(fields=["case_id", "remit_id"], name="one_reach_per_case_and_remit")]
        indexes = [models.Index(fields=["remit_id", "case_id"], name="reach_of_remit")]
