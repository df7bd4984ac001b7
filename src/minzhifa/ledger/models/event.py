"""The event: one act, in the hash chain of its stream."""

from __future__ import annotations

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from minzhifa.access.postgresql.fields import WrittenJSONField


class Event(models.Model):
    """One act. Key is (stream, seq): a second event with the same number cannot exist, whatever the code does."""

    pk = models.CompositePrimaryKey("stream_id", "seq")
    stream_id = models.UUIDField("流")
    seq = models.IntegerField("序号")
    stream_kind = models.CharField("流类型", max_length=24)
    label = models.TextField("编号", default="")
    type = models.CharField("事件", max_length=64)
    payload = WrittenJSONField("内容")  # canonical JSON, as it was hashed
    actor_id = models.UUIDField("账号")
    actor_name = models.TextField("姓名")
    at = models.DateTimeField("办理时间")
    recorded_at = models.DateTimeField("入账时间")
    device = models.TextField("设备", default="")
    reason = models.TextField("理由", default="")
    remit_id = models.IntegerField("管辖", null=True)
    prev_hash = models.BinaryField("前一哈希", max_length=32)
    hash = models.BinaryField("哈希", max_length=32)

    class Meta:
        verbose_name = "台账事件"
        indexes = [BrinIndex(fields=["recorded_at"], name="ledger_event_recorded")]
        constraints = [
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="ledger_event_seq"),
            models.CheckConstraint(
                condition=models.Q(
                    models.lookups.Exact(
                        models.Func("hash", function="octet_length", output_field=models.IntegerField()), 32
                    ),
                    models.lookups.Exact(
                        models.Func("prev_hash", function="octet_length", output_field=models.IntegerField()), 32
                    ),
                ),
                name="ledger_event_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label or self.stream_id} #{self.seq} {self.type}"
