"""乡镇街道赋权（处罚法第二十四条）: which matter, in which township, from when, by which announcement."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from minzhifa.org.models.agency import Interval


class Announced(models.Model):
    """A public act on which a change of powers rests, registered by one person and confirmed by another."""

    announcement = models.CharField("公布的文件", max_length=200)
    document_number = models.CharField("文号", max_length=60, blank=True)
    published_on = models.DateField("公布日")
    proposed_by = models.UUIDField("登记账号")
    proposed_name = models.CharField("登记人", max_length=40)
    proposed_at = models.DateTimeField("登记时间")
    approved_by = models.UUIDField("核准账号", null=True, blank=True)
    approved_name = models.CharField("核准人", max_length=40, blank=True)
    approved_at = models.DateTimeField("核准时间", null=True, blank=True)

    class Meta:
        abstract = True


class EmpowermentWithdrawal(Announced):
    """收回赋权: what happens to the cases that run is chosen in it."""

    CONTINUE, HAND_OVER = "continue", "hand_over"
    township = models.ForeignKey("org.Agency", models.PROTECT, related_name="+", verbose_name="乡镇街道")
    county = models.ForeignKey("org.Agency", models.PROTECT, related_name="+", verbose_name="县级部门")
    effective_on = models.DateField("收回之日")
    running = models.CharField("在办案件", max_length=10)
    reason = models.CharField("理由", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "赋权收回"


class Empowerment(Interval, Announced):
    """One matter of a county department that one township exercises. In force once approved, inside its interval."""

    township = models.ForeignKey("org.Agency", models.PROTECT, related_name="empowerments", verbose_name="乡镇街道")
    county = models.ForeignKey("org.Agency", models.PROTECT, related_name="+", verbose_name="原实施部门")
    matter_code = models.CharField("执法事项代码", max_length=40)
    matter_name = models.CharField("执法事项", max_length=300)
    withdrawal = models.ForeignKey(
        EmpowermentWithdrawal, models.PROTECT, null=True, blank=True, related_name="matters", verbose_name="收回"
    )

    class Meta:
        verbose_name = verbose_name_plural = "赋权事项"
        indexes = [models.Index(fields=["township", "matter_code"], name="empowered_by_township")]
        constraints = [
            models.CheckConstraint(name="empowerment_has_its_first_day", condition=Q(valid_from__isnull=False))
        ]
