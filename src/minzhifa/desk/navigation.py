"""The main navigation: groups of entries, in the order of the work. A page joins by adding an `Entry`."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `section` is the first part of the view names that belong to it (`matter` for `matter_list`)."""

    label: str
    view: str
    icon: str
    sections: tuple[str, ...]


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


GROUPS: list[tuple[str, list[Entry]]] = [
    (
        "",
        [
            Entry("工作台", "desk:home", "layout-dashboard", ("home",)),
            Entry("案件", "desk:case_list", "briefcase", ("case",)),
            Entry("审批", "desk:approval_list", "clipboard-check", ("approval",)),
        ],
    ),
    (
        "要素",
        [
            Entry("执法对象", "desk:subject_list", "building-store", ("subject",)),
            Entry("执法事项", "desk:matter_list", "list-check", ("matter",)),
            Entry("执法依据", "desk:statute_list", "book-2", ("statute", "provision")),
            Entry("裁量基准", "desk:benchmark_list", "scale", ("benchmark",)),
            Entry("文书模板", "desk:template_list", "file-description", ("template",)),
            Entry("执法主体", "desk:agency_list", "building-bank", ("agency",)),
            Entry("执法人员", "desk:officer_list", "certificate", ("officer",)),
        ],
    ),
]


def navigation(view_name: str, counts: dict[str, int] | None = None) -> list[Group]:
    """The groups with the current entry marked; `counts` by view name are shown as badges."""
    section = view_name.removeprefix("desk:").split("_")[0]
    badges = counts or {}
    return [
        Group(
            label,
            tuple(Item(e.label, reverse(e.view), e.icon, section in e.sections, badges.get(e.view)) for e in entries),
        )
        for label, entries in GROUPS
    ]
