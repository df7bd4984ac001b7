"""The case itself: the row that lists, searches and locks need; the law's own state stands in `state`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from minzhifa.access.postgresql.fields import WrittenJSONField
from minzhifa.ledger.ids import uuid7

CODE_PATTERN = r"^[0-9]{4}-[0-9A-Z]{2}-[0-9]{4}-[0-9]{7}-[0-9A-Z]$"
# Stages after which no act of the procedure is due any more.
FINISHED = ("declined", "closed", "archived", "withdrawn", "terminated")


class Case(models.Model):
    """One administrative penalty case. Only the engine writes here, always together with a ledger event.

    `state` is the fold of the case's ledger events (`CaseState.to_json()`); the columns beside it are projections of
    it for lists. `opened_text` keeps a partial date ("2025-04") of a historical record, `opened_on` is then null.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField("案件编码", max_length=24, unique=True)
    remit_id = models.IntegerField("职权范围")
    agency_id = models.IntegerField("办案机关")
    agency_name = models.CharField("机关名称（办案时）", max_length=120)
    region_code = models.CharField("行政区划", max_length=12)
    field_code = models.CharField("领域", max_length=20)
    domain = models.CharField("程序规则", max_length=20, default="general")
    procedure = models.CharField("程序", max_length=20, default="ordinary")
    stage = models.CharField("阶段", max_length=24)
    cause = models.CharField("案由", max_length=400)
    party_name = models.CharField("当事人", max_length=200, blank=True)
    party_key = models.CharField("当事人标识", max_length=64, blank=True)
    opened_on = models.DateField("线索登记日", null=True, blank=True)
    opened_text = models.CharField("登记日（原文）", max_length=20, blank=True)
    state = WrittenJSONField("状态")
    version = models.IntegerField("版本", default=1)
    next_due = models.DateField("最近到期日", null=True, blank=True)
    next_term = models.CharField("最近期限", max_length=60, blank=True)
    next_steps = models.JSONField("下一步", default=list)  # `_next.NextAct` in order; by whom, from which day
    cited = models.JSONField("引用的条文", default=list)  # keys of `_cited`, for the index
    lead_officer_id = models.UUIDField("主办人", null=True, blank=True)
    lead_officer_name = models.CharField("主办人姓名", max_length=60, blank=True)
    returned = models.BooleanField("被退回", default=False)
    deviates = models.BooleanField("偏离裁量基准", default=False)
    historical = models.BooleanField("历史补录", default=False)
    source_ref = models.CharField("来源记录号", max_length=120, null=True, blank=True, unique=True)
    created_at = models.DateTimeField("登记时间")
    updated_at = models.DateTimeField("最近办理时间")
    updated_by = models.CharField("最近办理人", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "案件"
        constraints = [
            models.CheckConstraint(name="case_code_is_well_formed", condition=Q(code__regex=CODE_PATTERN)),
            models.CheckConstraint(name="case_version_counts_from_one", condition=Q(version__gte=1)),
            models.CheckConstraint(
                name="case_next_term_has_both", condition=Q(next_due__isnull=True) | ~Q(next_term="")
            ),
            models.CheckConstraint(
                name="case_historical_names_source", condition=Q(historical=False) | Q(source_ref__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["remit_id", "-id"], name="case_list"),
            models.Index(fields=["remit_id", "stage", "-id"], name="case_list_stage"),
            models.Index(fields=["remit_id", "next_due", "id"], name="case_due", condition=Q(next_due__isnull=False)),
            models.Index(fields=["remit_id", "-id"], name="case_returned", condition=Q(returned=True)),
            models.Index(fields=["remit_id", "-id"], name="case_deviates", condition=Q(deviates=True)),
            models.Index(fields=["agency_id", "-id"], name="case_agency"),
            models.Index(fields=["stage", "-id"], name="case_stage"),
            models.Index(fields=["field_code", "-id"], name="case_field"),
            models.Index(fields=["party_key"], name="case_party_key", condition=~Q(party_key="")),
        ]

    def __str__(self) -> str:
        return self.code
