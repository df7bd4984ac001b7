"""平台外办理的情形（办法第十七条）and what was entered late under it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from minzhifa.ledger.ids import uuid7


class OfflineGround(models.Model):
    """Why an agency could not work on the platform in one field, from which day to which; open while it lasts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    remit = models.ForeignKey("org.Remit", models.PROTECT, related_name="+", verbose_name="职权范围")
    kind = models.CharField("情形", max_length=16)
    text = models.CharField("说明", max_length=500)
    basis = models.CharField("法律、法规、规章依据", max_length=200, blank=True)
    began_on = models.DateField("发生日")
    ended_on = models.DateField("消除日", null=True, blank=True)
    recorded_by = models.CharField("登记人", max_length=40)
    recorded_at = models.DateTimeField("登记时间")
    ended_by = models.CharField("登记消除的人", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "平台外办理情形"
        indexes = [models.Index(fields=["remit", "-began_on"], name="offline_by_remit")]
        constraints = [
            models.CheckConstraint(
                name="offline_ends_after_it_began",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
            )
        ]


class LateEntry(models.Model):
    """A case, or a single act of an open case, entered under such a ground: marked for ever (append-only)."""

    ground = models.ForeignKey(OfflineGround, models.PROTECT, related_name="entries")
    remit_id = models.IntegerField("职权范围")
    case_id = models.UUIDField("案件", db_index=True)
    case_code = models.CharField("案件编码", max_length=30)
    action = models.CharField("环节", max_length=60, blank=True, default="")  # empty: the case as a whole
    done_on = models.DateField("办理日", null=True)
    entered_on = models.DateField("补录日")
    overdue = models.BooleanField("逾期补录")

    class Meta:
        verbose_name = verbose_name_plural = "补录案件"
