"""执法对象: list, page, registration."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from minzhifa.access import Denied
from minzhifa.access.errors import Refused
from minzhifa.desk import labels
from minzhifa.desk.forms import SubjectForm, show
from minzhifa.desk.listing import PAGE_SIZE, listing
from minzhifa.desk.request import DeskRequest, instant, once_token
from minzhifa.desk.reveal import Shown, ask_then_show
from minzhifa.desk.shapes import Crumb, Filter
from minzhifa.subjects import operations, queries

CRUMBS = (Crumb("执法对象", "/subjects/"),)


def subject_list(request: DeskRequest) -> HttpResponse:
    """执法对象 by name, code or pinyin initials."""
    asked = listing(request, [Filter("kind", "类型", labels.choices(labels.SUBJECT_KINDS))])
    kind = asked.value("kind") or None
    found = queries.search(request.actor, asked.q, kind=kind, after=asked.after, limit=PAGE_SIZE)
    page = asked.page_after(found.rows, found.after)
    context = {"listing": asked, "found": found, "page": page, "kinds": labels.SUBJECT_KINDS}
    return render(request, "desk/subjects/list.html", context)


def subject_page(request: DeskRequest, subject_id: UUID) -> HttpResponse:
    """One subject with what is known of it, and who else it may be."""
    context = {
        "card": queries.subject(request.actor, subject_id),
        "may_open": queries.may_open(request.actor, subject_id),
        "candidates": queries.merge_candidates(request.actor, subject_id, limit=5),
        "taken": request.GET.get("taken", ""),
        "crumbs": CRUMBS,
    }
    return render(request, "desk/subjects/subject.html", context)


def subject_open(request: DeskRequest, subject_id: UUID, what: str) -> HttpResponse:
    """The eye beside a masked value: asks for the reason, then shows it; the look is recorded."""
    label = operations.PRIVATE.get(what, "")

    def look(reason: str) -> Shown:
        given: dict[str, Any] = {"subject_id": subject_id, "what": what, "reason": reason}
        return [(label, operations.open_private(actor=request.actor, at=instant(request), **given))]

    return ask_then_show(request, label, look)


def subject_new(request: DeskRequest) -> HttpResponse:
    """Register a subject; the form's token is the subject's id, so a second sending changes nothing."""
    form = SubjectForm(request.POST or None)
    problem = None
    if request.method == "POST" and form.is_valid():
        try:
            given: dict[str, Any] = {"actor": request.actor, "at": instant(request), "subject_id": once_token(request)}
            done = operations.register_subject(**given, **form.cleaned_data)
        except (Refused, Denied) as refusal:
            problem = show(form, refusal)
        else:
            messages.success(request, "已登记。" if done.created else "这个对象早已登记，已为您打开。")
            return HttpResponseRedirect(f"{reverse('desk:subject_page', args=[done.id])}?taken=subject-new")
    context = {"form": form, "problem": problem, "crumbs": CRUMBS}
    return render(request, "desk/subjects/new.html", context, status=422 if request.method == "POST" else 200)
