"""机关管理: names, number words, officers, the check of a day, the record of changes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from minzhifa.desk.admin.forms_org import OfficerForm, RenameForm, WordForm
from minzhifa.desk.admin.handling import FormPage, back_to, doing, take
from minzhifa.desk.admin.reading import asked_day
from minzhifa.desk.admin.words import told
from minzhifa.desk.request import DeskRequest, instant, today
from minzhifa.desk.shapes import Crumb
from minzhifa.documents.registry import kinds
from minzhifa.org import queries as org
from minzhifa.org.operations import register_officer, rename_agency, set_number_word
from minzhifa.org.queries import admin, pages
from minzhifa.org.queries.lists import officers

MOST_OFFICERS = 500


def _crumbs(agency_id: int, name: str) -> tuple[Crumb, ...]:
    return Crumb("执法主体", "/agencies/"), Crumb(name, reverse("desk:agency_page", args=[agency_id]))


def numbered_kinds() -> list[tuple[str, str]]:
    """Kinds of document that take a number: (code, title)."""
    return [(kind.id, kind.title) for kind in kinds() if kind.series]


def agency_rename(request: DeskRequest, agency_id: int) -> HttpResponse:
    """更名 from a day; old papers keep the name of their day."""
    admin.require_administration(request.actor, agency_id)
    card = org.agency_card(agency_id, today(request))
    back = reverse("desk:agency_page", args=[agency_id])
    crumbs = _crumbs(agency_id, card.own_name)
    page = FormPage("机关更名", "更名", f"agency-rename-{agency_id}", back, f"现名：{card.own_name}", crumbs)
    at = instant(request)
    return take(
        request,
        RenameForm(request.POST or None),
        page,
        lambda data: rename_agency(actor=request.actor, agency_id=agency_id, at=at, **data),
        back_to(request, page, "已更名，原名称保留在沿革里。"),
    )


def agency_words(request: DeskRequest, agency_id: int) -> HttpResponse:
    """文号代字 of every kind of document on a day, and the words over time."""
    on, wrong = asked_day(request)
    card = org.agency_card(agency_id, on)
    titles = numbered_kinds()
    words = admin.number_words(agency_id, [kind for kind, _ in titles], on)
    context = {
        "card": card, "on": on, "wrong": wrong, "rows": [(title, words.get(kind, "")) for kind, title in titles],
        "history": pages.agency_detail(agency_id).words, "titles": dict(titles),
        "may": admin.may_administer(request.actor, agency_id), "crumbs": _crumbs(agency_id, card.own_name),
    }  # fmt: skip
    return render(request, "desk/admin/words.html", context)


def agency_word_set(request: DeskRequest, agency_id: int) -> HttpResponse:
    """A new word from a day on."""
    admin.require_administration(request.actor, agency_id)
    card = org.agency_card(agency_id, today(request))
    back = reverse("desk:agency_words", args=[agency_id])
    crumbs = (*_crumbs(agency_id, card.own_name), Crumb("文号代字", back))
    page = FormPage("设置代字", "设置", f"agency-word-{agency_id}", back, card.own_name, crumbs)
    form = WordForm(request.POST or None, kinds=numbered_kinds())
    run = doing(set_number_word, actor=request.actor, agency_id=agency_id, at=instant(request))
    return take(request, form, page, run, back_to(request, page, "已设置，已经取得的文号不变。"))


def agency_officer_new(request: DeskRequest, agency_id: int) -> HttpResponse:
    """登记执法人员."""
    admin.require_administration(request.actor, agency_id)
    card = org.agency_card(agency_id, today(request))
    back = reverse("desk:agency_page", args=[agency_id])
    crumbs, sub = _crumbs(agency_id, card.own_name), "登记后再登记执法证；没有执法证的人员不能办案。"
    page = FormPage("登记执法人员", "登记", f"officer-new-{agency_id}", back, sub, crumbs)
    at = instant(request)
    return take(
        request,
        OfficerForm(request.POST or None),
        page,
        lambda data: register_officer(actor=request.actor, agency_id=agency_id, at=at, **data),
        back_to(request, page, "已登记；请到“执法人员”里登记执法证。"),
    )


def agency_check(request: DeskRequest, agency_id: int) -> HttpResponse:
    """某日核验: who of the agency was valid on a day, and why the others were not."""
    on, wrong = asked_day(request)
    card = org.agency_card(agency_id, on)
    people = officers(request.actor, agency_id=agency_id, limit=MOST_OFFICERS)
    facts = {fact.officer_id: fact for fact in org.officer_facts([row.id for row in people], agency_id, on)}
    rows = sorted(((row, facts[str(row.id)]) for row in people), key=lambda pair: not pair[1].valid)
    valid = sum(fact.valid is True for _, fact in rows)
    context = {"card": card, "on": on, "wrong": wrong, "rows": rows, "valid": valid}
    context["crumbs"] = _crumbs(agency_id, card.own_name)
    return render(request, "desk/admin/check.html", context)


def agency_history(request: DeskRequest, agency_id: int) -> HttpResponse:
    """变更记录 from the ledger."""
    card = org.agency_card(agency_id, today(request))
    rows = [told(row) for row in admin.agency_history(request.actor, agency_id)]
    context = {"title": "机关变更记录", "sub": card.own_name, "rows": rows}
    return render(request, "desk/admin/history.html", {**context, "crumbs": _crumbs(agency_id, card.own_name)})
