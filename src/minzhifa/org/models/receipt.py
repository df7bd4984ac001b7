"""Which forms were already taken: the second sending of one form finds its token here."""

from __future__ import annotations

from django.db import models


class FormReceipt(models.Model):
    """One form that was sent and done. The row and the act are one transaction: a refused form leaves none."""

    token = models.UUIDField("表单标识", primary_key=True, editable=False)
    account_id = models.UUIDField("账号")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "表单回执"
