"""Agencies (行政执法主体), their names, standing, number words, remedies and remits, each with its interval."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class AgencyKind(models.TextChoices):
    """主体性质."""

    ADMINISTRATIVE = "administrative", "行政机关"
    AUTHORISED = "authorised", "授权组织"
    ENTRUSTED = "entrusted", "受委托组织"
    DISPATCHED = "dispatched", "派出机构"
    TOWNSHIP = "township", "乡镇人民政府（街道办事处）"


class AgencyLevel(models.TextChoices):
    """机关层级."""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"


class Agency(models.Model):
    """One body that enforces law. What changes with time (name, standing, words) hangs on it with intervals.

    `name` is the present name, kept in step with the open `AgencyName` for lists and search. `historical` marks a
    body known from old records only; it is unverified until an administrator links or confirms it.
    """

    slug = models.CharField("标识", max_length=60, unique=True)
    name = models.CharField("现名", max_length=80, db_index=True)
    system = models.CharField("条线", max_length=20, db_index=True)
    level = models.CharField("层级", max_length=8, choices=AgencyLevel)
    region = models.ForeignKey("org.Region", models.PROTECT, related_name="agencies")
    superior = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subordinates")
    uscc = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    uscc_is_demo = models.BooleanField("代码为演示数据", default=False)
    head_name = models.CharField("负责人", max_length=40, blank=True)
    address = models.CharField("地址", max_length=160, blank=True)
    phone = models.CharField("电话", max_length=30, blank=True)
    payee_name = models.CharField("收款单位", max_length=80, blank=True)
    payee_bank = models.CharField("收款银行", max_length=80, blank=True)
    payee_bank_address = models.CharField("收款银行地址", max_length=160, blank=True)
    payee_account = models.CharField("收款账号", max_length=30, blank=True)
    card_is_demo = models.BooleanField("联系与收款信息为演示数据", default=False)
    historical = models.BooleanField("历史主体", default=False)
    verified = models.BooleanField("已核实", default=True)
    ended_on = models.DateField("并入其他机关之日", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="并入的机关"
    )
    mark = models.CharField("可信标记", max_length=1, default="M")

    class Meta:
        verbose_name = verbose_name_plural = "行政执法主体"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="an_ended_agency_has_a_successor",
                condition=Q(ended_on__isnull=True, successor__isnull=True)
                | Q(ended_on__isnull=False, successor__isnull=False) & ~Q(successor=models.F("id")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Interval(models.Model):
    """`[valid_from, valid_to)`: from the first day it holds to the first day it no longer does; null is open."""

    valid_from = models.DateField("起", null=True, blank=True)
    valid_to = models.DateField("止（当日已失效）", null=True, blank=True)
    source = models.CharField("依据", max_length=160, blank=True)
    mark = models.CharField("可信标记", max_length=1, default="M")

    class Meta:
        abstract = True


class AgencyName(Interval):
    """机关名称; old documents keep the name of their day. Intervals of one agency never overlap (database)."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names")
    name = models.CharField("名称", max_length=80, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "机关名称"


class AgencyStanding(Interval):
    """性质, and in whose name it acts: a dispatched bureau acts as `acts_as` until it may act in its own name."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="standings")
    kind = models.CharField("性质", max_length=14, choices=AgencyKind)
    acts_as = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="dispatched", verbose_name="以其名义"
    )
    entrusted_by = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="entrusted", verbose_name="委托机关"
    )

    class Meta:
        verbose_name = verbose_name_plural = "主体性质"
        constraints = [
            models.CheckConstraint(
                name="entrusted_names_its_principal",
                condition=~Q(kind="entrusted") | Q(entrusted_by__isnull=False),
            )
        ]


class AgencyNumberWord(Interval):
    """发文机关代字. `kind` empty: the stem (闽莆环) to which the system's suffix (罚) is added; else the whole word."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="number_words")
    kind = models.CharField("文书种类", max_length=40, blank=True)
    word = models.CharField("代字", max_length=30)

    class Meta:
        verbose_name = verbose_name_plural = "文号代字"


class NumberSuffix(Interval):
    """文书字 of one system (ecology, market …; empty: any) and kind of document: 立, 罚告, 罚, 责改."""

    system = models.CharField("条线", max_length=20, blank=True)
    kind = models.CharField("文书种类", max_length=40)
    suffix = models.CharField("文书字", max_length=12)

    class Meta:
        verbose_name = verbose_name_plural = "文书字"


class AgencyRemedy(Interval):
    """救济途径 as documents must name it: who reconsiders, which court."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="remedies")
    reconsideration_body = models.CharField("行政复议机关", max_length=160)
    court = models.CharField("行政诉讼管辖法院", max_length=80)

    class Meta:
        verbose_name = verbose_name_plural = "救济途径"


class Remit(Interval):
    """机关 × 领域: the integer that every row of a case carries, and the unit in which the second wall measures."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="remits")
    field = models.ForeignKey("org.Field", models.PROTECT, related_name="remits")

    class Meta:
        verbose_name = verbose_name_plural = "职权范围"
        constraints = [models.UniqueConstraint(fields=["agency", "field"], name="one_remit_per_agency_and_field")]

    def __str__(self) -> str:
        return f"{self.agency} · {self.field}"
