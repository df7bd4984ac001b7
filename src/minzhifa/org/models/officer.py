"""Officers and their certificates."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from minzhifa.ledger.ids import uuid7


class Officer(models.Model):
    """执法人员. He belongs to one agency now; his certificates say for which agency he could act on which day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="officers", verbose_name="所属机关")
    account = models.OneToOneField(
        "org.Account", models.SET_NULL, null=True, blank=True, related_name="officer", verbose_name="账号"
    )
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=40, blank=True)
    left_on = models.DateField("离岗日", null=True, blank=True)
    verified = models.BooleanField("已核实", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "执法人员"

    def __str__(self) -> str:
        return self.name


class Certificate(models.Model):
    """行政执法证. A person holds several numbers over time; both ends of the validity are inclusive, as printed.

    One number is never valid twice on one day (exclusion constraint).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="certificates", verbose_name="持证人")
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="certificates", verbose_name="发证所属机关")
    number = models.CharField("证号", max_length=20, db_index=True)
    issuer = models.CharField("发证机关", max_length=80, blank=True)
    valid_from = models.DateField("有效期起")
    valid_until = models.DateField("有效期至（含）")
    revoked_on = models.DateField("注销日", null=True, blank=True)
    revoked_why = models.CharField("注销原因", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "行政执法证"
        constraints = [
            models.CheckConstraint(
                name="certificate_ends_after_it_starts", condition=Q(valid_until__gte=F("valid_from"))
            ),
            models.CheckConstraint(name="certificate_number_is_digits", condition=Q(number__regex=r"^[0-9A-Z]{6,20}$")),
        ]

    def __str__(self) -> str:
        return self.number


class CertificateSuspension(models.Model):
    """暂扣: days `[starts_on, ends_on]`, open while the end is not known. An act dated inside is a veto error."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="suspensions")
    starts_on = models.DateField("暂扣起")
    ends_on = models.DateField("暂扣止（含）", null=True, blank=True)
    reason = models.CharField("原因", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "执法证暂扣"
        constraints = [
            models.CheckConstraint(
                name="suspension_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            )
        ]
