"""Discretion benchmarks 裁量权基准 and their dated versions."""

from __future__ import annotations

from django.db import models

from minzhifa.catalog.models.matter import Matter, TrustMark
from minzhifa.catalog.models.ranges import one_at_a_time
from minzhifa.catalog.models.statute import Provision
from minzhifa.catalog.models.versioned import Versioned, version_constraints


class Benchmark(models.Model):
    """One benchmark; its grades stand in its versions.

    `owner_remit_id`: the agency × field whose own it is; null is the province's, published by the provincial
    department of the field (`field_code`, as in the org room's registry; empty where the field is not in it).
    """

    code = models.CharField("基准编码", max_length=40, unique=True)
    field = models.CharField("执法领域", max_length=60)
    field_code = models.CharField("领域代码", max_length=40, default="", blank=True)
    owner_remit_id = models.IntegerField("制定机关职责范围", null=True, blank=True)
    region = models.CharField("适用地区", max_length=120)
    matters = models.ManyToManyField(Matter, related_name="benchmarks", verbose_name="执法事项")

    class Meta:
        verbose_name = "裁量权基准"
        verbose_name_plural = "裁量权基准"

    def __str__(self) -> str:
        return self.code


class BenchmarkVersion(Versioned):
    """The benchmark's content in one interval; `complete` is False where further grades exist that are not held."""

    benchmark = models.ForeignKey(Benchmark, models.PROTECT, related_name="versions", verbose_name="裁量权基准")
    violation = models.CharField("违法行为", max_length=200)
    law = models.CharField("依据", max_length=300)
    statutory_range = models.TextField("法定幅度", blank=True)
    grades = models.JSONField("裁量档次", default=list)
    complete = models.BooleanField("档次齐全", default=False)
    mark = models.CharField("可信度", max_length=10, choices=TrustMark.choices)
    source = models.TextField("来源", blank=True)
    note = models.TextField("说明", blank=True)
    definition = models.TextField("可计算的定义", blank=True, default="")  # TOML or JSON; empty: text only
    provision = models.ForeignKey(Provision, models.PROTECT, null=True, related_name="benchmarks", verbose_name="条款")

    class Meta:
        verbose_name = "基准版本"
        verbose_name_plural = "基准版本"
        constraints = [
            models.UniqueConstraint(fields=["benchmark", "number"], name="catalog_benchmark_version_number"),
            one_at_a_time("catalog_benchmark_version_overlap", "benchmark_id"),
            *version_constraints("catalog_benchmark_version"),
        ]

    def __str__(self) -> str:
        return f"{self.benchmark_id} 第{self.number}版"
