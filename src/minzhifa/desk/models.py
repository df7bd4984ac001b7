"""What the desk keeps between two pages: an uploaded spreadsheet after its dry run, until it is loaded or let go."""

from __future__ import annotations

from django.db import models

from minzhifa.ledger.ids import uuid7


class ElementImport(models.Model):
    """One upload. Rows and report are sealed (they hold personal data) and emptied when it is loaded."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account_id = models.UUIDField("上传人", db_index=True)
    kind = models.CharField("要素", max_length=20)
    file_name = models.CharField("文件名", max_length=200)
    sm3 = models.CharField("校验值", max_length=64)
    uploaded_at = models.DateTimeField("上传时间", db_index=True)
    rows = models.TextField("各行", blank=True)
    report = models.TextField("检查结果", blank=True)
    loaded_at = models.DateTimeField("载入时间", null=True)
    written = models.PositiveIntegerField("写入", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "要素导入"

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"


class SavedView(models.Model):
    """A way to look at the case list that somebody keeps under a name; `query` is the list's address after the ?."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account_id = models.UUIDField("账号")
    name = models.CharField("名称", max_length=20)
    query = models.CharField("筛选", max_length=500)

    class Meta:
        verbose_name = verbose_name_plural = "我的看法"
        constraints = [models.UniqueConstraint(fields=["account_id", "name"], name="saved_view_name_once")]

    def __str__(self) -> str:
        return self.name
