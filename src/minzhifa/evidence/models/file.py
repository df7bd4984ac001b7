"""A file taken as evidence: what it is, its two digests, and where its content lies."""

from __future__ import annotations

from django.db import models

from minzhifa.ledger.ids import uuid7


class EvidenceFile(models.Model):
    """One upload. The same content twice is two rows and one stored object (行政处罚法 art. 46, 47)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case_id = models.UUIDField("案件")
    remit_id = models.IntegerField("管辖")
    kind = models.CharField("证据种类", max_length=32)
    title = models.TextField("名称")
    original_name = models.TextField("原文件名")
    media_type = models.CharField("文件类型", max_length=100)
    size = models.BigIntegerField("大小")
    sha256 = models.CharField("SHA-256", max_length=64)
    sm3 = models.CharField("SM3", max_length=64)
    storage_key = models.CharField("存储位置", max_length=200)
    captured_at = models.DateTimeField("取证时间", null=True)
    place_claim = models.TextField("取证地点", default="")
    device = models.TextField("取证设备", default="")
    stored_at = models.DateTimeField("入库时间")
    stored_by = models.UUIDField("入库账号")
    stored_by_name = models.TextField("入库人")

    class Meta:
        verbose_name = "证据文件"
        indexes = [
            models.Index(fields=["case_id", "id"], name="evidence_file_case"),
            models.Index(fields=["sha256"], name="evidence_file_content"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="evidence_file_size"),
            models.CheckConstraint(
                condition=models.Q(sha256__regex="^[0-9a-f]{64}$", sm3__regex="^[0-9a-f]{64}$"),
                name="evidence_file_digests",
            ),
        ]

    def __str__(self) -> str:
        return self.title
