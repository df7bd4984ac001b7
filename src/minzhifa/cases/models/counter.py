"""Serials of case codes, and the answers of requests that may come twice."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class CaseCounter(models.Model):
    """Last serial given within RRRR-FF-YYYY. Gaps are allowed: a refused filing rolls its serial back or loses it."""

    prefix = models.CharField("段", max_length=12, primary_key=True)
    last = models.IntegerField("末号")

    class Meta:
        verbose_name = verbose_name_plural = "案件编码流水"
        constraints = [
            models.CheckConstraint(name="case_serial_has_seven_digits", condition=Q(last__gte=1, last__lte=9_999_999))
        ]


class IdempotencyKey(models.Model):
    """A request's key with the hash of its content and its answer, so that a repeated request changes nothing."""

    account_id = models.UUIDField("账号")
    key = models.CharField("幂等键", max_length=120)
    remit_id = models.IntegerField("职权范围")
    request_hash = models.CharField("请求摘要", max_length=64)
    answer = models.JSONField("结果")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "幂等键"
        constraints = [models.UniqueConstraint(fields=["account_id", "key"], name="one_answer_per_account_and_key")]
        indexes = [models.Index(fields=["at"], name="idempotency_age")]
