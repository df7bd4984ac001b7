"""Regions: province, cities, counties, townships, and the retired codes still found in old papers."""

from __future__ import annotations

from django.db import models


class RegionLevel(models.TextChoices):
    """行政区划层级."""

    PROVINCE = "province", "省"
    CITY = "city", "设区的市"
    COUNTY = "county", "县（市、区）"
    TOWNSHIP = "township", "乡镇（街道）"


class Region(models.Model):
    """One division code. The primary key is the code as a number, so that data files and rows agree.

    `kind` is the source's word (市, 区, 县, 县级市, 街道, 镇, 乡, 民族乡, 类乡级); only rows with `is_division` are
    divisions: 类乡级 rows are statistical units and have no government. `valid_to` is the first day the code no
    longer stood. `city_code` is the six-digit code of its city-level area: 平潭 (350128) stands for itself.
    """

    id = models.PositiveIntegerField("代码数", primary_key=True)
    code = models.CharField("区划代码", max_length=9, unique=True)
    name = models.CharField("名称", max_length=40)
    full_name = models.CharField("全称", max_length=80)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    level = models.CharField("层级", max_length=8, choices=RegionLevel)
    kind = models.CharField("类别", max_length=8)
    city_code = models.CharField("所属市级区域", max_length=6, db_index=True)
    is_division = models.BooleanField("是行政区划", default=True)
    city_level_powers = models.BooleanField("行使设区市管理权限", default=False)
    valid_from = models.DateField("启用", null=True, blank=True)
    valid_to = models.DateField("停用（当日已不用）", null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    mark = models.CharField("可信标记", max_length=1, default="V")
    note = models.CharField("备注", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "行政区划"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.full_name


class Field(models.Model):
    """执法领域: `code` is the FF of the case code; `domain` is the code under which the rules know its procedure."""

    id = models.PositiveIntegerField(primary_key=True)
    code = models.CharField("领域代码", max_length=2, unique=True)
    slug = models.SlugField("标识", max_length=30, unique=True)
    name = models.CharField("领域", max_length=40, unique=True)
    domain = models.CharField("法律规则域", max_length=20)
    aliases = models.JSONField("其他写法", default=list, blank=True)
    verified = models.BooleanField("已核实", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "执法领域"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
