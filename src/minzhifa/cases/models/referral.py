"""机关之间的往来: a case offered to another agency, a request for assistance, a request to designate."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from minzhifa.ledger.ids import uuid7


class ReferralKind(models.TextChoices):
    """What is asked of the receiving agency."""

    TRANSFER = "transfer", "案件移送"
    ASSISTANCE = "assistance", "协助调查"
    DESIGNATION = "designation", "报请指定管辖"


class ReferralState(models.TextChoices):
    """`closed`: the sender took it back, or wrote the answer down himself."""

    OPEN = "open", "待办理"
    ACCEPTED = "accepted", "已接收"
    REFUSED = "refused", "有异议，已退回"
    ANSWERED = "answered", "已复函"
    DESIGNATED = "designated", "已指定"
    CLOSED = "closed", "已终止"


class Referral(models.Model):
    """One letter from agency to agency, with what was attached and what was answered.

    The receiver sees this row and nothing else of the sender's case. `from_remit_id`, `case_id` are null for a letter
    from outside the platform. `to_remits`: the receiver's remits, in one of which it is handled (`remit_id`).
    `content` is what was written and attached, `sealed` the personal part of the party (`crypto.seal_text`).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("事项", max_length=12, choices=ReferralKind)
    state = models.CharField("状态", max_length=12, choices=ReferralState, default=ReferralState.OPEN)
    to_agency_id = models.IntegerField("收函机关")
    to_agency_name = models.CharField("收函机关名称", max_length=120)
    to_remits = ArrayField(models.IntegerField(), verbose_name="收函机关的职权范围")
    remit_id = models.IntegerField("办理的职权范围", null=True)
    from_agency_id = models.IntegerField("发函机关", null=True)
    from_agency_name = models.CharField("发函机关名称", max_length=120)
    from_remit_id = models.IntegerField("发函的职权范围", null=True)
    field_code = models.CharField("领域", max_length=20)
    case_id = models.UUIDField("来函案件", null=True)
    case_code = models.CharField("来函案件编码", max_length=24, blank=True)
    part = models.CharField("案内程序", max_length=40, blank=True)
    letter_id = models.UUIDField("来函", null=True)
    letter_number = models.CharField("来函文号", max_length=80, blank=True)
    subject = models.CharField("案件", max_length=400)
    content = models.JSONField("内容")
    sealed = models.TextField("当事人个人信息（密文）", blank=True)
    received_on = models.DateField("收到日期")
    sent_at = models.DateTimeField("发出时间")
    sent_by = models.CharField("发函人", max_length=60)
    clock = models.JSONField("期限", null=True)
    due = models.DateField("届满日", null=True)
    answer = models.JSONField("答复", null=True)
    answered_on = models.DateField("答复日期", null=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    answered_by = models.CharField("答复人", max_length=60, blank=True)
    answer_key = models.CharField("答复的幂等键", max_length=160, blank=True)
    reply_id = models.UUIDField("复函", null=True)
    reply_number = models.CharField("复函文号", max_length=80, blank=True)
    own_case_code = models.CharField("接收后的案件编码", max_length=24, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "机关往来"
        constraints = [
            models.CheckConstraint(
                name="referral_from_a_case_or_from_outside",
                condition=Q(from_remit_id__isnull=True, case_id__isnull=True)
                | Q(from_remit_id__isnull=False, case_id__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_answered_when_not_open",
                condition=Q(state="open", answered_at__isnull=True) | ~Q(state="open") & Q(answered_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["to_agency_id", "-id"], name="referral_to"),
            models.Index(fields=["from_agency_id", "-id"], name="referral_from"),
            models.Index(fields=["case_id", "part"], name="referral_part"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.letter_number}"
