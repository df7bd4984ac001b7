"""要素中心: the eight elements on one page, each with its template, import, export and record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from minzhifa.access import Denied
from minzhifa.access.errors import Refused
from minzhifa.desk.admin.handling import REFUSED, FormPage, take
from minzhifa.desk.admin.reading import asked_day
from minzhifa.desk.admin.words import told
from minzhifa.desk.elements import engine, overview, uploads, writing
from minzhifa.desk.elements.books import MOST_BYTES
from minzhifa.desk.elements.forms import UploadForm
from minzhifa.desk.elements.kinds import element
from minzhifa.desk.elements.shapes import Element
from minzhifa.desk.errors import problem_of
from minzhifa.desk.request import DeskRequest, instant, once_token, today
from minzhifa.desk.shapes import Crumb
from minzhifa.org.errors import AlreadyDone
from minzhifa.org.operations import once

CRUMBS = (Crumb("要素中心", "/elements/"),)


def element_home(request: DeskRequest) -> HttpResponse:
    """The eight elements: how many, last change, what this account may do."""
    context = {"cards": overview.cards(request.actor, today(request))}
    return render(request, "desk/elements/home.html", context)


def element_page(request: DeskRequest, kind: str) -> HttpResponse:
    """One element: columns, codes, doors in and out, and the record of its imports."""
    chosen = element(kind)
    on, wrong = asked_day(request)
    context = {
        "element": chosen, "on": on, "wrong": wrong, "may_import": _may_import(request, chosen),
        "importable": chosen.load is not None,  # a template would call it
        "may_export": chosen.may_export(request.actor), "forms": list(writing.FORMS), "crumbs": CRUMBS,
        "rows": [told(row) for row in overview.record(request.actor, chosen)],
    }  # fmt: skip
    return render(request, "desk/elements/page.html", context)


def _may_import(request: DeskRequest, chosen: Element) -> bool:
    return chosen.load is not None and chosen.may_import(request.actor)


def element_template(request: DeskRequest, kind: str) -> HttpResponse:
    """The empty book."""
    chosen = element(kind)
    if chosen.load is None:
        raise Denied("import", f"{chosen.label}不从表格导入。{chosen.who}")
    return _file(writing.template(chosen, overview.code_lists(chosen)), f"{chosen.label}-模板.xlsx", "xlsx")


def element_export(request: DeskRequest, kind: str, form: str) -> HttpResponse:
    """What is in force on the day asked about."""
    chosen = element(kind)
    on, _ = asked_day(request)
    if form not in writing.FORMS or not chosen.may_export(request.actor):
        raise Denied("export", f"您不能导出{chosen.label}。")
    rows = list(chosen.export(request.actor, on))
    if chosen.personal:
        engine.record_export(
            element=chosen, actor=request.actor, at=instant(request), on=on, count=len(rows), form=form
        )
    return _file(writing.export(chosen, rows, form, on), f"{chosen.label}-{on.isoformat()}.{form}", form)


def element_import(request: DeskRequest, kind: str) -> HttpResponse:
    """Upload a file; it is checked, not loaded."""
    chosen = element(kind)
    engine.require_import(request.actor, chosen)
    back, sub = (
        reverse("desk:element_page", args=[kind]),
        "先逐行检查，检查结果看过以后再决定载入；检查不改动任何数据。",
    )
    crumbs = (*CRUMBS, Crumb(chosen.label, back))
    page = FormPage(f"导入{chosen.label}", "上传并检查", f"element-import-{kind}", back, sub, crumbs)
    form = UploadForm(request.POST or None, request.FILES or None)

    def run(data: dict[str, Any]) -> UUID:
        return uploads.take_in(
            actor=request.actor, at=instant(request), on=today(request), kind=kind, name=data["file"].name,
            content=data["file"].read(MOST_BYTES + 1),
        )  # fmt: skip

    return take(request, form, page, run, lambda made: HttpResponseRedirect(reverse("desk:element_check", args=[made])))


def element_check(request: DeskRequest, upload_id: UUID) -> HttpResponse:
    """The report of the dry run; POST loads, with `only_good` without the rows that are wrong."""
    problem = None
    if request.method == "POST":
        try:
            written = once(
                actor=request.actor, token=once_token(request), at=instant(request),
                run=lambda: uploads.load_upload(
                    actor=request.actor, at=instant(request), on=today(request), upload_id=upload_id,
                    only_good=request.POST.get("only_good") == "on",
                ),
            )  # fmt: skip
        except AlreadyDone as again:
            messages.info(request, again.message)
        except (Refused, Denied) as refusal:
            problem = problem_of(refusal)
        else:
            messages.success(request, f"已载入：写入 {written} 项。" if written else "没有要改动的，什么也没有写入。")
        if problem is None:
            return HttpResponseRedirect(reverse("desk:element_check", args=[upload_id]))
    shown = uploads.upload(request.actor, upload_id)
    crumbs = (*CRUMBS, Crumb(shown.element.label, reverse("desk:element_page", args=[shown.element.kind])))
    context = {"shown": shown, "problem": problem, "crumbs": crumbs}
    return render(request, "desk/elements/check.html", context, status=REFUSED if problem else 200)


def element_wrong(request: DeskRequest, upload_id: UUID) -> HttpResponse:
    """The rows that are wrong, with what is wrong at the end."""
    shown = uploads.upload(request.actor, upload_id)
    checked = uploads.checked_again(request.actor, upload_id, today(request))
    name = f"{shown.element.label}-待改.xlsx"
    return _file(writing.wrong_rows(shown.element, checked, "xlsx"), name, "xlsx")


def _file(content: bytes, name: str, form: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=writing.FORMS[form])
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer
