"""A document of a case: its data is kept, its PDF is made on demand."""

from __future__ import annotations

from django.db import models


class Status(models.TextChoices):
    """Life of a document."""

    DRAFT = "draft", "草稿"
    ISSUED = "issued", "已制发"
    VOID = "void", "已作废"


class Document(models.Model):
    """One document. `data` holds no sealed personal fields: those are in `sealed`, encrypted as one text.

    `counted`: the number was drawn from the counter (historical numbers are given as text and consume nothing).
    `recorded`: entered from a historical record; its gaps are shown as not stated, it is never signed.
    """

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField("案件")
    remit_id = models.IntegerField("职责范围")
    agency_id = models.IntegerField("机关")
    agency_name = models.CharField("机关名称", max_length=120)
    number_agency_id = models.IntegerField("编号机关")
    kind = models.CharField("文书种类", max_length=40)
    title = models.CharField("文书名称", max_length=120)
    number = models.CharField("文号", max_length=80, blank=True)
    counted = models.BooleanField("编号取自计数", default=False)
    recorded = models.BooleanField("历史补录", default=False)
    status = models.CharField("状态", max_length=8, choices=Status.choices)
    version = models.IntegerField("版本", default=1)
    data = models.JSONField("内容")
    sealed = models.TextField("加密内容", blank=True)
    on = models.CharField("文书日期", max_length=10, blank=True)
    at = models.DateTimeField("制作时间")
    author_id = models.UUIDField("制作人")
    template_version = models.CharField("模板版本", max_length=16)
    pdf_sha256 = models.CharField("PDF 摘要", max_length=64, blank=True)
    pdf_key = models.CharField("PDF 存储位置", max_length=120, blank=True)
    pdf_pages = models.SmallIntegerField("页数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "文书"
        indexes = [models.Index(fields=["case_id", "id"], name="documents_of_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["number_agency_id", "kind", "number"],
                condition=models.Q(counted=True),
                name="documents_counted_number_once",
            ),
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="documents_status_known"),
            models.CheckConstraint(condition=~models.Q(counted=True, number=""), name="documents_counted_has_number"),
            models.CheckConstraint(
                condition=~models.Q(counted=True, status="draft"), name="documents_draft_unnumbered"
            ),
        ]
