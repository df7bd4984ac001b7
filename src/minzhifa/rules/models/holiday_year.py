"""A year's working-day calendar as an administrator imported it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class HolidayYear(models.Model):
    """One import. A later import of the same year stands beside it and wins; none is changed."""

    year = models.PositiveSmallIntegerField("年份")
    off = models.JSONField("休息日", help_text="ISO 日期 → 节日名")
    work = models.JSONField("补班日", help_text="ISO 日期 → 节日名")
    source = models.CharField("依据", max_length=200)
    imported_by = models.UUIDField("导入人")
    imported_by_name = models.CharField("导入人姓名", max_length=60)
    imported_at = models.DateTimeField("导入时间")

    class Meta:
        verbose_name = "工作日历"
        verbose_name_plural = "工作日历"
        constraints = [
            models.CheckConstraint(condition=Q(year__gte=2004) & Q(year__lte=2200), name="holiday_year_range"),
            models.CheckConstraint(condition=~Q(source=""), name="holiday_year_has_source"),
        ]
        indexes = [models.Index(fields=["year", "-id"], name="holiday_year_latest")]

    def __str__(self) -> str:
        return f"{self.year} 年工作日历"
