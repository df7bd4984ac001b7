"""不推广应用平台的情形（办法第十六条）: a provincial agency applies, the provincial government consents."""

from __future__ import annotations

from django.db import models

from minzhifa.ledger.ids import uuid7


class Exemption(models.Model):
    """One application for one system and field. Its state is that of its last step."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    remit = models.ForeignKey("org.Remit", models.PROTECT, related_name="+", verbose_name="机关和领域")
    ground = models.CharField("情形", max_length=16)
    basis = models.CharField("依据", max_length=300)
    scope = models.CharField("范围", max_length=500)
    system_name = models.CharField("改用的系统", max_length=100, blank=True)
    valid_from = models.DateField("起")
    valid_until = models.DateField("至（含）", null=True, blank=True)
    state = models.CharField("状态", max_length=12, default="applied")

    class Meta:
        verbose_name = verbose_name_plural = "平台应用豁免"


class ExemptionStep(models.Model):
    """One recorded step of the chain of approval (append-only)."""

    exemption = models.ForeignKey(Exemption, models.PROTECT, related_name="steps")
    remit_id = models.IntegerField("职权范围")
    step = models.CharField("环节", max_length=12)
    body = models.CharField("机关", max_length=100)
    document = models.CharField("文件、文号", max_length=120, blank=True)
    on = models.DateField("日期")
    opinion = models.CharField("意见", max_length=500, blank=True)
    account_id = models.UUIDField("登记账号")
    name = models.CharField("登记人", max_length=40)
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "豁免办理环节"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["exemption", "step"], name="one_step_of_a_kind")]
