"""Published lists of what is not punished 免罚清单: first offences (首违不罚) and minor ones (轻微不罚), by version."""

from __future__ import annotations

from django.db import models

from minzhifa.catalog.models.matter import TrustMark
from minzhifa.catalog.models.ranges import one_at_a_time
from minzhifa.catalog.models.versioned import Versioned, version_constraints


class SparingKind(models.TextChoices):
    """Which sentence of article 33(1) of the penalty law the list spells out."""

    FIRST = "first", "首违不罚"
    MINOR = "minor", "轻微不罚"


class SparingList(models.Model):
    """One list; what it says stands in its versions.

    `owner_remit_id`: the agency × field whose own it is, null where it is the province's; `field_code` as in the org
    room's registry.
    """

    code = models.CharField("清单编码", max_length=40, unique=True)
    kind = models.CharField("清单种类", max_length=10, choices=SparingKind.choices)
    field = models.CharField("执法领域", max_length=60)
    field_code = models.CharField("领域代码", max_length=40)
    owner_remit_id = models.IntegerField("制定机关职责范围", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "免罚清单"

    def __str__(self) -> str:
        return self.code


class SparingListVersion(Versioned):
    """The list in one interval. `entries` holds the shape of `catalog.rows.SparingEntry`.

    `months`: how long back an earlier penalty counts against a first offence; null is without end.
    """

    listing = models.ForeignKey(SparingList, models.PROTECT, related_name="versions", verbose_name="免罚清单")
    title = models.CharField("清单名称", max_length=160)
    organ = models.CharField("发布机关", max_length=120)
    months = models.PositiveSmallIntegerField("首次的期间（月）", null=True)
    entries = models.JSONField("条目", default=list)
    mark = models.CharField("可信度", max_length=10, choices=TrustMark.choices)
    source = models.TextField("来源", blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "免罚清单版本"
        constraints = [
            models.UniqueConstraint(fields=["listing", "number"], name="catalog_sparing_version_number"),
            models.CheckConstraint(
                condition=models.Q(months__isnull=True) | models.Q(months__gt=0), name="catalog_sparing_version_months"
            ),
            one_at_a_time("catalog_sparing_version_overlap", "listing_id"),
            *version_constraints("catalog_sparing_version"),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} 第{self.number}版"
