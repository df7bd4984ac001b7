"""The main navigation: groups of entries, in the order of the work. A page joins by adding an `Entry`."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from minzhifa.access import Actor, Role


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
    count: int | None = None


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


def navigation(view_name: str, counts: dict[str, int] | None = None, actor: Actor | None = None) -> list[Group]:
    """The groups with the current entry marked; `counts` by view name are shown as badges."""
    section = view_name.removeprefix("desk:").split("_")[0]
    badges = counts or {}
    groups = [
        Group(
            label,
            tuple(
                Item(e.label, reverse(e.view), e.icon, section in e.sections, badges.get(e.view))
                for e in entries
                if not e.roles or (actor is not None and actor.holds(*e.roles))
            ),
        )
        for label, entries in GROUPS
    ]
    return [group for group in groups if group.items]
