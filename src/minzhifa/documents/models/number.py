"""Document numbers: one counter per agency, series and year; void numbers stay on record."""

from __future__ import annotations

from django.db import models


class NumberCounter(models.Model):
    """The last number given in one series of one agency in one year; its row lock makes the series gap-free."""

    agency_id = models.IntegerField("机关")
    series = models.CharField("文书字号系列", max_length=40)
    year = models.SmallIntegerField("年度")
    last = models.IntegerField("最后的号")

    class Meta:
        verbose_name = verbose_name_plural = "文号计数"
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "series", "year"], name="documents_counter_once"),
            models.CheckConstraint(condition=models.Q(last__gte=0), name="documents_counter_from_zero"),
        ]


class VoidNumber(models.Model):
    """A number that was given and voided: never given again, and the reason is kept (append-only)."""

    agency_id = models.IntegerField("机关")
    series = models.CharField("文书字号系列", max_length=40)
    year = models.SmallIntegerField("年度")
    number = models.CharField("文号", max_length=80)
    document_id = models.UUIDField("文书", null=True)
    reason = models.TextField("作废原因")
    account_id = models.UUIDField("作废人")
    at = models.DateTimeField("作废时间")

    class Meta:
        verbose_name = verbose_name_plural = "作废文号"
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "series", "number"], name="documents_void_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="documents_void_has_reason"),
        ]
