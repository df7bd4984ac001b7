"""Who had a piece of evidence, when, and what was done with it."""

from __future__ import annotations

from django.db import models


class CustodyAction(models.TextChoices):
    """What happens to evidence between taking and archive."""

    TAKEN = "taken", "取得"
    VIEWED = "viewed", "查阅"
    COPIED = "copied", "复制"
    HANDED_OVER = "handed_over", "移交"
    RECEIVED = "received", "接收"
    EXAMINED = "examined", "检验鉴定"
    PRESENTED = "presented", "出示质证"
    RETURNED = "returned", "返还"
    DESTROYED = "destroyed", "销毁"
    ARCHIVED = "archived", "归档"


class CustodyEntry(models.Model):
    """One step of the chain of custody."""

    evidence = models.ForeignKey("evidence.EvidenceFile", on_delete=models.PROTECT, related_name="custody")
    remit_id = models.IntegerField("管辖")
    action = models.CharField("动作", max_length=16, choices=CustodyAction.choices)
    actor_id = models.UUIDField("账号")
    actor_name = models.TextField("姓名")
    at = models.DateTimeField("时间")
    place = models.TextField("地点", default="")
    note = models.TextField("说明", default="")

    class Meta:
        verbose_name = "证据流转"

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at:%F}"
