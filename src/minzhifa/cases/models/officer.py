"""Who works on a case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class CaseOfficer(models.Model):
    """One officer on one case. `active` falls when he leaves it or the case ends, so that "my work" stays small."""

    class Part(models.TextChoices):
        """主办 / 协办."""

        HOST = "host", "主办"
        ASSIST = "assist", "协办"

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="officers", db_index=False)
    remit_id = models.IntegerField()
    officer_key = models.CharField("人员", max_length=80)  # officer id, or the name in a historical record
    officer_id = models.UUIDField("执法人员", null=True, blank=True)
    name = models.CharField("姓名", max_length=60)
    certificate = models.CharField("证号", max_length=20, blank=True)
    part = models.CharField("分工", max_length=6, choices=Part)
    from_on = models.CharField("自", max_length=20, blank=True)
    to_on = models.CharField("至", max_length=20, blank=True)
    active = models.BooleanField("在办", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "办案人员"
        constraints = [models.UniqueConstraint(fields=["case", "officer_key"], name="one_row_per_case_and_officer")]
        indexes = [models.Index(fields=["officer_id", "-case"], name="case_officer_work", condition=Q(active=True))]
