"""仍按原日的期限: terms that a corrected calendar would give another day, left for a person to look at."""

from __future__ import annotations

from django.db import models

from minzhifa.ledger.ids import uuid7


class KeptReason(models.TextChoices):
    """Why the stored day stays."""

    ENDED = "ended", "已经办结"
    EXPIRED = "expired", "已经届满"
    OVER = "over", "按新日历已经届满"
    UNLIKE = "unlike", "存的日期与旧日历算出的也不同"


class KeptTerm(models.Model):
    """One term of one case that one import did not change. Written once, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    import_id = models.IntegerField("导入")
    year = models.PositiveSmallIntegerField("年份")
    case_id = models.UUIDField("案件")
    case_code = models.CharField("案件编码", max_length=24)
    remit_id = models.IntegerField("职权范围")
    term_id = models.CharField("期限", max_length=60)
    title = models.CharField("名称", max_length=120)
    old = models.DateField("现存的届满日")
    new = models.DateField("按新日历的届满日")
    stopped = models.CharField("办结", max_length=20, blank=True)
    why = models.CharField("未改的原因", max_length=8, choices=KeptReason)
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "仍按原日的期限"
        constraints = [
            models.UniqueConstraint(fields=["import_id", "case_id", "term_id"], name="one_row_per_import_and_term")
        ]
        indexes = [models.Index(fields=["year", "remit_id", "-id"], name="kept_term_list")]
