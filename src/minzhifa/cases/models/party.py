"""The party as it stood when the case was made; what identifies a person is sealed."""

from __future__ import annotations

from django.db import models

from minzhifa.ledger.ids import uuid7


class CaseParty(models.Model):
    """Snapshot of the 当事人. The open part is what the decision publishes.

    `sealed_*` hold `crypto.seal_text` of what identifies or locates a natural person; only the engine writes them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="parties", db_index=False)
    remit_id = models.IntegerField()
    subject_id = models.UUIDField("执法对象", null=True, blank=True)
    kind = models.CharField("类型", max_length=30)
    name = models.CharField("名称", max_length=200)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    legal_representative = models.CharField("法定代表人", max_length=60, blank=True)
    sealed_id_number = models.TextField("证件号码（密文）", blank=True, default="")
    sealed_phone = models.TextField("电话（密文）", blank=True, default="")
    sealed_address = models.TextField("地址（密文）", blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "案件当事人"
        constraints = [models.UniqueConstraint(fields=["case"], name="one_party_snapshot_per_case")]
        indexes = [models.Index(fields=["subject_id"], name="case_party_subject")]
