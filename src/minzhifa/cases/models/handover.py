"""A case that went over to another agency while it ran (指定管辖、收回赋权)."""

from __future__ import annotations

from django.db import models

from minzhifa.ledger.ids import uuid7


class Handover(models.Model):
    """Who had the case until then and who has it since; `row` and `party` are the case as the old agency left it.

    The old agency reads these and its own papers, evidence and record; what is done afterwards it does not see.
    Append-only.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case_id = models.UUIDField("案件")
    case_code = models.CharField("案件编码", max_length=24)
    subject = models.CharField("案件名称", max_length=400)
    from_remit_id = models.IntegerField("原职权范围")
    from_agency_id = models.IntegerField("原办案机关")
    from_agency_name = models.CharField("原办案机关名称", max_length=120)
    to_remit_id = models.IntegerField("接办的职权范围")
    to_agency_id = models.IntegerField("接办机关")
    to_agency_name = models.CharField("接办机关名称", max_length=120)
    ground = models.CharField("依据", max_length=400)
    on = models.DateField("移交日期")
    at = models.DateTimeField("登记时间")
    by = models.CharField("登记人", max_length=120)
    row = models.JSONField("移交时的案件")
    party = models.JSONField("移交时的当事人", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "案件移交"
        indexes = [
            models.Index(fields=["case_id"], name="handover_case"),
            models.Index(fields=["case_code"], name="handover_code"),
            models.Index(fields=["from_agency_id", "-id"], name="handover_from"),
            models.Index(fields=["to_agency_id", "-id"], name="handover_to"),
        ]

    def __str__(self) -> str:
        return f"{self.case_code} {self.from_agency_name} → {self.to_agency_name}"
