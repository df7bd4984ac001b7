"""The signed log of heads: what the ledger looked like after every append, in a few parallel chains (lanes)."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One signed entry. Lanes exist only so that unrelated appends do not wait for each other."""

    pk = models.CompositePrimaryKey("lane", "n")
    lane = models.SmallIntegerField("道")
    n = models.BigIntegerField("序号")
    count = models.IntegerField("流数")
    root = models.BinaryField("流首摘要", max_length=32)
    prev = models.BinaryField("前一哈希", max_length=32)
    hash = models.BinaryField("哈希", max_length=32)
    signature = models.BinaryField("签名", max_length=64)
    key_id = models.CharField("密钥", max_length=16)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "流首日志"
        constraints = [models.CheckConstraint(condition=models.Q(n__gte=1), name="ledger_entry_n")]

    def __str__(self) -> str:
        return f"{self.lane}/{self.n}"


class Head(models.Model):
    """The last number and hash of one stream after one append; covered by the entry (lane, n)."""

    pk = models.CompositePrimaryKey("stream_id", "seq")
    stream_id = models.UUIDField("流")
    seq = models.IntegerField("序号")
    stream_kind = models.CharField("流类型", max_length=24)
    label = models.TextField("编号", default="")
    added = models.IntegerField("新增")
    hash = models.BinaryField("哈希", max_length=32)
    lane = models.SmallIntegerField("道")
    n = models.BigIntegerField("日志序号")

    class Meta:
        verbose_name = "流首"
        indexes = [
            models.Index(fields=["lane", "n"], name="ledger_head_entry"),
            models.Index(fields=["label"], name="ledger_head_label", condition=~models.Q(label="")),
        ]

    def __str__(self) -> str:
        return f"{self.label or self.stream_id} #{self.seq}"
