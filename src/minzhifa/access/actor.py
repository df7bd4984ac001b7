"""Who acts: an account with its roles, and what that lets it see."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """Roles an account may hold in one region, agency and field (requirements A6/A7)."""

    OFFICER = "officer"  # 执法人员
    SECTION_HEAD = "section_head"  # 办案机构负责人
    REVIEWER = "reviewer"  # 法制审核人员
    AGENCY_HEAD = "agency_head"  # 行政机关负责人
    PRESIDING_OFFICER = "presiding_officer"  # 听证主持人
    SEAL_KEEPER = "seal_keeper"  # 印章保管人
    ARCHIVIST = "archivist"  # 档案管理人员
    SUPERVISOR = "supervisor"  # 执法监督人员
    PROCURATOR = "procurator"  # 检察人员
    DATA_AUTHORITY = "data_authority"  # 数据主管部门
    OPERATOR = "operator"  # 技术服务单位
    ADMINISTRATOR = "administrator"  # 系统管理员
    SYSTEM = "system"  # 对接系统


@dataclass(frozen=True, slots=True)
class Grant:
    """One role held in a set of remits (agency × field). `remits is None` means the whole province."""

    role: Role
    agency_id: int | None
    remits: frozenset[int] | None


@dataclass(frozen=True, slots=True)
class Scope:
    """The remits whose rows may be read: `everything`, or exactly `remits`. Empty means nothing."""

    remits: frozenset[int] = frozenset()
    everything: bool = False

    def has(self, remit_id: int | None) -> bool:
        """True when a row of this remit is inside the scope."""
        return self.everything or (remit_id is not None and remit_id in self.remits)


@dataclass(frozen=True, slots=True)
class Actor:
    """The acting account, loaded once per request and handed to every operation and query.

    `token_scopes`: what a connected system's token was issued for; empty for people.
    """

    account_id: UUID
    name: str
    grants: tuple[Grant, ...] = ()
    officer_id: UUID | None = None
    agency_id: int | None = None
    device: str = ""
    scope: Scope = field(default_factory=Scope)
    token_scopes: frozenset[str] = frozenset()

    def holds(self, *roles: Role, remit_id: int | None = None, agency_id: int | None = None) -> bool:
        """True when one of `roles` is held over the given remit or in the given agency (any, when neither is given)."""
        for grant in self.grants:
            if grant.role not in roles:
                continue
            if remit_id is not None and grant.remits is not None and remit_id not in grant.remits:
                continue
            if agency_id is not None and grant.agency_id not in (None, agency_id):
                continue
            return True
        return False
