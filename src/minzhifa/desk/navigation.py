"""The main navigation: groups of entries, in the order of the work. A page joins by adding an `Entry`."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from minzhifa.access import Role
from minzhifa.desk.addresses import address


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `section` is the first part of the view names that belong to it (`matter` for `matter_list`).

    With `roles` it is shown to those who hold one of them; what a page allows, the page itself decides.
    """

    label: str
    view: str
    icon: str
    sections: tuple[str, ...]
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as drawn."""

    label: str
    url: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one small heading."""

    label: str
    items: tuple[Item, ...]


SEES_CASES = tuple(
    role for role in Role if role not in (Role.DATA_AUTHORITY, Role.OPERATOR, Role.ADMINISTRATOR, Role.SYSTEM)
)
WRITES = (Role.OFFICER, Role.SECTION_HEAD, Role.AGENCY_HEAD)
DECIDES = (Role.SECTION_HEAD, Role.REVIEWER, Role.AGENCY_HEAD, Role.PRESIDING_OFFICER)
GROUPS: list[tuple[str, list[Entry]]] = [
    (
        "",
        [
            Entry("工作台", "desk:home", "layout-dashboard", ("home",)),
            Entry("案件", "desk:case_list", "briefcase", ("case",), SEES_CASES),
            Entry("审批", "desk:approval_list", "clipboard-check", ("approval",), DECIDES),
            Entry("机关往来", "desk:referral_list", "send", ("referral", "handover"), WRITES),
            Entry("平台外办理", "desk:offline_list", "history", ("offline",), SEES_CASES),
        ],
    ),
    (
        "要素",
        [
            Entry("要素中心", "desk:element_home", "stack-2", ("element",)),
            Entry("执法对象", "desk:subject_list", "building-store", ("subject",)),
            Entry("执法事项", "desk:matter_list", "list-check", ("matter",)),
            Entry("执法依据", "desk:statute_list", "book-2", ("statute", "provision")),
            Entry("裁量基准", "desk:benchmark_list", "scale", ("benchmark",)),
            Entry("免罚清单", "desk:sparing_list", "shield-check", ("sparing",)),
            Entry("文书模板", "desk:template_list", "file-description", ("template",)),
            Entry("执法主体", "desk:agency_list", "building-bank", ("agency",)),
            Entry("乡镇赋权", "desk:power_list", "building-community", ("power",)),
            Entry("平台应用豁免", "desk:exemption_list", "ban", ("exemption",)),
            Entry("执法人员", "desk:officer_list", "certificate", ("officer",)),
        ],
    ),
    (
        "规则",
        [
            Entry("程序", "desk:procedure_page", "stack-2", ("procedure",)),
            Entry("审批权限", "desk:authority_table", "user-check", ("authority",)),
            Entry("期限与规则", "desk:rule_list", "clock", ("rule",)),
            Entry("节假日", "desk:holiday_years", "calendar", ("holiday",)),
            Entry("要素审定", "desk:proposal_list", "history", ("proposal",), (Role.ADMINISTRATOR, Role.AGENCY_HEAD)),
        ],
    ),
    (
        "管理",
        [
            Entry("账号与授权", "desk:account_list", "users", ("account",), (Role.ADMINISTRATOR,)),
            Entry("对接令牌", "desk:token_list", "key", ("token",), (Role.ADMINISTRATOR,)),
        ],
    ),
]


@lru_cache(maxsize=1024)
def drawn(section: str, held: frozenset[Role], _sprite: str) -> SafeString:
    """The navigation as it stands on every page of a section, for holders of the same roles: put together once."""
    return render_to_string("components/navigation.html", {"groups": navigation(section, held)})


def navigation(section: str, held: Set[Role]) -> list[Group]:
    """The groups, the entry of the section (`matter` of the view `desk:matter_list`) marked as the current one."""
    groups = [
        Group(
            label,
            tuple(
                Item(e.label, address(e.view), e.icon, section in e.sections)
                for e in entries
                if not e.roles or held & set(e.roles)
            ),
        )
        for label, entries in GROUPS
    ]
    return [group for group in groups if group.items]
