"""Enforcement matters 执法事项, their dated versions and the provisions they rest on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from minzhifa.catalog.models.ranges import one_at_a_time
from minzhifa.catalog.models.statute import Provision
from minzhifa.catalog.models.versioned import Versioned, version_constraints


class MatterKind(models.TextChoices):
    """What the matter lets an agency do."""

    PENALTY = "penalty", "行政处罚"
    COERCION = "coercion", "行政强制"
    INSPECTION = "inspection", "行政检查"


class TrustMark(models.TextChoices):
    """Where the content was read."""

    LAWTEXT = "lawtext", "据法律文本核对"
    PAGE = "page", "据公开页面"
    MEMORY = "memory", "凭记忆，待核"


class Matter(models.Model):
    """One matter; what it says stands in its versions. `field_code` is the code of the org room's field registry."""

    code = models.CharField("事项编码", max_length=40, unique=True)
    field = models.CharField("执法领域", max_length=40)
    field_code = models.CharField("领域代码", max_length=40)
    kind = models.CharField("事项类型", max_length=20, choices=MatterKind.choices)

    class Meta:
        verbose_name = "执法事项"
        verbose_name_plural = "执法事项"
        indexes = [models.Index(fields=["field_code", "code"], name="catalog_matter_field")]

    def __str__(self) -> str:
        return self.code


class MatterVersion(Versioned):
    """The matter as enforced from one day to another. JSON columns hold the shapes of `catalog.rows`."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="versions", verbose_name="执法事项")
    name = models.CharField("事项名称", max_length=200)
    level = models.CharField("实施层级", max_length=60, blank=True)
    legal_basis = models.TextField("实施依据", blank=True)
    law_version = models.DateField("依据文本日期", null=True)
    range_text = models.TextField("法定幅度", blank=True)
    ranges = models.JSONField("法定幅度（结构化）", default=list)
    elements = models.JSONField("构成要件", default=list)
    violated = models.JSONField("违反条款", default=list)
    basis = models.JSONField("处罚依据条款", default=list)
    mark = models.CharField("可信度", max_length=10, choices=TrustMark.choices)
    source = models.TextField("核对来源", blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = "事项版本"
        verbose_name_plural = "事项版本"
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="catalog_matter_version_number"),
            one_at_a_time("catalog_matter_version_overlap", "matter_id"),
            *version_constraints("catalog_matter_version"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} 第{self.number}版"


class Role(models.TextChoices):
    """What a provision is to the matter."""

    VIOLATED = "violated", "违反"
    BASIS = "basis", "依据"


class MatterProvision(models.Model):
    """A citation of a matter version, tied to the provision row where its text is held; else the reason why not."""

    version = models.ForeignKey(MatterVersion, models.CASCADE, related_name="citations", verbose_name="事项版本")
    position = models.PositiveSmallIntegerField("次序")
    role = models.CharField("作用", max_length=10, choices=Role.choices)
    citation = models.CharField("引用", max_length=200)
    provision = models.ForeignKey(Provision, models.PROTECT, null=True, related_name="cited_by", verbose_name="条款")
    unresolved = models.CharField("未对应原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "事项依据"
        verbose_name_plural = "事项依据"
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="catalog_matter_provision_position"),
            models.CheckConstraint(
                condition=Q(provision__isnull=False, unresolved="") | Q(provision__isnull=True) & ~Q(unresolved=""),
                name="catalog_matter_provision_resolved_or_why",
            ),
        ]

    def __str__(self) -> str:
        return self.citation
