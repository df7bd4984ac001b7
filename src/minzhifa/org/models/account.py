"""Accounts: who may log in, in which role and where; and the tokens of connected systems."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from minzhifa.access import Role
from minzhifa.ledger.ids import uuid7

ROLE_LABELS = {
    Role.OFFICER: "执法人员",
    Role.SECTION_HEAD: "办案机构负责人",
    Role.REVIEWER: "法制审核人员",
    Role.AGENCY_HEAD: "行政机关负责人",
    Role.PRESIDING_OFFICER: "听证主持人",
    Role.SEAL_KEEPER: "印章保管人",
    Role.ARCHIVIST: "档案管理人员",
    Role.SUPERVISOR: "执法监督人员",
    Role.PROCURATOR: "检察人员",
    Role.DATA_AUTHORITY: "数据主管部门",
    Role.OPERATOR: "技术服务单位",
    Role.ADMINISTRATOR: "系统管理员",
    Role.SYSTEM: "对接系统",
}
ROLE_CHOICES = [(role.value, label) for role, label in ROLE_LABELS.items()]


class Account(AbstractUser):
    """A person's (or a connected system's) login. What it may do stands in its role grants, never in flags here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    first_name = None  # type: ignore[assignment]  # Chinese names are one word
    last_name = None  # type: ignore[assignment]
    name = models.CharField("姓名", max_length=40)
    agency = models.ForeignKey(
        "org.Agency", models.PROTECT, null=True, blank=True, related_name="accounts", verbose_name="所属机关"
    )
    # Who the person is, as a keyed index of the citizen number: one person, one account. The number itself is not kept.
    person_index = models.CharField("身份索引", max_length=64, null=True, blank=True, unique=True, editable=False)
    session_key = models.CharField(max_length=40, blank=True, editable=False)
    is_demo = models.BooleanField("演示账号", default=False, help_text="只在演示模式下可以登录")
    must_change_password = models.BooleanField("须先修改密码", default=False, help_text="初始密码只用来登录一次")

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = "账号"

    def __str__(self) -> str:
        return f"{self.name}（{self.username}）"

    def get_full_name(self) -> str:
        """The person's name."""
        return self.name

    def get_short_name(self) -> str:
        """The person's name."""
        return self.name


class RoleGrant(models.Model):
    """A role in an agency, or over a region, or (neither) the whole province; by field; for days `[from, to)`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="role_grants", verbose_name="账号")
    role = models.CharField("角色", max_length=20, choices=ROLE_CHOICES)
    agency = models.ForeignKey("org.Agency", models.PROTECT, null=True, blank=True, related_name="role_grants")
    region = models.ForeignKey("org.Region", models.PROTECT, null=True, blank=True, related_name="role_grants")
    field = models.ForeignKey("org.Field", models.PROTECT, null=True, blank=True, related_name="role_grants")
    valid_from = models.DateField("起")
    valid_to = models.DateField("止（当日已失效）", null=True, blank=True)
    granted_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="granted")
    reason = models.CharField("理由", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "角色授予"
        constraints = [
            models.CheckConstraint(
                name="grant_is_in_an_agency_or_over_a_region",
                condition=Q(agency__isnull=True) | Q(region__isnull=True),
            ),
            models.CheckConstraint(
                name="acting_roles_are_held_in_an_agency",
                condition=Q(agency__isnull=False)
                | Q(role__in=["supervisor", "procurator", "data_authority", "operator", "administrator"]),
            ),
        ]
        indexes = [models.Index(fields=["account", "valid_from"])]


class SystemToken(models.Model):
    """A connected system's key. Only the secret's SHA-256 is kept; `prefix` finds the row, shown in lists."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="tokens", verbose_name="系统账号")
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="tokens", verbose_name="机关")
    field = models.ForeignKey("org.Field", models.PROTECT, null=True, blank=True, related_name="tokens")
    name = models.CharField("系统名称", max_length=80)
    prefix = models.CharField("前缀", max_length=12, unique=True)
    secret_hash = models.BinaryField(max_length=32, editable=False)
    scopes = ArrayField(models.CharField(max_length=30), default=list, verbose_name="权限范围")
    created_at = models.DateTimeField("签发时间")
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="签发人")
    # What lets a system approve waits for a second administrator: nobody issues writing and approving alone.
    countersigned_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="核准人")
    countersigned_at = models.DateTimeField("核准时间", null=True)
    expires_at = models.DateTimeField("到期时间")
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "系统令牌"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(countersigned_by=None) | ~models.Q(countersigned_by=models.F("created_by")),
                name="token_countersigned_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(countersigned_by=None, countersigned_at=None)
                | models.Q(countersigned_by__isnull=False, countersigned_at__isnull=False, created_by__isnull=False),
                name="token_countersigned_whole",
            ),
        ]


class OrgVersion(models.Model):
    """One row: a stamp that triggers raise whenever remits, agencies or standings change (the process cache's key)."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    stamp = models.BigIntegerField(default=0)
