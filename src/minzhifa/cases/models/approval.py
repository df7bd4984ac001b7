"""The approvals inbox."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class PendingApproval(models.Model):
    """An act that waits for somebody else's decision; made by the proposal, gone with the approval or the return."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="pending_approvals")
    remit_id = models.IntegerField()
    act = models.CharField("待批事项", max_length=40)
    part = models.CharField("案内程序", max_length=40, blank=True, default="", db_default="")
    label = models.CharField("名称", max_length=80)
    proposer_id = models.UUIDField("提请人", null=True, blank=True)
    proposer_name = models.CharField("提请人姓名", max_length=60, blank=True)
    approver_roles = ArrayField(models.CharField(max_length=30), verbose_name="审批角色")
    since = models.DateTimeField("提请时间")

    class Meta:
        verbose_name = verbose_name_plural = "待批事项"
        constraints = [
            models.UniqueConstraint(fields=["case", "part", "act"], name="one_pending_row_per_case_part_and_act")
        ]
        indexes = [models.Index(fields=["remit_id", "since"], name="pending_approval_inbox")]
