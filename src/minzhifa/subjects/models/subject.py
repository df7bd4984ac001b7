"""Subjects 执法对象 and the names they have had."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from minzhifa.crypto.fields import SealedTextField
from minzhifa.law.identifiers_mask import mask_address
from minzhifa.ledger.ids import uuid7


class SubjectKind(models.TextChoices):
    """What a subject is; the first four can be a party."""

    NATURAL_PERSON = "natural_person", "自然人"
    SOLE_TRADER = "sole_trader", "个体工商户"
    LEGAL_PERSON = "legal_person", "法人"
    OTHER_ORGANISATION = "other_organisation", "其他组织"
    PLACE = "place", "场所"


class Subject(models.Model):
    """One enterprise, trader, person, organisation or place, as known today. Cases keep their own snapshot.

    Identity number, telephone and a person's home are sealed; `id_index` is the keyed index that finds equal numbers.
    Of a home `address` holds what lists may show (the county); `where` is the whole address of anybody. `search_text`
    holds the present and former names and the pinyin initials in lower case, for one bigram index over all of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("类型", max_length=20, choices=SubjectKind.choices)
    name = models.CharField("名称", max_length=200)
    uscc = models.CharField("统一社会信用代码", max_length=18, null=True, unique=True)
    stated_code = models.CharField("原文书所载代码", max_length=40, blank=True)
    id_number = SealedTextField("公民身份号码", null=True)
    id_index = models.CharField(max_length=64, null=True, unique=True, editable=False)
    phone = SealedTextField("联系电话", null=True)
    address = models.CharField("住所或者地址", max_length=300, blank=True)
    home = SealedTextField("自然人住址", null=True)
    legal_representative = models.CharField("法定代表人（负责人）", max_length=120, blank=True)
    region_code = models.CharField("行政区划代码", max_length=12, blank=True, db_index=True)
    initials = models.CharField("拼音首字母", max_length=200, blank=True, editable=False)
    sort_key = models.CharField("拼音", max_length=400, blank=True, editable=False)
    search_text = models.TextField(editable=False)
    verified = models.BooleanField("已核实", default=False)
    historical = models.BooleanField("历史数据", default=False)
    version = models.PositiveIntegerField("修订次数", default=1)
    created_at = models.DateTimeField("登记时间")
    updated_at = models.DateTimeField("更新时间")

    class Meta:
        verbose_name = "执法对象"
        verbose_name_plural = "执法对象"
        indexes = [models.Index(fields=["sort_key", "id"], name="subjects_subject_order")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="subjects_subject_name"),
            models.CheckConstraint(condition=Q(kind__in=SubjectKind.values), name="subjects_subject_kind"),
            models.CheckConstraint(
                condition=Q(uscc__isnull=True) | Q(uscc__regex="^[0-9ANY][0-9A-HJ-NP-RTUWXY]{17}$"),
                name="subjects_subject_uscc",
            ),
            models.CheckConstraint(
                condition=Q(uscc__isnull=True) | ~Q(kind__in=["natural_person", "place"]),
                name="subjects_subject_uscc_kind",
            ),
            models.CheckConstraint(
                condition=Q(id_number__isnull=True, id_index__isnull=True)
                | Q(id_number__isnull=False, id_index__isnull=False),
                name="subjects_subject_id_index",
            ),
            models.CheckConstraint(
                condition=Q(id_index__isnull=True) | Q(kind__in=["natural_person", "sole_trader"]),
                name="subjects_subject_id_kind",
            ),
            models.CheckConstraint(
                condition=Q(stated_code="") | Q(historical=True), name="subjects_subject_stated_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def where(self) -> str:
        """The whole address."""
        return str(self.home or self.address)

    @where.setter
    def where(self, address: str) -> None:
        at_home = bool(address) and self.kind == SubjectKind.NATURAL_PERSON
        self.home, self.address = (address, mask_address(address)) if at_home else (None, address)


class SubjectName(models.Model):
    """A name in [valid_from, valid_to); a null start is "since before our records"."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="names", verbose_name="执法对象")
    name = models.CharField("名称", max_length=200)
    valid_from = models.DateField("启用日期", null=True)
    valid_to = models.DateField("停用日期", null=True)

    class Meta:
        verbose_name = "执法对象名称"
        verbose_name_plural = "执法对象名称"
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(valid_to__isnull=True), name="subjects_name_one_present"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="subjects_name_interval",
            ),
        ]

    def __str__(self) -> str:
        return self.name
