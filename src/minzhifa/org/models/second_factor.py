"""Which one-time codes were already taken, and how often somebody guessed."""

from __future__ import annotations

from django.db import models


class UsedStep(models.Model):
    """The last time step whose code an enrolled second factor has spent. In the database: every process asks the same.

    `authenticator_id` is the login library's row; a newly enrolled factor begins anew.
    """

    authenticator_id = models.BigIntegerField("动态验证码登记", primary_key=True)
    step = models.BigIntegerField("已用时间步")

    class Meta:
        verbose_name = verbose_name_plural = "已用动态验证码"


class CodeAttempts(models.Model):
    """How many codes were tried for an account since the last right one, by whichever process was asked."""

    account_id = models.UUIDField("账号", primary_key=True)
    count = models.PositiveIntegerField("次数")
    since = models.DateTimeField("自")

    class Meta:
        verbose_name = verbose_name_plural = "动态验证码尝试"
