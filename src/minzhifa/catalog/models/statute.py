"""Statutes, their dated texts, and every provision of each text."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from minzhifa.catalog.models.ranges import KeyRange


class StatuteKind(models.TextChoices):
    """Rank of a statute."""

    LAW = "law", "法律"
    REGULATION = "regulation", "行政法规"
    LOCAL_REGULATION = "local_regulation", "地方性法规"
    RULE = "rule", "规章"
    GUIDANCE = "guidance", "规范性文件"


class Mark(models.TextChoices):
    """How far an interval can be trusted: read in an official text, from memory, or not known."""

    VERIFIED = "V", "已核"
    MEMORY = "M", "待核"
    UNKNOWN = "U", "未知"


class Statute(models.Model):
    """法律、法规、规章, whatever its versions; the title is without 中华人民共和国."""

    title = models.CharField("名称", max_length=120, unique=True)
    official_title = models.CharField("全称", max_length=160)
    kind = models.CharField("效力级别", max_length=20, choices=StatuteKind.choices)
    organ = models.CharField("制定机关", max_length=120)

    class Meta:
        verbose_name = "执法依据"
        verbose_name_plural = "执法依据"

    def __str__(self) -> str:
        return self.title


class StatuteVersion(models.Model):
    """One dated text, in force in [effective_from, effective_to). The date of a text is never its commencement."""

    statute = models.ForeignKey(Statute, models.PROTECT, related_name="versions", verbose_name="执法依据")
    version_date = models.DateField("公布或修改日期", null=True)
    effective_from = models.DateField("施行日期", null=True)
    effective_to = models.DateField("停止施行日期", null=True)
    mark = models.CharField("施行日期可信度", max_length=1, choices=Mark.choices)
    from_quote = models.TextField("施行日期出处", blank=True)
    to_quote = models.TextField("停止施行出处", blank=True)
    partial = models.BooleanField("文本不全", default=False)
    has_text = models.BooleanField("有文本", default=True)
    files = models.JSONField("文本文件", default=list)
    checksum = models.CharField("文本校验值", max_length=64, blank=True)
    articles = models.PositiveIntegerField("条数", default=0)
    provisions = models.PositiveIntegerField("条款项数", default=0)

    class Meta:
        verbose_name = "依据版本"
        verbose_name_plural = "依据版本"
        constraints = [
            models.UniqueConstraint(
                fields=["statute", "version_date"], name="catalog_statute_version_date", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True)
                | Q(effective_from__isnull=True)
                | Q(effective_to__gt=F("effective_from")),
                name="catalog_statute_version_interval",
            ),
            models.CheckConstraint(
                condition=Q(effective_from__isnull=True, mark="U")
                | Q(effective_from__isnull=False, mark__in=["V", "M"]),
                name="catalog_statute_version_mark",
            ),
            ExclusionConstraint(
                name="catalog_statute_version_overlap",
                expressions=[
                    (KeyRange("statute_id"), RangeOperators.OVERLAPS),
                    (
                        Func(
                            Coalesce("effective_from", "version_date"),
                            "effective_to",
                            Value("[)"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statute_id} {self.version_date or '—'}"


class Provision(models.Model):
    """条 (level 1), 款 (2), 项 (3) or 目 (4); `path` is the key: 23, 23.1, 23.1.2, 90.1.6.1, 23-1 for 之一."""

    version = models.ForeignKey(StatuteVersion, models.CASCADE, related_name="provision_rows", verbose_name="依据版本")
    position = models.PositiveIntegerField("次序")
    path = models.CharField("位置", max_length=40)
    level = models.PositiveSmallIntegerField("层级")
    article = models.PositiveIntegerField("条")
    suffix = models.PositiveSmallIntegerField("之几", default=0)
    paragraph = models.PositiveSmallIntegerField("款", default=0)
    item = models.PositiveSmallIntegerField("项", default=0)
    sub_item = models.PositiveSmallIntegerField("目", default=0)
    heading = models.CharField("编章节", max_length=200, blank=True)
    text = models.TextField("内容")

    class Meta:
        verbose_name = "条款"
        verbose_name_plural = "条款"
        constraints = [
            models.UniqueConstraint(fields=["version", "path"], name="catalog_provision_path"),
            models.UniqueConstraint(fields=["version", "position"], name="catalog_provision_position"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="catalog_provision_level"),
        ]

    def __str__(self) -> str:
        return self.path
